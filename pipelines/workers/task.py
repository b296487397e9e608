"""The worker's task: extract a page, and digest its text.

The crawl's own process runs the event loop and the store's thread in one interpreter; a worker
takes work off both. A single worker is busier than that process, so it skips the digest, which the
store's thread then computes.
"""

from __future__ import annotations

from pipelines.extraction.api import extract
from pipelines.items import Page
from pipelines.similarity.digest import digest
from pipelines.workers.extracted_article import ExtractedArticle


def extract_with_digest(page: Page) -> ExtractedArticle:
    """Return the article on ``page`` with its digest; raises what ``extract`` raises."""
    article = extract(page)
    return ExtractedArticle(article, digest(article, page))


def extract_only(page: Page) -> ExtractedArticle:
    """Return only the article on ``page``; raises what ``extract`` raises."""
    return ExtractedArticle(extract(page), None)
