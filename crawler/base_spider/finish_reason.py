"""Finish reasons: how a crawl ended, and whether that is a failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.base_spider.frontier import SourceRequest
from crawler.outlet import Robots
from crawler.program_errors import ERRORS
from crawler.program_errors import REASON as PROGRAM_ERROR
from pipelines.items import Outcome
from pipelines.stages import EXCUSED, WALLED
from pipelines.storage.status.sources import SourceAnswer

GOOD = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.DUPLICATE)
FEW = 5  # pages: with fewer, a share means nothing
FAILED_SHARE = 0.5

REASONS = {
    "outlet_unreachable": "no source of the outlet answered",
    "outlet_moved": "the outlet's address leads to another site",
    "nothing_found": "sources answered, and none of them announced an article",
    "no_articles": "pages were fetched, and none of them was an article: has the template changed?",
    "mostly_failed": "more than half of the pages failed or were blocked",
    "same_page_everywhere": "several URLs returned the same page, a notice instead of articles: "
    "it is not stored, the URLs stay due",
    "outlet_refuses": "the outlet refused page after page in the same way: the pages stay due",
}
"""Descriptions, for the operator, of finish reasons of crawls that completed without result."""


@dataclass(slots=True)
class CrawlTally:
    """What a run has seen, as far as its finish reason depends on it.

    Attributes:
        answered: sources that responded with content.
        silent: sources that failed or were empty.
        unchanged: sources that are as they were, and list articles.
        announced: articles that sources listed, stored ones included.
        pages: requested pages that ended in an outcome.
        not_archived: pages that a replay requested but its files do not hold.
        new_home: host outside the outlet that a source redirected to.
        whole: whether sources are read completely.
        sources: the result of each source, by URL.
    """

    answered: int = 0
    silent: int = 0
    unchanged: int = 0
    announced: int = 0
    pages: int = 0
    not_archived: int = 0
    new_home: str = ""
    whole: bool = False
    sources: dict[str, SourceAnswer] = field(default_factory=dict)

    def moved(self, url: str) -> None:
        """Record that a source redirected to another site."""
        self.new_home = urlsplit(url).hostname or url

    def note(
        self,
        request: SourceRequest,
        at: datetime,
        announced: int | None,
        wrong: str | None = None,
    ) -> None:
        """Record how many articles a source listed (None if unchanged), or its error."""
        if self.whole and request.page == 1:
            kind, sure = type(request.source).__name__.lower(), request.source.certain
            self.sources[request.url] = SourceAnswer(request.url, kind, sure, at, announced, wrong)

    def note_unchanged(self, request: SourceRequest, at: datetime, announced: int) -> None:
        """Record that a source is as it was when it listed ``announced`` articles.

        One that listed none then brings nothing tonight either.
        """
        self.unchanged += announced > 0
        self.answered += not isinstance(request.source, Robots)
        self.note(request, at, None)

    @staticmethod
    def in_words(reason: str) -> str | None:
        """Return why a run that ended with ``reason`` brought nothing, or None if it did."""
        return REASONS.get(reason)

    def reason(
        self, stats: Mapping[str, Any], *, sources_requested: bool, replayed: bool
    ) -> str | None:
        """Return the finish reason of a failed run, or None.

        Args:
            stats: the run's statistics, with its outcomes.
            sources_requested: whether sources were requested.
            replayed: whether responses came from an archive, which may hold few of the listed
                pages.
        """
        if stats.get(ERRORS):
            return PROGRAM_ERROR
        if sources_requested and not self.announced and not self.unchanged:
            if self.new_home:
                return "outlet_moved"
            return "nothing_found" if self.answered else "outlet_unreachable"
        good = sum(stats.get(f"outcome/{one}", 0) for one in GOOD)
        excused = [
            stats.get(f"{EXCUSED}/{one}", 0) for one in (Outcome.FAILED, Outcome.NOT_ARTICLE)
        ]
        failed = stats.get(f"outcome/{Outcome.FAILED}", 0) - excused[0]
        walled = stats.get(WALLED, 0)
        pages = self.pages - sum(excused)
        if pages >= FEW and not good:
            return "no_articles" if failed < pages else "mostly_failed"
        many = pages >= FEW and failed + walled > pages * FAILED_SHARE
        return "mostly_failed" if many and not replayed else None
