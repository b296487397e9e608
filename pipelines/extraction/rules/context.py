"""RuleContext: the input of every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.main_content import Body
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.lexicon.phrases import LabelKind
from pipelines.extraction.rules.lists.item_parts import ItemPart
from pipelines.items import RepeatedLines

# What a rule finds: (index of a block, why it is not the article).
Removals = Iterator[tuple[int, str]]

_REACH = 5  # blocks beside the body, and beside what the classifier keeps


@dataclass(frozen=True, slots=True)
class Removal:
    """Why a block is not in the article.

    Attributes:
        rule_id: id of the rule that stripped it (``related-list``).
        wording: the same in plain words (``list: Related News``).
    """

    rule_id: str
    wording: str


@dataclass(slots=True)
class RuleContext:
    """One page before the rules.

    Attributes:
        facts: of the page: its blocks, and the location of the article.
        content_probability: the classifier's probability for each block.
        marks: end marks and agency names of the outlet.
        repeated: lines that the outlet repeats.
        removed: indices of blocks that the layout removes.
        captions: indices of blocks that the layout marks as captions.
        item_parts: what ``lists.list_items.part_of`` found for each block asked so far, by index.
        stories_below: what ``second_article.story_below`` found; None before it was asked.
        kept: indices of the blocks that the classifier keeps; None before it was asked.
        page, body, known: of ``facts``: the blocks' tree, the article's location, the page's
            metadata.
        judged: blocks that a rule about single blocks looks at (``_in_reach``).
        undecided: those of them that the classifier may keep. The others go anyway, and for lines
            beside which a picture may stand it does not matter by which rule (``image_ownership``).
        blocks, folded: the page's blocks, and each one's folded text.
        labels, starts: for each block the label that it is, and that it begins with (``phrases``).
    """

    facts: PageFacts
    content_probability: list[float]
    marks: tuple[str, ...] = ()
    repeated: RepeatedLines = field(default_factory=RepeatedLines)
    removed: frozenset[int] = frozenset()
    captions: frozenset[int] = frozenset()
    item_parts: dict[int, ItemPart] = field(default_factory=dict)
    stories_below: list[tuple[Sequence[Block], bool]] | None = None
    kept: frozenset[int] | None = None
    judged: list[Block] = field(init=False)
    undecided: list[Block] = field(init=False)
    page: Blocks = field(init=False)
    body: Body = field(init=False)
    known: KnownMetadata = field(init=False)
    blocks: list[Block] = field(init=False)
    folded: list[str] = field(init=False)
    labels: list[tuple[LabelKind, str] | None] = field(init=False)
    starts: list[tuple[LabelKind, str] | None] = field(init=False)

    def __post_init__(self) -> None:
        facts = self.facts
        self.page, self.body, self.known = facts.page, facts.body, facts.known
        self.blocks, self.folded = facts.page.blocks, facts.folded
        self.labels, self.starts = facts.labels, facts.starts
        self.judged = self._in_reach()
        likely, least = self.content_probability, thresholds.KEEP_IN_LAYOUT_BODY
        self.undecided = [block for block in self.judged if likely[block.index] >= least]

    def _in_reach(self) -> list[Block]:
        """Return the blocks of the body, those that the classifier keeps, and their neighbours.

        And those between the headline and the text. Of 230 blocks of a page 130 are far from all
        of them, in menus and footers: the classifier strips these, whatever they say.
        """
        found: list[Block] = []
        end = 0
        header = range(self.facts.title_at, self.facts.first) if self.facts.title_at >= 0 else ()
        for index, is_inside in enumerate(self.body.in_body):
            if is_inside or self.content_probability[index] >= thresholds.KEEP or index in header:
                found += self.blocks[max(end, index - _REACH) : index + _REACH + 1]
                end = index + _REACH + 1
        return found
