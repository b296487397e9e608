"""What the place of a block tells: removed by the layout, after the end mark, repeated, foreign."""

from __future__ import annotations

import re

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import BlockKind

_AGENCY_END = re.compile(r"[A-ZĐ]{2}[)\]]?\s?\.?$")
_AGENCY_REACH = 6  # characters from the end
_FILE_NAME = re.compile(r"^(?:tin nhap \d{14}|\d{4}-\d{4}-[\w-]+)\b")
_SENTENCE_ENDS = tuple('.!?…”"')
_LONG = 60  # folded characters of a paragraph; shorter ones may be a refrain
_NO_REFRAIN = 100  # folded characters: longer ones are told once
_NEXT = 3  # blocks
KEEP_THRESHOLD = 0.38  # the classifier's line between kept and stripped
_DOUBT = 0.6  # up to here a line that looks like another page's headline is one
_FEWEST = 3  # articles that must show a line before it counts as repeated
_SHARE = 0.3  # of the outlet's articles
_TELLING = (
    NON_CONTENT_FLAGS
    | class_names.CAPTION
    | class_names.AUTHOR
    | class_names.DATE
    | class_names.TAGS
    | class_names.META
)
_REFRAIN = 200  # characters: longer repeated lines are the story's own, told again


def removed_by_layout(scene: RuleContext) -> Removals:
    """What the outlet's layout says to remove."""
    for index in sorted(scene.removed):
        yield index, "removed by the layout"


def after_end(scene: RuleContext) -> Removals:
    """Everything after the last end mark, unless running text follows inside the body.

    Digests hold several ``./.``; only the last counts.
    """
    ends = [
        block.index
        for block in scene.blocks
        if scene.body.in_body[block.index] and _ends_here(block.text, scene.marks)
    ]
    if not ends:
        return
    for block in scene.blocks[ends[-1] + 1 :]:
        if not scene.body.in_body[block.index]:
            yield block.index, "teaser after the end mark"


def _ends_here(text: str, names: tuple[str, ...]) -> bool:
    if text.endswith("./."):
        return True
    tail = text[-_AGENCY_REACH:]
    if tail.islower() or not _AGENCY_END.search(tail):
        return False
    end = agency_marks.end(text, names)
    return end is not None and end.agency is not None


def below_layout_body(scene: RuleContext) -> Removals:
    """Everything below the body that the outlet's layout names."""
    if scene.body.located_by != "layout":
        return
    inside = [index for index, is_in in enumerate(scene.body.in_body) if is_in]
    for block in scene.blocks[inside[-1] + 1 :] if inside else ():
        yield block.index, "below the article"


def link_only_paragraphs(scene: RuleContext) -> Removals:
    """A paragraph of the body that is nothing but the headline of another page.

    Where no layout vouches for the body, the classifier has a say.
    """
    vouched = scene.body.located_by == "layout"
    for block in scene.blocks:
        if not scene.body.in_body[block.index] or not block.hrefs:
            continue
        in_doubt = (
            block.kind is BlockKind.PARAGRAPH and scene.content_probability[block.index] <= _DOUBT
        )
        if not vouched and not in_doubt:
            continue
        if block.kind is BlockKind.LIST_ITEM or block.text.rstrip()[-1:] in _SENTENCE_ENDS:
            continue
        if _headline_alone(scene, block):
            yield block.index, "headline of another page"


def _headline_alone(scene: RuleContext, block: Block) -> bool:
    """Whether a block is a link, or a link with its own words before it (``slug words Headline``).

    Customs News prints related pages so: as slug and headline, as file name and headline, as
    headline and empty table cells.
    """
    letters = sum(char.isalnum() for char in block.text)
    if block.links >= 0.9 * letters and letters > 12:
        return True
    words = scene.folded[block.index].split()
    half = len(words) // 2
    if len(words) >= 6 and len(words) % 2 == 0 and words[:half] == words[half:]:
        return True
    return bool(_FILE_NAME.match(block.text)) and block.links > 12


def duplicate_paragraphs(scene: RuleContext) -> Removals:
    """A paragraph printed again: right after itself, as leads are, or in a copy of the text.

    Templates print a text once more for small screens. The copy within the body stays, the first
    of two that are.
    """
    first: dict[str, int] = {}
    for block in scene.blocks:
        index, text = block.index, scene.folded[block.index]
        if len(text) < _LONG or scene.content_probability[index] < KEEP_THRESHOLD:
            continue
        before = first.setdefault(text, index)
        if before == index or (index - before > _NEXT and len(text) < _NO_REFRAIN):
            continue
        if scene.body.in_body[index] and not scene.body.in_body[before]:
            first[text], index = index, before
        yield index, "paragraph twice"


def outlet_boilerplate(scene: RuleContext) -> Removals:
    """A line that many articles of the outlet show, whatever it says."""
    counts, articles = scene.repeated.counts, scene.repeated.articles
    if articles < _FEWEST:
        return
    for block in scene.blocks:
        count = counts.get(scene.folded[block.index][:300], 0)
        if count >= _FEWEST and count >= _SHARE * articles and len(block.text) <= _REFRAIN:
            yield block.index, f"seen on {count} pages of this outlet"


def below_threshold(scene: RuleContext) -> Removals:
    """What the classifier does not take for the article, with the plainest reason there is."""
    for index, likely in enumerate(scene.content_probability):
        if likely < keep_threshold(scene, index):
            yield index, reason(scene, index)


def keep_threshold(scene: RuleContext, index: int) -> float:
    """How sure the witness must be: less so where the outlet's layout vouches for the body."""
    if scene.body.located_by == "layout" and scene.body.in_body[index]:
        bits = scene.body.ancestor_flags[scene.blocks[index].node.index]
        return KEEP_THRESHOLD if bits & NON_CONTENT_FLAGS else 0.15
    return KEEP_THRESHOLD


def reason(scene: RuleContext, index: int) -> str:
    """Return in words why a block is unlike the article."""
    block = scene.blocks[index]
    bits = scene.body.ancestor_flags[block.node.index] | block.flags
    if bits & _TELLING:
        return f"marked as {class_names.name(bits & _TELLING)}"
    if block.link_share > 0.6:
        return "links to other pages"
    if index < scene.numbers.first:
        return "above the article"
    if index > scene.numbers.last:
        return "below the article"
    return "outside the body" if not scene.body.in_body[index] else "unlike the article's text"
