"""Detects articles of a run that are one page at several URLs, and so a notice."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.interstitials.announcement import Announced
from pipelines.interstitials.mix_up import DOUBT, MixedUpPages
from pipelines.interstitials.mould import Mould
from pipelines.interstitials.outline import Outline, alike, outline_of_text
from pipelines.items import Hint, Result

PAGES = 3
"""Minimum number of URLs with one text, belonging to none of them, for it to be a notice."""
HOLD = 8  # pages that must follow an article before it is stored
HOLD_PAIR = 24  # the same if its text was also served at another URL
GROUPS = 100  # texts kept for comparison
MEMBERS = 8  # URLs per text that are compared


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on a held page: stored if ``refused`` is None, else the reason.

    ``doubt`` says why it is stored only if a second visit finds the same.
    """

    ticket: int
    refused: str | None = None
    doubt: str | None = None


@dataclass(slots=True)
class _Held:
    ticket: int
    page: Announced


@dataclass(slots=True)
class _Group:
    """Articles with the same text.

    Attributes:
        outlines: of the first of them: whole, and without the words of its announcement, which a
            notice may repeat.
        published_at: of the first of them.
        members: those that are compared, in order of arrival.
        last: ticket of the latest one.
        notice: whether the text is a notice.
    """

    outlines: tuple[Outline, Outline]
    published_at: datetime | None
    members: list[_Held] = field(default_factory=list)
    last: int = 0
    notice: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in the text of the first of them."""
        return self.outlines[0].numbers

    def belongs(self, page: Announced) -> bool:
        """Return whether the text belongs to ``page``, by its URL and announcement."""
        others = (one.page for one in self.members if not one.page.is_same_as(page))
        return page.is_own(others, by_number=not self.notice)

    def is_anyones(self, page: Announced) -> bool:
        """Return whether nothing but the number of its URL tells ``page`` from the others."""
        others = [one.page for one in self.members if not one.page.is_same_as(page)]
        return bool(others) and page.says_nothing_beside(others)

    def strangers(self) -> list[Announced]:
        """Return the members that the text does not belong to, one per announcement."""
        apart: list[Announced] = []
        for held in self.members:
            if not any(held.page.is_same_as(other) for other in apart):
                apart.append(held.page)
        return [page for page in apart if not self.belongs(page)]


class InterstitialDetector:
    """Holds the articles of one run until each is known to have a text of its own.

    An article waits for the next ``HOLD`` pages. If other URLs return the same text, and it belongs
    to none of them by URL or announcement, the text is a notice: nothing of it is stored, and
    waiting and later pages with it are refused.

    Attributes:
        notice: how many URLs returned one page, as a sentence, once detected.
    """

    def __init__(self) -> None:
        self.notice: str | None = None
        self._groups: deque[_Group] = deque(maxlen=GROUPS)
        self._moulds: deque[Mould] = deque(maxlen=GROUPS)
        self._mixed_up = MixedUpPages()
        self._held: dict[int, tuple[_Held, _Group]] = {}
        self._ticket = 0
        self._stored = 0  # articles that were accepted

    def announce(self, url: str, hint: Hint) -> None:
        """Add what a source of the run lists, before any of its pages."""
        if hint.title:
            self._mixed_up.announce(url, hint.title)

    def take(self, result: Result) -> tuple[int, list[Decision]]:
        """Add a page; return its ticket, and the decisions made now."""
        self._ticket += 1
        ticket = self._ticket
        decisions: list[Decision] = []
        if result.article is None:
            self._mixed_up.add_url(result.url)
            decisions.append(Decision(ticket))
        else:
            decisions += self._join(ticket, result)
        return ticket, [*decisions, *self._release()]

    def settle(self) -> list[Decision]:
        """Decide on all waiting pages: no further page is in flight."""
        decisions = []
        for held, group in list(self._held.values()):
            if held.ticket in self._held:  # a decision on one may decide its group
                decisions += self._judge_late(held, group)
        return decisions

    def _join(self, ticket: int, result: Result) -> list[Decision]:
        assert result.article is not None  # noqa: S101  # the caller checked
        article = result.article
        hint = result.page.hint if result.page is not None else Hint()
        page = Announced(result.url, hint, article.url, article.text, article.title)
        held = _Held(ticket, page)
        self._mixed_up.add(page)
        outlines = (
            outline_of_text(article.text),
            outline_of_text(article.text, page.telling),
        )
        at = article.published_at
        group = next((one for one in self._groups if _is_one_page(one, outlines, at)), None)
        if group is None:
            group = _Group(outlines, at)
            self._groups.append(group)
        group.last = ticket
        if len(group.members) < MEMBERS:
            group.members.append(held)
        self._held[ticket] = held, group
        if not group.notice and len(group.strangers()) >= PAGES:
            group.notice = True
            self.notice = self.notice or self._words(len(group.members))
        refused = self._refuse_strangers(group) if group.notice else []
        return [*refused, *self._join_mould(page, outlines)]

    def _join_mould(self, page: Announced, outlines: tuple[Outline, Outline]) -> list[Decision]:
        """Compare a page with those that differ in hardly more than numbers."""
        mould = next((one for one in self._moulds if one.fits(outlines)), None)
        if mould is None:
            mould = Mould(outlines)
            self._moulds.append(mould)
        mould.add(page)
        strangers = len(mould.strangers())
        if strangers >= PAGES and 2 * strangers > len(mould.members):
            mould.is_notice = True
            self.notice = self.notice or self._words(strangers)
        if not mould.is_notice:
            return []
        words = self._words(strangers)
        waiting = [held for held, of in self._held.values() if mould.fits(of.outlines)]
        return [self._decide(held, words) for held in waiting if mould.is_strange(held.page)]

    def _refuse_strangers(self, group: _Group) -> list[Decision]:
        """Refuse the waiting pages of a group, except the one that the text belongs to."""
        words = self._words(len(group.members))
        waiting = [held for held, of in self._held.values() if of is group]
        return [self._decide(held, words) for held in waiting if not group.belongs(held.page)]

    def _release(self) -> Iterator[Decision]:
        """Release pages that have waited long enough."""
        for held, group in list(self._held.values()):
            alone = len(group.members) == 1
            if self._ticket - (held.ticket if alone else group.last) >= (
                HOLD if alone else HOLD_PAIR
            ):
                yield from self._judge_late(held, group)

    def _judge_late(self, held: _Held, group: _Group) -> list[Decision]:
        """Decide on an article whose text no third URL returned."""
        shared = len(group.members) > 1 and not group.belongs(held.page)
        if not (shared and held.page.contradicts):
            self._stored += 1
            doubt = self._mixed_up.doubt(held.page)
            if shared and doubt is None and group.is_anyones(held.page):
                doubt = DOUBT
            return [self._decide(held, doubt=doubt)]
        refused = self._words(len(group.members))
        if not self._stored and not any(of is not group for _, of in self._held.values()):
            self.notice = self.notice or refused
        return [self._decide(held, refused)]

    def _decide(
        self, held: _Held, refused: str | None = None, doubt: str | None = None
    ) -> Decision:
        del self._held[held.ticket]
        return Decision(held.ticket, refused, doubt)

    def _words(self, addresses: int) -> str:
        return f"the same page at {addresses} addresses: a notice, not an article"


def _is_one_page(group: _Group, outlines: tuple[Outline, Outline], at: datetime | None) -> bool:
    """Return whether a text is that of a group. Other numbers of another day show a series."""
    if not any(map(alike, group.outlines, outlines)):
        return False
    dated = at is not None and group.published_at is not None
    return not dated or at == group.published_at or group.numbers == outlines[0].numbers
