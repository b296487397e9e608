"""A page as a row of a converted archive: the article, or why there is none. Pure.

Rows are built in the process that extracts the page, so that only plain values are sent between
processes.
"""

from __future__ import annotations

from typing import Any

from pipelines.export.rows import Row
from pipelines.extraction import extract
from pipelines.items import Article, Page
from pipelines.similarity.digest import source_hash, word_count
from pipelines.similarity.text_hash import text_hash
from pipelines.text import fold, scrub

ARTICLE, REFUSED, FAILED, SUMMARY = "article", "refused", "failed", "summary"

COLUMNS: tuple[tuple[str, str], ...] = (
    (
        "outcome",
        "article; refused (a page that is no article); failed (one that could not be read); "
        "summary (the last row: the archive's counts).",
    ),
    ("reason", "Why there is no article, or null; of the summary, the counts as JSON."),
    ("page_url", "Address that the page was fetched from, or null where it cannot be read."),
    ("fetched_at", "When the page was fetched, UTC, or null where it cannot be read."),
    ("archive", "The WARC file."),
    ("offset", "Where the record of the page begins in it, in bytes; null for the summary."),
    ("engine", "Version of the engine that read it."),
    ("text_hash", "Hash of headline, lead and body: equal texts have equal ones."),
    ("source_hash", "Hash of the bytes that were received."),
    ("is_accessible_for_free", "False where the page is the stub of a paid article."),
    ("sources", "Where each field of the article came from: JSON object."),
)
"""Name and meaning of the columns that converted rows have besides those of the view ``articles``.
"""


def extracted_row(page: Page) -> dict[str, Any]:
    """Return the row of an article, without what only a database has (``id``, ``story_id``).

    ``first_seen_at`` is the time at which the page was fetched.

    Raises:
        NotAnArticle: the page is not an article.
    """
    return _article_row(page, extract(page))


def _article_row(page: Page, article: Article) -> dict[str, Any]:
    """Return the row of ``article``, extracted from ``page``."""
    return _page_row(page) | {
        "outcome": ARTICLE,
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "body": article.body_text,
        "text": article.text,
        "language": article.language,
        "authors": list(article.authors),
        "agency": article.agency,
        "dateline": article.dateline,
        "section": article.section,
        "tags": list(article.tags),
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "word_count": word_count(fold(scrub(article.text))),
        "confidence": article.confidence,
        "concerns": list(article.concerns),
        "blocks": [{"kind": one.kind.value, "text": one.text} for one in article.body],
        "images": [
            {"url": one.url, "caption": one.caption, "credit": one.credit} for one in article.images
        ],
        "stripped": [
            {
                "rule": one.rule,
                "text": one.text,
                "position": one.position,
                "rule_id": one.rule_id or None,
            }
            for one in article.stripped
        ],
        "engine": article.engine,
        "text_hash": text_hash(article),
        "source_hash": source_hash(page),
        "is_accessible_for_free": article.is_accessible_for_free,
        "sources": dict(article.sources),
    }


def _page_row(page: Page) -> dict[str, Any]:
    """Return the columns of a row that describe only the page."""
    return {
        "outlet": page.outlet,
        "url": page.url,
        "page_url": page.url,
        "fetched_at": page.fetched_at,
        "first_seen_at": page.fetched_at,
        "offset": page.archived.offset if page.archived else None,
    }


def without_article(outcome: str, reason: str, page: Page | None = None, **more: Any) -> Row:
    """Return the row of a page without an article, or of a damaged record."""
    return (_page_row(page) if page else {}) | {"outcome": outcome, "reason": reason} | more
