"""Refusals that look alike, one after the other: the site has stopped to serve this crawl."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.interstitials.outline import Outline, alike, outline_of_page
from pipelines.items import Outcome, Result

WINDOW = 12  # pages that are looked at
STREAK = 10  # of them, that must be refused in one way

_STATUS = re.compile(r"HTTP (\d{3})\b")
_OF_THE_PAGE = frozenset({"404", "410", "451"})
"""Statuses that speak of one page: a sitemap of old articles may name hundreds of dead ones."""
_PAGES_OWN = ("forbidden by robots.txt", "larger than", "extraction:", "could not be stored")


@dataclass(frozen=True, slots=True)
class _Refused:
    url: str
    kind: str
    outline: Outline | None = None


@dataclass(slots=True)
class RefusalStreak:
    """The refusals of one run.

    Attributes:
        good: pages that were articles so far, new or known.
        refused: addresses that were refused in the way of the streak, once there is one.
        reason: what the site answers, once there is a streak.
        is_of_pages: whether it answers with pages that hold no article, rather than statuses.
    """

    good: int = 0
    reason: str | None = None
    refused: list[str] = field(default_factory=list)
    is_of_pages: bool = False
    _window: list[tuple[datetime, _Refused | None]] = field(default_factory=list)
    _by_kind: dict[str, list[str]] = field(default_factory=dict)

    def take(self, result: Result) -> bool:
        """Look at what a page came to; return whether the site refuses from now on."""
        refused = _refusal(result)
        self.good += refused is None and result.outcome in (None, Outcome.SAME)
        # By the time of the fetch: verdicts on articles take longer than those on statuses.
        self._window.append((result.fetched_at, refused))
        self._window.sort(key=lambda one: one[0])
        del self._window[:-WINDOW]
        if refused is None:
            return self.reason is not None
        self._by_kind.setdefault(refused.kind, []).append(refused.url)
        if self.reason is None and self._is_streak(refused):
            self.reason, self.is_of_pages = refused.kind, refused.outline is not None
        if self.reason == refused.kind:
            self.refused = self._by_kind[refused.kind]
        return self.reason is not None

    def _is_streak(self, last: _Refused) -> bool:
        return sum(_is_like(one, last) for _, one in self._window) >= STREAK


def _refusal(result: Result) -> _Refused | None:
    """Return how the site refused the page; None where it did not, or the page is to blame."""
    reason = result.reason or ""
    if result.outcome is Outcome.NOT_ARTICLE and result.lasting:
        return None
    if result.outcome is Outcome.NOT_ARTICLE:
        outline = outline_of_page(result.page.body) if result.page is not None else None
        return _Refused(result.url, reason, outline)
    if result.outcome is not Outcome.FAILED or reason.startswith(_PAGES_OWN):
        return None
    status = _STATUS.match(reason)
    if status and status[1] in _OF_THE_PAGE and "in effect" not in reason:
        return None
    return _Refused(result.url, reason)


def _is_like(one: _Refused | None, last: _Refused) -> bool:
    if one is None or one.kind != last.kind:
        return False
    if one.outline is None or last.outline is None:
        return one.outline is last.outline
    return alike(one.outline, last.outline)
