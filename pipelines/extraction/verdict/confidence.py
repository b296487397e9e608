"""Decides whether the text is the article, with what confidence, and lists every concern.

Rejecting an article loses it for good, so a page is rejected only for evidence of another page type
(``page_type``); everything else lowers the confidence and is listed in ``concerns``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from pipelines.extraction.classifier.features import BlockFeatures
from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon.notices.access_notices import is_access_notice
from pipelines.extraction.lexicon.sentence_ends import FULL_STOPS
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.lists.headed_list import has_doubtful_list
from pipelines.extraction.rules.second_article.story_below import may_have_story_below
from pipelines.extraction.verdict import quality, witnesses
from pipelines.extraction.verdict.list_pages import LINKED
from pipelines.extraction.verdict.page_evidence import PageEvidence as PageEvidence
from pipelines.extraction.verdict.page_kinds.asked_page import BRIEF
from pipelines.extraction.verdict.page_kinds.unknown_site import tells
from pipelines.extraction.verdict.page_type import STUB, is_legal, non_article_reason
from pipelines.extraction.verdict.word_overlap import is_unspaced, overlap, stems
from pipelines.items import HEADING

_PARAGRAPHS = 3  # sentences that no list of headlines has
# Concerns that limit the confidence, whatever else is measured, and the limits.
_AT_MOST = {
    "no title": 0.6,
    "little overlap with the title": 0.6,
    "headlines of other pages in the text": 0.6,
    "a list that may be of other articles": 0.65,
    "a part that may be another article": 0.65,
    "kept for its place alone": 0.4,
    "paywall": 0.4,
}
_SURE = 0.8  # above this, no concern is listed


@dataclass(frozen=True, slots=True)
class Assessment:
    """The assessment of a text.

    Attributes:
        confidence: 0 to 1, the probability that the text has an F1 of .95 or more against a human's
            selection (``quality``), limited by ``_AT_MOST`` for some concerns.
        concerns: what lowers it.
        not_article: why the page is not an article, or None.
        is_accessible_for_free: False if the text is the stub of a paid article.
        numbers: the evidence from ``witnesses``.
    """

    confidence: float
    concerns: tuple[str, ...] = ()
    not_article: str | None = None
    is_accessible_for_free: bool = True
    numbers: witnesses.Numbers = field(default_factory=dict)


def assess_confidence(
    case: PageEvidence, features: BlockFeatures, context: RuleContext
) -> Assessment:
    """Return whether this is the article, the confidence, and the concerns."""
    kept = [block for block in case.kept if not is_legal(block.text)]
    words = sum(block.word_count for block in kept)
    if any(is_unspaced(block.text) for block in kept[:5]):
        words = max(words, text_length(kept) // 3)
    if all(block.kind is HEADING for block in kept) and not _are_sentences(kept):
        words = 0  # headings without text
    reason = non_article_reason(case, kept, words)
    kept_words = stems(case.kept)
    own_words = kept_words if len(kept) == len(case.kept) else stems(kept)
    concerns = _concerns(case, kept, words, own_words | stems((), case.lead or ""))
    held = {block.index for block in case.kept}
    if not reason and has_doubtful_list(context, held):
        concerns.append("a list that may be of other articles")
    if not reason and may_have_story_below(context, held):
        concerns.append("a part that may be another article")
    free = "paywall" not in concerns
    description = case.metadata.description
    numbers = witnesses.measure(features, context, case.kept, kept_words, case.stated, description)
    if reason:
        return Assessment(0.0, tuple(concerns), reason, free, numbers)
    chance = quality.probability(numbers)
    limit = min((_AT_MOST.get(concern, 1.0) for concern in concerns), default=1.0)
    doubts = quality.concerns(numbers) if chance < _SURE else []
    concerns = list(dict.fromkeys((*concerns, *doubts)))
    return Assessment(round(min(chance, limit), 2), tuple(concerns), None, free, numbers)


def _are_sentences(headings: Sequence[Block]) -> bool:
    """Return whether an article's paragraphs are marked as headings, as some systems do."""
    told = (one for one in headings if tells(one.text) and not one.link_share)
    return sum(one.text.rstrip().endswith(tuple(FULL_STOPS)) for one in told) >= _PARAGRAPHS


def _concerns(
    case: PageEvidence, kept: Sequence[Block], words: int, stems_of_text: Set[str]
) -> list[str]:
    size = len(case.lead or "") + sum(1 + len(block.text) for block in kept)
    found: list[str] = list(case.metadata.concerns)
    if not case.metadata.title:
        found.append("no title")
    elif overlap(case.metadata.title, stems_of_text) < 0.25:
        found.append("little overlap with the title")
    description = case.page.hint.description or case.metadata.description
    if description and overlap(description, stems_of_text) < 0.25:
        found.append("little overlap with the description")
    if case.metadata.published_at is None and "date in the future" not in found:
        found.append("no date")
    linked = [block for block in kept if block.link_share >= LINKED and len(block.text) > 25]
    if len(linked) >= 2 and text_length(linked) > 0.1 * size:
        found.append("headlines of other pages in the text")
    if words < BRIEF:
        found.append("short")
    if case.is_brief:
        found.append("kept for its place alone")
    stated = case.metadata.article_body
    if stated and len(stated) > 2.5 * size and len(stated) > 1_500:
        found.append("much shorter than the page says")
    if _is_paywalled(case, words):
        found.append("paywall")
    return found


def _is_paywalled(case: PageEvidence, words: int) -> bool:
    """Return whether the text is the stub of a paid article: the page says so and it is short."""
    if words > 2 * STUB:
        return False
    if not case.metadata.is_accessible_for_free:
        return True
    last = case.kept[-1].index if case.kept else -1
    kept = {block.index for block in case.kept if block.index != last}
    return any(
        is_access_notice(block.text, block.folded)
        for block in case.blocks
        if block.index not in kept
    )
