"""A refresh is a redirect if a page holds nothing else, and is ignored elsewhere."""

from __future__ import annotations

import pytest

from crawler.downloader.meta_refresh import refresh_target

URL = "https://news.example/old/a-story-of-boats.html"
NEW = "https://news.example/a-story-of-boats"


def stub(content: str, more: str = "") -> bytes:
    return (
        f'<html><head><meta http-equiv="refresh" content="{content}">{more}</head></html>'.encode()
    )


@pytest.mark.parametrize(
    "body",
    [
        stub(f"0;url={NEW}"),
        stub("0; URL=/a-story-of-boats"),
        stub(f"3; url='{NEW}'"),
        stub(
            f"0;url={NEW}",
            "<title>Moved</title><script>location = 'x'; " + "a b " * 99 + "</script>",
        ),
        stub(f"0;url={NEW}").decode().encode("utf-16"),
        f"<META CONTENT='0;url={NEW}' HTTP-EQUIV='Refresh'><p>This page has moved.".encode(),
    ],
)
def test_a_page_that_only_sends_on(body: bytes) -> None:
    assert refresh_target(body, URL) == NEW


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<p>refresh your mind</p>",
        stub("300"),
        stub(f"300;url={NEW}"),
        stub("0"),
        stub(f"0;url={URL}"),
        stub(f"0;url={URL}?again=1"),
        stub("0;url=javascript:go()"),
        stub("0;url=file:///etc/passwd"),
        stub("0;url=https://[news/"),
        stub(f"0;url={NEW}", "</head><body><p>" + "The ferry runs again. " * 40),
        stub(f"0;url={NEW}") + b"<!-- -->" * 9_000,
        f"<noscript><meta http-equiv=refresh content='0;url={NEW}'></noscript>".encode(),
        f"<script>'<meta http-equiv=refresh content=\"0;url={NEW}\">'</script>".encode(),
    ],
)
def test_a_page_that_is_one(body: bytes) -> None:
    assert refresh_target(body, URL) is None
