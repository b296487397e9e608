"""RuleContext: what every rule sees of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.extraction.classifier.features import BlockFeatures, KnownMetadata
from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.main_content import Body
from pipelines.extraction.lexicon.phrases import LabelKind
from pipelines.items import RepeatedLines

# What a rule finds: (index of a block, why it is not the article).
Removals = Iterator[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Removal:
    """Why a block is not in the article.

    Attributes:
        rule_id: id of the rule that took it (``related-list``).
        wording: the same in words a person understands (``list: Related News``).
    """

    rule_id: str
    wording: str


@dataclass(slots=True)
class RuleContext:
    """One page before the rules.

    Attributes:
        page, body: blocks, and where the article is.
        facts: title, lead and articleBody as the head of the page tells them.
        features: what is counted of each block; holds folded texts and repeats, too.
        content_probability: for each block, how likely it is the article's, by the classifier.
        marks: end marks and agency names of the outlet.
        repeated: what the outlet repeats.
        removed: places of blocks that the layout says to remove.
        captions: places of blocks that the layout calls captions.
        blocks, folded: the page's blocks, and each one's text as it is compared.
        labels, starts: for each block the label that it is, and that it begins with (``labels``).
    """

    page: Blocks
    body: Body
    facts: KnownMetadata
    features: BlockFeatures
    content_probability: list[float]
    marks: tuple[str, ...] = ()
    repeated: RepeatedLines = field(default_factory=RepeatedLines)
    removed: frozenset[int] = frozenset()
    captions: frozenset[int] = frozenset()
    blocks: list[Block] = field(init=False)
    folded: list[str] = field(init=False)
    labels: list[tuple[LabelKind, str] | None] = field(init=False)
    starts: list[tuple[LabelKind, str] | None] = field(init=False)

    def __post_init__(self) -> None:
        self.blocks, self.folded = self.page.blocks, self.features.folded
        self.labels, self.starts = self.features.labels, self.features.starts
