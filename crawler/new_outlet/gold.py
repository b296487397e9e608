"""A stored page with its gold, as tests/test_gold.py reads it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.items import Article, Page
from pipelines.text import fold

_QUOTED = 8  # words of a paragraph in must.json
_SLUG_WORDS = 4


def as_gold(article: Article) -> dict[str, Any]:
    """Return the whole article as in ``gold.json``, without the engine's version and numbers."""
    return {
        "agency": article.agency,
        "authors": list(article.authors),
        "body": [f"{block.kind.value}: {block.text}" for block in article.body],
        "dateline": article.dateline,
        "images": [[one.url, one.caption, one.credit] for one in article.images],
        "language": article.language,
        "lead": article.lead,
        "modified_at": article.modified_at.isoformat() if article.modified_at else None,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "section": article.section,
        "stripped": [f"{one.rule}: {one.text}" for one in article.stripped],
        "tags": list(article.tags),
        "title": article.title,
        "url": article.url,
    }


def gold_text(gold: Mapping[str, Any]) -> str:
    """Return it with sorted keys, one paragraph per line."""
    return json.dumps(gold, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def proposed_must(article: Article) -> dict[str, Any]:
    """Return ``must.json`` with what the engine found, for a person to read and confirm.

    ``unread`` makes tests/test_gold.py fail until somebody removes it.
    """
    lines = [block.text for block in article.body]
    at = article.published_at
    text = article.text
    return {
        "unread": "compare with the page, correct, then take this line out",
        "title": article.title,
        "published_at": at.isoformat(timespec="minutes") if at else None,
        "must": list(dict.fromkeys(_beginning(line) for line in (lines[0], lines[-1]))),
        "must_not": list(
            dict.fromkeys(one.text[:80] for one in article.stripped if one.text[:80] not in text)
        )[-3:],
    }


def keep(folder: Path, page: Page, article: Article | None) -> Path:
    """Write a page, and the engine's result, into a folder of its own; return the folder.

    If the engine rejects the page, a person must write the gold.
    """
    stored = folder / _case_name(page, article)
    stored.mkdir(parents=True)
    (stored / "page.html.gz").write_bytes(gzip.compress(page.body, mtime=0))
    meta = {
        "url": page.requested_url or page.url,
        "final_url": page.url,
        "content_type": dict(page.headers).get("Content-Type", "text/html"),
        "fetched_at": page.fetched_at.isoformat(),
    }
    (stored / "meta.json").write_text(gold_text(meta), encoding="utf-8")
    if article is not None:
        must = json.dumps(proposed_must(article), ensure_ascii=False, indent=1) + "\n"
        (stored / "must.json").write_text(must, encoding="utf-8")
        (stored / "gold.json").write_text(gold_text(as_gold(article)), encoding="utf-8")
    return stored


def _beginning(line: str) -> str:
    """Return a line's first words, unchanged."""
    return " ".join(line.split("\n")[0].split(" ")[:_QUOTED])


def _case_name(page: Page, article: Article | None) -> str:
    at = article.published_at if article and article.published_at else page.fetched_at
    title = article.title if article else page.url.rpartition("/")[2]
    words = re.findall(r"[a-z0-9]+", fold(title))[:_SLUG_WORDS]
    return f"{at:%Y-%m}-{'-'.join(words) or 'page'}"
