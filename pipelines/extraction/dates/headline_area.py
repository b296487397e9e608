"""The area around the headline, with the dates found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from pipelines.extraction.dates import date_lines, line_days, patterns
from pipelines.extraction.html.blocks import Node
from pipelines.extraction.html.dom import close_ancestors, links_headline

_AROUND = 3  # elements, the line's own among them
_LINES = 5  # of a teaser: picture, section, headline, summary, date


@dataclass(frozen=True, slots=True)
class HeadlineArea:
    """The area around the headline.

    Attributes:
        start, end: the range of blocks.
        comments: the blocks of readers' comments.
        title_at: index of the headline's block, -1 if not found.
        text_at: the block where the text begins, behind a standfirst.
        dates: date lines, those below the headline first.
        updates: texts with the date of an update.
        times: ``datetime`` of each ``<time>``, else its text.
        unparsed: lines that the template marks as a date but that cannot be parsed, the first one
            last.
        above: those above the headline, which may belong to the page's masthead.
        sure: those of all these that are labelled or marked as the article's.
    """

    start: int = 0
    end: int = 0
    title_at: int = -1
    text_at: int = -1
    comments: frozenset[int] = frozenset()
    dates: list[str] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    above: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)

    @property
    def has_text(self) -> bool:
        """Return whether the text begins in the area."""
        return self.text_at < self.end

    def add(self, line: str) -> str:
        """Add a date line; return the part of it that counts."""
        part = line_days.of_publication(line)
        update = line_days.of_update(line)
        if patterns.says_updated(part):
            self.updates.append(part)
        else:
            self.dates.append(part)
            self.updates.extend([update] if update else [])
        return part

    def record_trust(self, texts: Iterable[str], node: Node, at: int, *, sure: bool) -> None:
        """Record how far the texts of a date line at block ``at`` are trusted."""
        if sure:
            self.sure.update(texts)
        if at < self.title_at and not (sure and holds(node, self.title_at)):
            self.above.update(text for text in texts if not date_lines.is_labelled(text))


def is_of_update(line: str) -> bool:
    """Return whether the date that counts on a line is that of an update."""
    return patterns.says_updated(line_days.of_publication(line))


def holds(node: Node, at: int) -> bool:
    """Return whether an element, or a close ancestor of it, also contains a block."""
    return any(one.start <= at < one.end for one in close_ancestors(node))


def is_of_teaser(node: Node, title_at: int) -> bool:
    """Return whether a line stands in one small element with a linked headline.

    Args:
        node: the line's element.
        title_at: the block of the page's own headline, which no teaser's element contains.
    """
    for one in islice(node.ancestors(), _AROUND):
        if one.start <= title_at < one.end or one.end - one.start > _LINES:
            return False
        if links_headline(one.element):
            return True
    return False
