"""Decides whether a body is a web page: by its first bytes, then by its ``Content-Type``."""

from __future__ import annotations

import re

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
_LOOKED_AT = 4_096  # bytes
_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (  # WHATWG MIME Sniffing Standard, section 6
    (b"%PDF-", 0, "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"WAVE", 8, "audio/wave"),
    (b"ftyp", 4, "an MP4 video or similar"),
    (b"\x1aE\xdf\xa3", 0, "video/webm"),
    (b"OggS\x00", 0, "application/ogg"),
    (b"ID3", 0, "audio/mpeg"),
    (b"PK\x03\x04", 0, "application/zip"),
    (b"Rar!\x1a\x07", 0, "application/x-rar-compressed"),
    (b"7z\xbc\xaf\x27\x1c", 0, "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an office document"),
    (b"wOFF", 0, "font/woff"),
    (b"wOF2", 0, "font/woff2"),
)
_FIRST_TAG = re.compile(rb"<([a-z][a-z0-9:-]{0,40})", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype\s{1,9}html", re.IGNORECASE)
_NOT_A_TYPE = re.compile(r"[^\w.+/-]+", re.ASCII)
_PAGE_TAGS = frozenset(
    b"html head body title meta link base style script noscript header main article section nav "
    b"div p h1 h2 h3 table ul ol a b span br img center font iframe form".split()
)


def foreign_type(header: str, body: bytes) -> str | None:
    """Return the type of a body that is not a web page, else None.

    Servers label pages ``html``, ``text/html, text/html``, ``application/octet-stream`` or not at
    all, and label images as pages: so the bytes decide first.

    Args:
        header: the ``Content-Type`` as received, or ``""``.
        body: the body, decompressed.
    """
    for signature, offset, kind in _SIGNATURES:
        if body.startswith(signature, offset):
            return kind
    named = header.partition(",")[0].partition(";")[0].strip().lower()
    # A word without a slash is not a media type, so it says nothing.
    if named in PAGE_TYPES or "/" not in named or looks_like_page(body):
        return None
    return _NOT_A_TYPE.sub("", named)[:100]


def looks_like_page(body: bytes) -> bool:
    """Return whether a body begins as HTML: with its doctype or one of its elements."""
    start = body[:_LOOKED_AT].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x0c")
    if not start.startswith(b"<"):
        return False
    if _DOCTYPE.search(start):
        return True
    first = _FIRST_TAG.search(start)
    return first is not None and first[1].lower() in _PAGE_TAGS
