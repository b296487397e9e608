"""Bytes of a feed or sitemap -> text, whatever header and declaration say."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from html.entities import html5

MAX_BYTES = 64 << 20  # a gzip sitemap, unpacked; sitemaps.org allows 50 MB

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""encoding\s*=\s*["']\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]{0,300}\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_LOOSE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z_][\w.-]{0,63});)")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MOSTLY = 0.1  # share of bad characters up to which text is UTF-8 with a few broken bytes


def unpack(body: bytes) -> bytes:
    """Return ``body`` without its gzip, when it has one; at most ``MAX_BYTES``.

    A cut or broken file gives what could be read.
    """
    if body[:2] != b"\x1f\x8b":
        return body[:MAX_BYTES]
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            while size < MAX_BYTES and (part := file.read1(1 << 20)):
                parts.append(part)
                size += len(part)
    except (OSError, EOFError, zlib.error):
        return b"".join(parts)
    return b"".join(parts)[:MAX_BYTES]


def to_text(body: bytes) -> str:
    """Return the text of ``body``: by byte order mark, by its zeros, as UTF-8, as declared.

    The declaration comes last, because it is wrong more often than UTF-8 is by chance.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    head = body[:400]
    if head[1::2].count(0) > len(head) // 4:
        return body.decode("utf-16-le", "replace")
    if head[::2].count(0) > len(head) // 4:
        return body.decode("utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(body)


def _not_quite_utf8(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    foreign = sum(1 for char in text[:200_000] if not char.isascii())
    if text[:200_000].count("\ufffd") <= foreign * _MOSTLY:
        return text
    found = _DECLARED.search(body[:400])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    if not name or name.startswith(("utf", "ucs")):
        name = "windows-1252"
    try:
        return body.decode(name, "replace")
    except LookupError:  # a name that nobody knows says as much as none
        return body.decode("windows-1252", "replace")


def well_formed(text: str) -> str:
    """Return XML that a parser reads further in: what commonly breaks it is mended.

    No declaration, characters that XML has not, no named entity but its own five, no ampersand
    that stands alone. Entities that the file declares itself stay as they are, unexpanded.
    """
    start = text.find("<")
    text = _DECLARATION.sub("", text[start:], count=1) if start >= 0 else ""
    text = _NOT_XML.sub("", text)
    text = _ENTITY.sub(_named, text)
    return _LOOSE.sub("&amp;", text).lstrip()


def _named(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _XML_ENTITIES else html5.get(f"{name};", match[0])
