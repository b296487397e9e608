"""What is no web page, whatever it is called, and that no article is found in it."""

from __future__ import annotations

import pytest

from pipelines.extraction import NotAnArticle, extract, extract_text
from pipelines.extraction.html.content_type import foreign_type
from pipelines.items import Page
from tests.support.invented import NOW

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


def test_no_article_is_found_in_a_document() -> None:
    text = b"The mill by the river ground its last sack of rice on Friday, its owner said. " * 40
    assert extract_text(b"<article><p>" + text)
    assert extract_text(b"%PDF-1.7\n<article><p>" + text) == ""
    with pytest.raises(NotAnArticle, match="not a web page: application/pdf"):
        extract(Page("https://news.example/a.pdf", b"%PDF-1.7\n" + text, NOW))


def test_a_time_without_zone_is_named() -> None:
    page = Page("https://news.example/1", b"<p>x", NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match=r"fetched_at=.*: expected a time with its zone"):
        extract(page)
