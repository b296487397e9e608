"""The engine's functions, which ``pipelines.extraction`` offers."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.extraction.contract import NotAnArticle
from pipelines.extraction.engine import run
from pipelines.extraction.html.parse import parse
from pipelines.extraction.metadata import metadata
from pipelines.extraction.page_data import structured_data
from pipelines.extraction.plain_text import clean_text
from pipelines.items import Article, Page

__all__ = [
    "clean_text",
    "extract",
    "extract_metadata",
    "extract_text",
]

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def extract(page: Page) -> Article:
    """Return the article on ``page``.

    Raises:
        NotAnArticle: with the reason; nothing else is raised, whatever the bytes.
        ValueError: ``page.fetched_at`` has no time zone.
    """
    if page.fetched_at.tzinfo is None:
        raise ValueError(f"fetched_at={page.fetched_at}: expected a time with its zone, as in UTC")
    found = run(page)
    if found.article is None:
        raise NotAnArticle(found.not_article or "no article", found.template)
    return found.article


def extract_text(html: str | bytes, url: str | None = None) -> str:
    """Return lead and body, paragraphs separated by one newline; ``""`` if there is no article.

    Args:
        html: the page, as text or as the bytes of the response, whose charset is detected.
        url: its URL, which helps to recognise the site's own names and links.
    """
    found = run(Page(url=url or "", body=_bytes(html), fetched_at=_NEVER))
    if found.article is None:
        return ""
    lead = [found.article.lead] if found.article.lead else []
    return "\n".join(lead + [block.text for block in found.article.body])


def _bytes(html: str | bytes) -> bytes:
    return html if isinstance(html, bytes) else html.encode("utf-8", "replace")


def extract_metadata(html: str | bytes, url: str | None = None) -> dict[str, object]:
    """Return title, authors and day of publication (ISO), without extracting the text.

    ``authors`` are people; if the page names none, the credited organisation (``Reuters``).
    """
    page = Page(url=url or "", body=_bytes(html), fetched_at=_NEVER)
    tree = parse(page.body)
    found = metadata(tree, structured_data.read(tree), page)
    day = found.published_day or (found.published_at.date() if found.published_at else None)
    return {
        "title": found.title,
        "authors": list(found.authors) or [found.credit] * bool(found.credit),
        "date": day.isoformat() if day else None,
    }
