"""The result of a worker's task, which the crawl reads without loading the engine."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.items import Article, Digest


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article and the digest of its text; None if it is yet to be computed."""

    article: Article
    digest: Digest | None
