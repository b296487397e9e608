"""From bytes to a tree: find the charset, parse once, drop what no rule ever reads."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from pipelines.extraction.attributes import cut_attributes

Headers = Iterable[tuple[str, str]]

# huge_tree: without it libxml2 drops everything nested deeper than 255 elements.
_PARSER = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)

_HEAD_BYTES = 4096
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers do: these labels mean their superset (WHATWG Encoding Standard).
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "windows-874": "cp874",
}
_DAMAGE = 0.01  # share of undecodable characters up to which a declared charset is believed
_DETECT_BYTES = 65_536


def decode(body: bytes, headers: Headers = ()) -> str:
    """Return ``body`` as text; never fails, bytes that fit nowhere become U+FFFD.

    Order: byte order mark; UTF-8 when the bytes are valid UTF-8, whatever is declared (wrong
    declarations are common, text that is UTF-8 by accident is not); the HTTP header; the meta tag;
    detection.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    names = _declared(body, headers)
    if not any(name.startswith(("utf-7", "iso-2022", "hz")) for name in names):  # 7-bit charsets
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
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
    found = from_bytes(body[:_DETECT_BYTES]).best()
    name = found.encoding if found else "cp1252"
    return body.decode(name, "replace")


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark shows as NUL in every second byte of ASCII markup."""
    head = body[:200]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return None
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _declared(body: bytes, headers: Headers) -> list[str]:
    names = []
    for key, value in headers:
        if key.lower() == "content-type" and (match := _HEADER_CHARSET.search(value)):
            names.append(match[1])
    if meta := _META_CHARSET.search(body[:_HEAD_BYTES]):
        names.append(meta[1].decode("ascii", "replace"))
    known = []
    for name in names:
        name = _SUPERSETS.get(name.lower(), name.lower())
        try:
            if codecs.lookup(name)._is_text_encoding and not name.startswith("utf-16"):
                known.append(name)
        except (LookupError, ValueError):
            continue
    return known


def parse(body: bytes, headers: Headers = ()) -> HtmlElement:
    """Return the page's tree from response bytes. Any input gives a tree, the empty one too."""
    return parse_text(decode(body, headers))


def parse_text(html: str) -> HtmlElement:
    """Return the page's tree from markup that is already text."""
    if "\x00" in html:
        html = html.replace("\x00", "")
    try:
        markup = cut_attributes(html.encode("utf-8", "replace"))
        tree = etree.fromstring(markup or b"<html/>", _PARSER)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    if tree is None:  # nothing but blanks or comments
        tree = etree.fromstring(b"<html><body></body></html>", _PARSER)
    _prune(tree)
    return tree


def _prune(tree: HtmlElement) -> None:
    """Drop styles, drawings and scripts; structured data stays."""
    for script in list(tree.iter("script")):
        if "json" not in (script.get("type") or "").lower():
            # Not drop_tree(): it writes the text after it anew, and control characters, which
            # the parser lets through, cannot be written.
            script.tag = "style"
    etree.strip_elements(tree, "style", "svg", "canvas", "template", with_tail=False)
