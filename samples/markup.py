"""HTML fragments that all templates share, and a record of boilerplate text."""

from __future__ import annotations

import html
import json
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from samples.sample_articles import ZONE, Block, Caption, Sample

BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
escape = html.escape


class Junk(list[str]):
    """Records each text that a template prints around an article: it must be stripped."""

    def __call__(self, text: str) -> str:
        """Record ``text`` and return it escaped."""
        self.append(text)
        return escape(text)


@dataclass(frozen=True, slots=True)
class Teaser:
    """A headline in a list, with the sentence below it."""

    slug: str
    title: str
    text: str
    section: str
    at: datetime


@cache
def teasers() -> tuple[Teaser, ...]:
    """Return the invented entries of lists."""
    rows = tomllib.loads((Path(__file__).parent / "extras.toml").read_text(encoding="utf-8"))
    return tuple(
        Teaser(**{**row, "at": datetime.fromisoformat(row["at"]).replace(tzinfo=ZONE)})
        for row in rows["teaser"]
    )


def local(at: datetime) -> datetime:
    """Return ``at`` in the outlet's local time."""
    return at.astimezone(ZONE)


def meta(pairs: Iterable[tuple[str, str]]) -> str:
    """Return ``<meta>`` elements; names with a colon are properties."""
    return "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}"/>\n'
        for name, value in pairs
        if value
    )


def json_ld(value: object) -> str:
    """Return a JSON-LD script."""
    text = json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>\n'


def block_html(block: Block) -> str:
    """Return one block of the body as an element."""
    text = escape(block.text, quote=False)
    if block.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in row.split(" | ")) + "</tr>"
            for row in text.split("\n")
        )
        return f"<table><tbody>{rows}</tbody></table>"
    tag = {"heading": "h3", "list_item": "li", "quote": "blockquote"}.get(block.kind, "p")
    return f"<{tag}><strong>{text}</strong></{tag}>" if block.bold else f"<{tag}>{text}</{tag}>"


def with_end(text: str, end: str) -> str:
    """Return a text with its end mark; ``./.`` replaces the last full stop."""
    return (text.removesuffix(".") if end == "./." else text) + end


def body_html(
    blocks: Sequence[Block], end: str = "", figures: Iterable[tuple[int, str]] = ()
) -> str:
    """Return the body: list items in one ``ul``, end mark in the last block, figures between."""
    captions = dict(figures)
    pieces: list[str] = []
    last = len(blocks) - 1
    marked = [
        Block(one.kind, with_end(one.text, end) if index == last else one.text, one.bold)
        for index, one in enumerate(blocks)
    ]
    for listed, group in groupby(enumerate(marked), lambda pair: pair[1].kind == "list_item"):
        numbered = list(group)
        if listed:
            items = "".join(block_html(one) for _, one in numbered)
            pieces.append(f"<ul>{items}</ul>")
        for index, one in numbered:
            if not listed:
                pieces.append(block_html(one))
            if index + 1 in captions:
                pieces.append(captions[index + 1])
    return "\n".join(pieces)


def figures(sample: Sample, make: Callable[[Caption], str]) -> list[tuple[int, str]]:
    """Return the images between the paragraphs: number of preceding blocks to HTML."""
    return [(one.after, make(one)) for one in sample.captions if one.after]


def printed(caption: Caption) -> str:
    """Return caption and credit as the page prints them."""
    if not caption.printed:
        return caption.text
    if caption.printed.startswith("Photo"):
        return f"{caption.text.rstrip('.')}. {caption.printed}"
    text = caption.text.rstrip(".") if caption.printed.startswith("(") else caption.text
    return f"{text} {caption.printed}"


def image(sample_id: str, number: int, host: str) -> str:
    """Return the URL of an image; no image is in the archive."""
    return f"https://{host}/images/{sample_id}-{number}.jpg"


def slug(text: str) -> str:
    """Return the words of a headline as in a URL."""
    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in text.lower())
    return "-".join(plain.split())
