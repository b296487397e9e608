"""Rule for small boxes between paragraphs: the linked headline of another page, and its teaser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists.list_items import is_headline
from pipelines.extraction.rules.related_links import is_headline_alone
from pipelines.items import PARAGRAPH, TABLE

_BOXES = frozenset(
    ("div", "table", "tbody", "tr", "td", "blockquote", "aside", "section", "article")
)
_BOX_DEPTH, _BOX_BLOCKS = 3, 3
_CARDS, _MOST_CARDS = 2, 8  # boxes at the end of a text; more are a digest
_ALIKE = 3  # linked headlines of one format
_HEADLINE_WORDS = 4  # a shorter link may be a name
_TEASER_CHARS = 300
_COLUMN, _MOST_LINKS = 3, 40  # links
_ALL_LINKED = 0.9  # of a block's text
_KICKER = 30  # characters
_BRIEF = 150  # characters of prose
_SURE = 0.8  # content probability
_BESIDE = 3  # blocks examined above and below a box; half are prose where boxes follow boxes


def linked_boxes(context: RuleContext) -> Removals:
    """Yield small boxes between paragraphs: the linked headline of another page, and its teaser.

    Many linked headlines formatted alike are the items of the article itself.
    """
    for block in _cards_at_end(context):
        yield block.index, "headline and teaser of another page"
    inner = (block for block in context.judged if block.hrefs and context.body.in_body[block.index])
    alike = Counter(context.facts.paths[block.index] for block in inner)
    end, path = -1, context.facts.paths[0] if context.blocks else None
    for block in context.judged:
        if _is_column_of_links(context, block):
            yield block.index, "headlines of other pages"
        if not context.body.in_body[block.index] or not block.hrefs:
            continue
        if alike[context.facts.paths[block.index]] > _ALIKE:
            continue
        if len(set(block.hrefs)) != 1 or not context.facts.leads_to_pages_here(block):
            continue
        is_only = alike[context.facts.paths[block.index]] == 1
        is_next = block.index == end and context.facts.paths[block.index] == path
        for index in _headline_and_teaser(context, block, is_only=is_only, is_next=is_next):
            yield index, "headline and teaser of another page"
            end, path = index + 1, context.facts.paths[block.index]


def _cards_at_end(context: RuleContext) -> Sequence[Block]:
    """Return the boxes of one form, each a linked headline and its teaser, that end the body.

    The article has more prose above them.
    """
    is_in = context.body.in_body
    inner = (block for block in reversed(context.blocks) if is_in[block.index])
    cards = list(takewhile(_is_card, inner))
    if len({context.facts.forms[block.index] for block in cards}) != 1 or len(cards) < _CARDS:
        return ()
    is_below_text = context.facts.own_between(0, cards[-1].index) > 0
    return cards if is_below_text and len(cards) < _MOST_CARDS else ()


def _is_card(block: Block) -> bool:
    return block.node.tag in _BOXES and len(set(block.hrefs)) == 1 and _has_glued_teaser(block)


def _is_column_of_links(context: RuleContext, block: Block) -> bool:
    """Return whether a block is linked headlines of the site, a line each, and nothing else.

    Old layouts print them so, in a cell beside the text or between two paragraphs.
    """
    if block.kind is not PARAGRAPH or len(set(block.hrefs)) < _COLUMN:
        return False
    if block.link_share < _ALL_LINKED or not context.facts.leads_to_pages_here(block):
        return False
    links = islice(block.node.element.iter("a"), _MOST_LINKS)
    lines = [inner_text(link) for link in links]
    return all(is_headline(one) and len(one.split()) >= _HEADLINE_WORDS for one in lines)


def _headline_and_teaser(
    context: RuleContext, headline: Block, *, is_only: bool, is_next: bool
) -> Sequence[int]:
    """Return the indices of the blocks of a small box that begins with a linked headline.

    Such boxes are set between paragraphs without a label. What the article itself puts below
    linked headlines is most of its text, or as long as its paragraphs. A box of the same form right
    below another one goes with it (``is_next``).
    """
    likely = context.content_probability[headline.index]
    vouched = context.body.located_by == "layout"
    if _has_glued_teaser(headline):
        is_box = headline.node.tag in _BOXES and _is_between(
            context, headline.node, is_only=is_only
        )
        return (headline.index,) if is_box and likely <= thresholds.LIST_LABEL else ()
    if likely > thresholds.HEADLINE_RUN and not vouched:
        return ()
    if headline.text.endswith(SENTENCE_ENDS) or not is_headline_alone(context, headline):
        return ()
    if headline.word_count < _HEADLINE_WORDS:
        return ()
    box = _box(headline)
    if box is None or box.end - box.start > _BOX_BLOCKS:
        return ()
    above = context.blocks[box.start : headline.index]
    if len(above) > 1 or not all(map(_is_kicker, above)):
        return ()
    below = context.blocks[headline.index + 1 : box.end]
    if any(len(one.text) > _TEASER_CHARS or one.kind is TABLE for one in below):
        return ()
    is_placed = is_next or _is_between(context, box, is_only=is_only)
    return range(box.start, box.end) if is_placed else ()


def _is_kicker(block: Block) -> bool:
    """Return whether a line is the linked name of a section."""
    return block.link_share >= _ALL_LINKED and len(block.text) <= _KICKER


def _box(headline: Block) -> Node | None:
    """Return the list of one item that a headline is in, else the box that holds something else."""
    nodes = [headline.node, *islice(headline.node.ancestors(), _BOX_DEPTH)]
    item = next((one for one in nodes if one.tag == "li"), None)
    if item is not None:
        listed = item.parent
        is_alone = listed is not None and (listed.start, listed.end) == (item.start, item.end)
        return listed if is_alone and item.end - item.start > 1 else None
    box = next((one for one in nodes if one.end - one.start > 1), None)
    return box if box is not None and box.tag in _BOXES else None


def _has_glued_teaser(block: Block) -> bool:
    """Return whether a line is a linked headline and a teaser that only a style sheet sets apart.

    No space is between them, and a capital begins the second.
    """
    if not block.link_share or len(block.text) > 2 * _TEASER_CHARS:
        return False
    links = (inner_text(link) for link in block.node.element.iter("a"))
    text = next(filter(None, links), "")  # a picture's link stands before
    behind = block.text[len(text) : len(text) + 1]
    return (
        is_headline(text)
        and block.text.startswith(text)
        and behind.isupper()
        and (len(text.split()) > _HEADLINE_WORDS)
    )


def _is_between(context: RuleContext, box: Node, *, is_only: bool) -> bool:
    """Return whether an element is between lines of text, or ends them.

    The only box of its form may also be in a brief, which is longer than the box.
    """
    above = _texts(context, range(max(0, box.start - _BESIDE), box.start))
    below = _texts(context, range(box.end, min(box.end + _BESIDE, len(context.blocks))))
    own = context.facts.own_between
    if above + below > _BESIDE or (above == _BESIDE and own(box.end) == 0):
        return True
    inside = own(box.start, box.end)
    return is_only and own(0) - inside > max(_BRIEF, inside)


def _texts(context: RuleContext, indexes: Iterable[int]) -> int:
    """Return how many blocks are prose of the article, or other lines that are surely its text."""
    own, likely = context.facts.own_weights, context.content_probability
    return sum(
        own[at] > 0 or (likely[at] >= _SURE and not context.blocks[at].hrefs) for at in indexes
    )
