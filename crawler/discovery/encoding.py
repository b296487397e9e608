"""Decodes the bytes of a feed or sitemap, whatever its header and declaration say."""

from __future__ import annotations

import codecs
import re
import sys
from html.entities import html5

from pipelines.content_coding import readable_part
from pipelines.web_charsets import codec_of

MAX_BYTES = 64 << 20  # of an unpacked gzip sitemap; sitemaps.org allows 50 MB

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
_NUMBERED = re.compile(r"(?:&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});)+")
_LOOSE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z_][\w.-]{0,63});)")
# A tag with another tag inside is not a tag; for each one the parser would scan back over all of
# them.
_NO_TAG = re.compile(r"<(?![!?])(?=[^<>]*(?:<|\Z))")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MAX_BAD_SHARE = 0.1  # maximum share of bad characters for text to count as damaged UTF-8


def unpack(body: bytes) -> bytes:
    """Decompress ``body`` if it is gzip; at most ``MAX_BYTES``.

    For a truncated or damaged file, return what could be read.
    """
    return readable_part(body, MAX_BYTES)


def to_text(body: bytes) -> str:
    """Decode ``body``: by byte order mark, by its zero bytes, as UTF-8, as declared.

    The declaration comes last, because it is wrong more often than bytes are valid UTF-8 by chance.
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
    if text[:200_000].count("\ufffd") <= foreign * _MAX_BAD_SHARE:
        return text
    found = _DECLARED.search(body[:400])
    codec = codec_of(found[1].decode("ascii", "replace")) if found else None
    if codec is None or codec.startswith("utf"):  # an unknown name counts as no name
        codec = "cp1252"
    return body.decode(codec, "replace")


def well_formed(text: str) -> str:
    """Repair XML so that a parser reads more of it.

    Removes declarations, characters that XML does not allow, named entities except its own five,
    and stray ampersands and ``<``. Entities that the file declares itself stay unexpanded. Numbers
    of UTF-16 units are joined: some programs write an emoji as two.
    """
    start = text.find("<")
    text = _DECLARATION.sub("", text[start:], count=1) if start >= 0 else ""
    text = _NOT_XML.sub("", text)
    text = _ENTITY.sub(_named, text)
    text = _NUMBERED.sub(_numbered, text)
    return _NO_TAG.sub("&lt;", _LOOSE.sub("&amp;", text)).lstrip()


def _numbered(match: re.Match[str]) -> str:
    """Return references to the same characters, without those that XML does not allow."""
    given = [one[1:] for one in match[0].replace("&", "").rstrip(";").split(";")]
    numbers = (int(one[1:], 16) if one[0] in "xX" else int(one) for one in given)
    units = "".join(chr(number) for number in numbers if number <= sys.maxunicode)
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return "".join(f"&#{ord(char)};" for char in _NOT_XML.sub("", text))


def _named(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _XML_ENTITIES else html5.get(f"{name};", match[0])
