"""Decodes response bytes into text, whatever charset is declared."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from pipelines.web_charsets import CODECS, codec_of, latin_codec_of

Headers = Iterable[tuple[str, str]]

_HEAD_BYTES = 4096
_META_BYTES = 200
_META_CHARSET = re.compile(rb"""charset\s*+=[\s"']*+([\w.:-]+)""")
_HEADER_CHARSET = re.compile(r"""charset\s*+=[\s"']*+([\w.:-]+)""", re.I)
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,500}?\slang\s*+=\s*+["']?([a-z]{2})\b""", re.I)
_LATIN = re.compile(r"cp125[02478]|mac_roman|iso8859_(?:1[03456]?|[2349])")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_BROKEN_SHARE = 0.1  # of the characters: with so few broken ones text is UTF-8, as in feeds
_DAMAGE = 0.01  # share of undecodable characters up to which a declared charset is trusted
_FEWEST_BROKEN = 3  # a text cut within a character has one
_DETECT_BYTES = 65_536
_PIECE = 4_096  # bytes; most pieces of this length are ASCII


def decode(body: bytes, headers: Headers = ()) -> str:
    """Return ``body`` as text; never fails: undecodable bytes become U+FFFD.

    Order: byte order mark; UTF-8 if the bytes are UTF-8 except for a few, whatever is declared
    (wrong declarations are common, as are texts cut within a character; text that is UTF-8 by
    accident is not); the HTTP header; the meta tag; detection.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    names = _declared(body, headers)
    if _may_be_utf8(names):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            text = body.decode("utf-8", "replace")
        if _is_mostly_whole(text):
            return text
        if _is_no_utf8(text):
            names = [name for name in names if not name.startswith("utf-8")]
    best: tuple[float, str] | None = None
    for name in names:
        text = body.decode(name, "replace")
        damage = text.count("\ufffd") / max(1, len(text) - body.count(b"<"))
        if damage == 0:
            return text
        if best is None or damage < best[0]:
            best = (damage, text)
    if best and best[0] < _DAMAGE:
        return best[1]
    return body.decode(_detected(body), "replace")


def _detected(body: bytes) -> str:
    """Detect the codec: its script by the bytes, among Latin ones by the page's language."""
    found = from_bytes(body[:_DETECT_BYTES], cp_isolation=CODECS).best()
    name = found.encoding if found else "cp1252"
    language = _LANGUAGE.search(body[:_HEAD_BYTES])
    usual = latin_codec_of(language[1].decode("ascii")) if language else None
    return usual if usual and _LATIN.fullmatch(name) else name


def is_utf8(body: bytes, headers: Headers) -> bool:
    """Return whether ``decode`` would decode the bytes as UTF-8 without loss."""
    if body.startswith(tuple(bom for bom, _ in _BOMS)) or _wide(body):
        return False
    at = 0
    try:
        while at < len(body):  # in pieces: the text is large and not needed
            piece, is_last = body[at : at + _PIECE], at + _PIECE >= len(body)
            is_ascii = piece.isascii()  # ten times faster
            at += len(piece) if is_ascii else codecs.utf_8_decode(piece, "strict", is_last)[1]
    except UnicodeDecodeError:
        return False
    return _may_be_utf8(_declared(body, headers))


def _may_be_utf8(names: list[str]) -> bool:
    """Return whether valid UTF-8 is UTF-8, given the declared charsets: 7-bit ones look like it."""
    return not any(name.startswith("iso2022") for name in names)


def _is_mostly_whole(text: str) -> bool:
    """Return whether few of the non-ASCII characters are broken."""
    whole, broken = _whole_and_broken(text)
    return broken <= _MAX_BROKEN_SHARE * whole


def _is_no_utf8(text: str) -> bool:
    """Return whether the bytes of a text, decoded as UTF-8, are another charset's.

    Markup is ASCII, so the share of all characters that are broken tells nothing of it.
    """
    whole, broken = _whole_and_broken(text)
    return broken >= _FEWEST_BROKEN and broken > whole


def _whole_and_broken(text: str) -> tuple[int, int]:
    """Return the numbers of non-ASCII characters that could and could not be decoded."""
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    broken = text.count("\ufffd")
    return foreign - broken, broken


def _wide(body: bytes) -> str | None:
    """Detect UTF-16 without a mark: NUL in every second byte of ASCII markup."""
    head = body[:200]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return None
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _declared(body: bytes, headers: Headers) -> list[str]:
    names = []
    for key, value in headers:
        if key.lower() == "content-type" and (match := _HEADER_CHARSET.search(value)):
            names.append(match[1])
    if meta := _meta_charset(body[:_HEAD_BYTES].lower()):
        names.append(meta.decode("ascii", "replace"))
    codecs_named = (codec_of(name) for name in names)
    return [name for name in codecs_named if name and not name.startswith("utf-16")]


def _meta_charset(head: bytes) -> bytes | None:
    """Return the charset that a meta tag names, found by searching for the word."""
    for match in _META_CHARSET.finditer(head):
        opened = head.rfind(b"<meta", 0, match.start())
        between = head[opened + len(b"<meta") : match.start()]
        if opened >= 0 and b">" not in between and len(between) <= _META_BYTES:
            return match[1]
    return None
