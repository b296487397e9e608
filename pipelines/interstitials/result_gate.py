"""Holds results between extraction and the store until they are known not to be interstitials."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from pipelines.interstitials import Decision, InterstitialDetector, RefusalStreak
from pipelines.items import Candidate, Outcome, Result

NOTICE = "same_page_everywhere"
"""Finish reason of a crawl that got the same page at several URLs."""
REFUSED = "outlet_refuses"
"""Finish reason of a crawl that the site stopped serving."""

QUIET = 0.1  # seconds between two checks for requests in flight


class ResultGate:
    """Holds a run's articles back until they are classified; see ``InterstitialDetector``.

    Args:
        is_quiet: given the number of pages waiting here, returns whether nothing else of the run is
            in flight. Then no further page will come to compare them with.

    Attributes:
        closed: finish reason of the run, once the site serves notices or refusals.
        explanation: the same in a sentence.
    """

    def __init__(self, is_quiet: Callable[[int], bool]) -> None:
        self.closed: str | None = None
        self.explanation = ""
        self._is_quiet = is_quiet
        self._detector = InterstitialDetector()
        self._streak = RefusalStreak()
        self._waiting: dict[int, asyncio.Future[Decision]] = {}
        self._watch: asyncio.Task[None] | None = None

    @property
    def refused_urls(self) -> list[str]:
        """URLs that the site refused before this was recognised as one refusal for all."""
        return self._streak.refused

    def announce(self, candidates: Iterable[Candidate]) -> None:
        """Add what a source of the run lists."""
        for one in candidates:
            self._detector.announce(one.url, one.hint)

    async def admit(self, result: Result) -> Result:
        """Return ``result`` once it may be stored, or the result to store instead."""
        is_refusing = self._streak.take(result)
        ticket, decisions = self._detector.take(result)
        waiting = self._waiting[ticket] = asyncio.get_running_loop().create_future()
        self._apply(decisions)
        if not waiting.done() and self._watch is None:
            self._watch = asyncio.ensure_future(self._settle_when_quiet())
        decision = await waiting
        if decision.refused is not None:
            return Result(
                result.url,
                result.outlet,
                result.fetched_at,
                outcome=Outcome.FAILED,
                reason=decision.refused,
                retry=True,
                blameless=True,
                digest=result.digest,
                notice=result.article.text if result.article else None,
            )
        if is_refusing and result.url in self._streak.refused[-1:]:
            return replace(result, retry=True, blameless=True)
        return replace(result, doubt=decision.doubt) if decision.doubt else result

    def _apply(self, decisions: Iterable[Decision]) -> None:
        for one in decisions:
            waiting = self._waiting.pop(one.ticket)
            if not waiting.done():  # stopping a crawl cancels them
                waiting.set_result(one)
        if self.closed is None and self._detector.notice is not None:
            self.closed, self.explanation = NOTICE, self._detector.notice
        if self.closed is None and self._streak.reason is not None:
            kept = self._streak.good or not self._streak.is_of_pages
            self.closed = REFUSED if kept else "no_articles"
            self.explanation = f"page after page: {self._streak.reason}"

    async def _settle_when_quiet(self) -> None:
        looks = 0
        while self._waiting:
            await asyncio.sleep(QUIET)
            looks = looks + 1 if self._is_quiet(len(self._waiting)) else 0
            if looks > 1:
                self._apply(self._detector.settle())
        self._watch = None
