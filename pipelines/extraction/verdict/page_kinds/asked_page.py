"""A page and its text as the checks of the page's type ask them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.items import HEADING
from pipelines.text import fold

BRIEF = 60  # words; real briefs are as short, so this is a concern and no reason for rejection
_SHELL = 60  # words on the whole page
_OF_ITEMS = frozenset(("page", "url"))  # sources of dates


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page and its text, as the checks ask them.

    Attributes:
        case, kept, words: the page, the blocks of its text, and how many words these have.
        names: its headlines, folded: as found, as stated, and each ``h1``.
        opening: the beginning of the text, folded.
        bodies: the folded blocks of the text without headings.
        dated: whether it has a date; ``is_signed``: a date or an author.
        thin: whether the text is as short as a brief.
        bare: whether the whole page has hardly a word.
    """

    case: PageEvidence
    kept: Sequence[Block]
    words: int
    names: Sequence[str]
    opening: str
    bodies: Sequence[str]
    dated: bool
    is_signed: bool
    thin: bool
    bare: bool

    @property
    def is_unsigned_brief(self) -> bool:
        """Whether nothing but a few words speaks for an article."""
        return self.thin and not self.is_signed

    @property
    def dates_itself(self) -> bool:
        """Whether the date is the page's, not its address's: a wall stands at the article's."""
        metadata = self.case.metadata
        return self.dated and (bool(metadata.authors) or metadata.sources["published_at"] != "url")

    @property
    def is_nobodys(self) -> bool:
        """Whether nobody signed the text, whose date may be that of a list's first item."""
        metadata = self.case.metadata
        if metadata.authors:
            return False
        return not self.dated or metadata.sources["published_at"] in _OF_ITEMS


def ask(case: PageEvidence, kept: Sequence[Block], words: int) -> AskedPage:
    """Return the page as the checks ask it."""
    names = [fold(text) for text in (case.metadata.title, case.stated.title) if text]
    names += [block.folded for block in case.blocks if block.tag == "h1"]
    dated = case.metadata.is_dated
    return AskedPage(
        case,
        kept,
        words,
        names,
        " ".join(block.folded for block in kept[:6])[:1_500],
        [block.folded for block in kept if block.kind is not HEADING],
        dated,
        dated or bool(case.metadata.authors),
        words < BRIEF,
        holds_less(case.blocks, _SHELL),
    )


def holds_less(blocks: Iterable[Block], words: int) -> bool:
    """Return whether blocks have fewer words than this; counts only as far as needed."""
    for block in blocks:
        words -= block.word_count
        if words <= 0:
            return False
    return True
