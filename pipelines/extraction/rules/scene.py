"""What every rule sees: the page's blocks, the body, and what is known of the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.extraction.blocks import Block, Blocks
from pipelines.extraction.body import Body
from pipelines.extraction.features import Describer, Facts
from pipelines.extraction.labels import LabelKind
from pipelines.items import RepeatedLines

# What a rule says: (place of a block, why it is not the article).
Verdicts = Iterator[tuple[int, str]]


@dataclass(slots=True)
class Scene:
    """One page before the rules.

    Attributes:
        page, body: blocks, and where the article is.
        facts: title, lead and articleBody as the head of the page tells them.
        numbers: the describer; holds folded texts and repeats.
        likely: for each block, how likely it is the article's, by the learned witness.
        marks: end marks and agency names of the outlet.
        repeated: what the outlet repeats.
        removed: places of blocks that the layout says to remove.
        captions: places of blocks that the layout calls captions.
    """

    page: Blocks
    body: Body
    facts: Facts
    numbers: Describer
    likely: list[float]
    marks: tuple[str, ...] = ()
    repeated: RepeatedLines = field(default_factory=RepeatedLines)
    removed: frozenset[int] = frozenset()
    captions: frozenset[int] = frozenset()

    @property
    def blocks(self) -> list[Block]:
        """Return the page's blocks."""
        return self.page.blocks

    @property
    def folded(self) -> list[str]:
        """Return each block's text as it is compared."""
        return self.numbers.folded

    @property
    def labels(self) -> list[tuple[LabelKind, str] | None]:
        """Return for each block the label that it is (``labels.whole``)."""
        return self.numbers.labels

    @property
    def starts(self) -> list[tuple[LabelKind, str] | None]:
        """Return for each block the label that it begins with (``labels.start``)."""
        return self.numbers.starts

    def near(self) -> range:
        """Return the places from the first to the last block of the body."""
        inside = [index for index, is_in in enumerate(self.body.inside) if is_in]
        return range(inside[0], inside[-1] + 1) if inside else range(0)
