"""Recognises a streak of similar refusals: the site has stopped serving this crawl."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.interstitials.outline import Outline, alike, outline_of_page
from pipelines.items import Outcome, Result

WINDOW = 12  # number of latest pages considered
STREAK = 10  # similar refusals among them that make a streak

_STATUS = re.compile(r"HTTP (\d{3})\b")
_OF_THE_PAGE = frozenset({"404", "410", "451"})
"""Statuses that concern a single page: a sitemap of old articles may list hundreds of dead ones."""
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
        good: pages that were articles so far, new or stored.
        refused: URLs that were refused in the manner of the streak, once there is one.
        reason: the site's response, once there is a streak.
        is_of_pages: whether it serves pages without articles, rather than error statuses.
    """

    good: int = 0
    reason: str | None = None
    refused: list[str] = field(default_factory=list)
    is_of_pages: bool = False
    _window: list[tuple[datetime, _Refused | None]] = field(default_factory=list)
    _by_kind: dict[str, list[str]] = field(default_factory=dict)

    def take(self, result: Result) -> bool:
        """Add the result of a page; return whether the site refuses from now on."""
        refused = _refusal(result)
        self.good += refused is None and result.outcome in (None, Outcome.SAME)
        # In order of fetch: results of articles take longer than those of error statuses.
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
    """Return how the site refused the page; None if it did not, or the page itself is at fault."""
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
