"""The worker's task: extract a page, and digest its text.

The crawl's own process runs the event loop and the thread of the store, which share an interpreter;
what is done here is taken off both. A single extraction process is busier than that one: it is
spared the digest, which the store's thread makes then.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.extraction import extract
from pipelines.items import Article, Digest, Page
from pipelines.similarity.digest import digest


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article, and what the store wants to know of its text; None where it is yet to be made."""

    article: Article
    digest: Digest | None


def extract_with_digest(page: Page) -> Extracted:
    """Return the article on ``page`` with its digest; raises what ``extract`` raises."""
    article = extract(page)
    return Extracted(article, digest(article, page))


def extract_only(page: Page) -> Extracted:
    """Return the article on ``page`` alone; raises what ``extract`` raises."""
    return Extracted(extract(page), None)
