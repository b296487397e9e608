"""A refresh is a redirect if a page holds nothing else, and is ignored elsewhere."""

from __future__ import annotations

import pytest

from crawler.downloader.content_type import foreign_type
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


PAGE = b"<!DOCTYPE html><p>text"


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("text/html", PAGE), ("text/html", b"any text"), ("", b"any text"), ("html", b"any text"),
        ("text/html, text/html; charset=utf-8", b"any text"), ("TEXT/HTML;charset=x", b"x"),
        ("application/octet-stream", PAGE), ("text/plain", b"\xef\xbb\xbf\r\n<html>"),
        ("image/jpeg", PAGE), ("application/json", b"<!-- a --><body>"), (";;", b"x"),
        ("text/plain", "<html>".encode("utf-16")), ("application/xhtml+xml", b"<?xml ?><html>"),
        ("application/xml", b"<?xml version='1.0'?><!DOCTYPE html><html>"),
    ],
)  # fmt: skip
def test_is_a_web_page(header: str, body: bytes) -> None:
    assert foreign_type(header, body) is None


@pytest.mark.parametrize(
    ("header", "body", "kind"),
    [
        ("text/html", b"%PDF-1.7 <html>", "application/pdf"),
        ("", b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        ("text/html", b"GIF89a", "image/gif"),
        ("image/png", b"", "image/png"),
        ("application/json", b'{"a": "<html>"}', "application/json"),
        ("application/rss+xml", b"<?xml version='1.0'?><rss><p>", "application/rss+xml"),
        ("image/svg+xml", b"<svg>", "image/svg+xml"),
        ("text/\x1b[31mx", b"x", "text/31mx"),
    ],
)
def test_is_none(header: str, body: bytes, kind: str) -> None:
    assert foreign_type(header, body) == kind
