"""What the head of a page says of its article, before any text is read."""

from __future__ import annotations

from pipelines.extraction import structured
from pipelines.extraction.features import Facts
from pipelines.extraction.structured import Structured

_BODY_CHARS = 200_000


def facts(told: Structured) -> Facts:
    """Return title, description and articleBody; the longest articleBody where there are several."""
    titles = [told.first("og:title", "twitter:title")]
    titles += [structured.text(node.get("headline")) for node in told.ld_articles]
    bodies = [structured.text(node.get("articleBody")) or "" for node in told.ld_articles]
    title = next((title for title in titles if title), told.title or "")
    return Facts(
        title=title,
        lead=told.first("og:description", "description", "twitter:description") or "",
        article_body=max(bodies, key=len, default="")[:_BODY_CHARS],
    )
