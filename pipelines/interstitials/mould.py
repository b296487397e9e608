"""Recognises a notice whose numbers differ in every sentence: a time, a ticket, a countdown."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.interstitials.announcement import (
    MIN_SAID_SHARE,
    MIN_TELLING_WORDS,
    Announced,
    shared_words,
)
from pipelines.interstitials.outline import Outline, of_one_mould

MAX_SHARED_WORDS = 0.25
"""Maximum share of the words of an announcement that another one has, for them to be no series."""
MEMBERS = 8  # pages per mould that are compared


@dataclass(slots=True)
class Mould:
    """Articles whose texts differ in hardly more than numbers.

    They may be a series (prices, the weather), each of which says what its announcement says or is
    announced in nearly the same words; or one notice for articles on different subjects, which says
    nothing of them, or repeats the announcement word for word.

    Attributes:
        outlines: of the first of them, whole and without the words of its announcement.
        members: those that are compared, in order of arrival.
        is_notice: whether it is a notice.
    """

    outlines: tuple[Outline, Outline]
    members: list[Announced] = field(default_factory=list)
    is_notice: bool = False

    def fits(self, outlines: tuple[Outline, Outline]) -> bool:
        """Return whether a text is of this mould."""
        return any(map(of_one_mould, self.outlines, outlines))

    def add(self, page: Announced) -> None:
        """Add a page, if it announces another article than the known ones."""
        if len(self.members) < MEMBERS and not any(page.is_same_as(one) for one in self.members):
            self.members.append(page)

    def strangers(self) -> list[Announced]:
        """Return the members that are not the articles that they were announced as."""
        return [page for page in self.members if self.is_strange(page)]

    def is_strange(self, page: Announced) -> bool:
        """Return whether a text of the mould is not the article that ``page`` announces."""
        others = [one for one in self.members if one is not page and not one.is_same_as(page)]
        own = page.telling - shared_words(others)
        if not others or len(own) < MIN_TELLING_WORDS:
            return False
        if not all(page.is_apart_from(one) for one in others):
            return False
        if len(own & page.words) < MIN_SAID_SHARE * len(own):
            return True
        # A series has announcements of one mould too.
        shared = max(len(page.telling & one.telling) for one in others)
        return page.is_repeated and shared <= MAX_SHARED_WORDS * len(page.telling)
