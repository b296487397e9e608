"""Formats rows as text, piece by piece: JSON lines, CSV, JSON-LD lines, Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import orjson

from pipelines.export.rows import Row, iso

# What a spreadsheet takes for the start of a formula, even within quotes, also in full width and
# after what it trims (https://owasp.org/www-community/attacks/CSV_Injection): blanks, controls, and
# what no one sees.
_FORMULA = re.compile(
    r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
)
_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|~"})
# At the start of a block a list, a heading or a rule; anywhere, an entity of HTML.
_STARTS = re.compile(r"(\d{0,9})([-+=.)])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_PREFIX = {"heading": "## ", "list_item": "- ", "quote": "> "}


def json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield one JSON line per row; times in ISO 8601."""
    for row in rows:
        yield orjson.dumps(dict(row), option=orjson.OPT_APPEND_NEWLINE)


def csv_lines(rows: Iterable[Row], names: Sequence[str]) -> Iterator[bytes]:
    """Yield RFC 4180 lines in UTF-8 with the columns ``names``; lists are JSON.

    The header comes first, also where no row follows. Text that a spreadsheet would take for a
    formula is prefixed with an apostrophe.
    """
    buffer = io.StringIO(newline="")
    write = csv.writer(buffer).writerow
    for cells in chain([names], ([_cell(row[name]) for name in names] for row in rows)):
        write(cells)
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, list):
        return orjson.dumps(value).decode()
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    if isinstance(value, bool):
        return int(value)
    return value


def json_ld(row: Row) -> dict[str, Any]:
    """Return an article as https://schema.org/NewsArticle, without unknown fields."""
    fields = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": row["url"],
        "url": row["url"],
        "headline": row["title"],
        "description": row["lead"],
        "articleBody": row["text"],
        "inLanguage": row["language"],
        "datePublished": iso(row["published_at"]),
        "dateModified": iso(row["modified_at"]),
        "dateline": row["dateline"],
        "articleSection": row["section"],
        "keywords": list(row["tags"]),
        "wordCount": row["word_count"],
        "author": [{"@type": "Person", "name": name} for name in row["authors"]],
        "creditText": row["agency"],
        "image": [_image_object(image) for image in row["images"]],
        "publisher": {"@type": "Organization", "name": row["outlet"]},
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _image_object(image: Mapping[str, str | None]) -> dict[str, str]:
    fields = {
        "@type": "ImageObject",
        "contentUrl": image["url"],
        "caption": image["caption"],
        "creditText": image["credit"],
    }
    return {name: value for name, value in fields.items() if value}


def json_ld_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield one JSON-LD line per row."""
    for row in rows:
        yield orjson.dumps(json_ld(row), option=orjson.OPT_APPEND_NEWLINE)


def markdown(row: Row) -> str:
    """Return an article as Markdown: heading, a line of metadata, lead, blocks, captions."""
    facts = [row["outlet"], iso(row["published_at"]), ", ".join(row["authors"]), row["agency"]]
    parts = [
        f"# {_plain(row['title'])}",
        " · ".join(_plain(fact) for fact in facts if fact) + f" · <{_address(row['url'])}>",
    ]
    if row["lead"]:
        parts.append(f"**{_plain(row['lead'])}**")
    for block in row["blocks"]:
        text = block["text"]
        if block["kind"] in ("code", "table"):
            parts.append(_fenced(text))
        else:
            parts.append(_PREFIX.get(block["kind"], "") + _plain(text))
    for image in row["images"]:
        caption = " ".join(filter(None, (image["caption"], image["credit"])))
        parts.append(f"![{_plain(caption)}](<{_address(image['url'])}>)")
    return "\n\n".join(parts) + "\n"


def _fenced(text: str) -> str:
    """Return lines as they are. Indented, they would belong to a list before them."""
    fence = "`" * (1 + max(map(len, re.findall("`{2,}", text)), default=2))
    return f"{fence}\n{text}\n{fence}"


def _plain(text: str) -> str:
    """Escape what Markdown, or HTML in it, would interpret."""
    escaped = _ENTITY.sub(r"\\&", " ".join(text.split()).translate(_SPECIAL))
    return _STARTS.sub(r"\1\\\2", escaped, count=1) if _STARTS.match(escaped) else escaped


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace("\n", "").replace(" ", "%20")


def markdown_documents(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield each article as Markdown, separated by rules."""
    for number, row in enumerate(rows):
        rule = "\n---\n\n" if number else ""
        yield f"{rule}{markdown(row)}".encode("utf-8", "replace")
