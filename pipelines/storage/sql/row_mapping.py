"""Converts pipeline items to table rows and back."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import fields
from datetime import datetime
from typing import Any

from xxhash import xxh3_64_hexdigest

from pipelines.items import Article, BlockKind, Digest, Hint
from pipelines.printable import one_line
from pipelines.text import scrub

MAX_URL = 2_000  # bytes; PostgreSQL limits index keys to about 2,700
MAX_REASON = 500
_DETAILS = (
    "published_at",
    "authors",
    "agency",
    "dateline",
    "section",
    "tags",
    "language",
)  # metadata that a revision keeps besides its text


def revision_columns(article: Article, digest: Digest) -> dict[str, Any]:
    """Return the text of ``article`` as columns of ``revision``."""
    return {
        "engine": article.engine,
        "modified_at": article.modified_at,
        "title": article.title,
        "lead": article.lead,
        "body": article.body_text,
        "kinds": _kinds(article),
        "text_hash": digest.text_hash,
        "source_hash": digest.source_hash,
        "word_count": digest.word_count,
        "details": {name: getattr(article, name) for name in _DETAILS},
    }


def _kinds(article: Article) -> dict[str, list[int]]:
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(article.body):
        if block.kind is not BlockKind.PARAGRAPH:
            kinds[block.kind.value].append(number)
    return dict(kinds)


def article_columns(article: Article) -> dict[str, Any]:
    """Return the metadata of ``article`` as columns of ``article``."""
    return {
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "authors": list(article.authors),
        "agency": article.agency,
        "dateline": article.dateline,
        "section": article.section,
        "tags": list(article.tags),
        "language": article.language,
        "is_accessible_for_free": article.is_accessible_for_free,
        "confidence": article.confidence,
        "concerns": list(article.concerns),
        "sources": dict(article.sources),
        "engine": article.engine,
        "images_hash": _images_hash(article),
    }


def _images_hash(article: Article) -> str:
    """Return a hash of the images, to detect changes from the row alone."""
    shown = repr([(image.url, image.caption, image.credit) for image in article.images])
    return xxh3_64_hexdigest(shown.encode("utf-8", "replace"))


def images(article_id: int, article: Article) -> list[dict[str, Any]]:
    """Return the images of ``article`` as rows of ``image``."""
    return [
        {
            "article_id": article_id,
            "ordinal": ordinal,
            "url": image.url,
            "caption": image.caption,
            "credit": image.credit,
        }
        for ordinal, image in enumerate(article.images)
    ]


def stripped(article_id: int, article: Article) -> list[dict[str, Any]]:
    """Return the stripped blocks of ``article``, if any, as a row of ``stripped_blocks``."""
    blocks = [
        (block.position, block.rule, block.text, block.rule_id or None)
        for block in article.stripped
    ]
    return [{"article_id": article_id, "blocks": blocks}] if blocks else []


def hint_row(hint: Hint) -> dict[str, str]:
    """Return ``hint`` as a JSON object, without its empty fields."""
    values = ((field.name, getattr(hint, field.name)) for field in fields(Hint))
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values
        if value is not None
    }


def hint_of(row: dict[str, str]) -> Hint:
    """Return the ``Hint`` from a JSON object of ``hint_row``."""
    times = {
        name: datetime.fromisoformat(row[name])
        for name in ("published_at", "modified_at")
        if name in row
    }
    return Hint(row.get("title"), row.get("description"), section=row.get("section"), **times)


def fit_url(url: str) -> str:
    """Return ``url`` as stored: if too long for an index, cut, with a hash of the whole."""
    url = scrub(url)
    encoded = url.encode()
    if len(encoded) <= MAX_URL:
        return url
    mark = f"#cut-{hashlib.blake2b(encoded, digest_size=16).hexdigest()}"
    return encoded[: MAX_URL - len(mark)].decode("utf-8", "ignore") + mark


def fit_reason(reason: str | None) -> str | None:
    """Return ``reason`` as stored: on one line, of bounded length."""
    return reason and " ".join(one_line(reason).split())[:MAX_REASON]
