"""The worker's task: extract a page, and digest its text.

The crawl's own process runs the event loop and the store's thread in one interpreter; a worker
takes work off both. A single worker is busier than that process, so it skips the digest, which the
store's thread then computes.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.extraction import extract
from pipelines.items import Article, Digest, Page
from pipelines.similarity.digest import digest


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article and the digest of its text; None if it is yet to be computed."""

    article: Article
    digest: Digest | None


def extract_with_digest(page: Page) -> ExtractedArticle:
    """Return the article on ``page`` with its digest; raises what ``extract`` raises."""
    article = extract(page)
    return ExtractedArticle(article, digest(article, page))


def extract_only(page: Page) -> ExtractedArticle:
    """Return only the article on ``page``; raises what ``extract`` raises."""
    return ExtractedArticle(extract(page), None)
