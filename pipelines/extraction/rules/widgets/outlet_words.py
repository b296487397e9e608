"""Rule for an outlet's words to its readers in a box or paragraph that no name tells.

An offer, a request for money, a note about itself: its wording is endless, but not its voice. The
outlet speaks of itself as us or by its name, to the reader, and of what only an outlet offers. That
proves nothing in an opinion, an interview, a service piece or a report about subscriptions, which
speak so throughout: only what the other paragraphs hardly have counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.lexicon.notices import outlet_voice
from pipelines.extraction.lexicon.notices.outlet_voice import Said, Voice
from pipelines.extraction.lexicon.sentence_ends import END_WITHIN, SENTENCE_ENDS
from pipelines.extraction.page_data.site_names import registrable
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.verdict.word_overlap import topic_terms, topic_terms_of
from pipelines.items import BlockKind
from pipelines.text import fold_words, weight

_LEAST, _LONGEST = 15, 600  # characters of a paragraph
_LEAST_TEXT = 3  # other paragraphs: fewer do not tell how the article speaks
_MOST, _MOST_SHARE = 4, 0.4  # such paragraphs, and their share of the text
_RARE, _RARE_SHARE = 1, 0.1  # other paragraphs of a kind
_FIRST, _LAST = 2, 3  # paragraphs at the text's beginning and end
_SENTENCE = 120  # weight of a sentence of the article
_SET_OFF = 0.9  # of a text in bold or italics
_OWN_TERMS = 0.5  # of its words that are the article's
_PROOFS, _PROOFS_WITHIN = 3, 4  # kinds of evidence, apart from the text and among its paragraphs
_BOX_DEPTH, _BOX_BLOCKS, _LINE = 4, 5, 60
_NAME_LEAST = 4  # letters
_MAIL = re.compile(r"([\w.+-]{1,60})@([\w-]{1,60}(?:\.[\w-]{1,30}){1,4})")
_DESKS_LIST = (
    "bandoc cartas corrections desk editor editors jebo leserbriefe letters newsdesk newsroom news "
    "redaccion redacao redactie redaction redakcja redakce redakcija redaksi redaksjonen redaktion "
    "redaktsia redazione tips toasoan"
)
_DESKS = frozenset(_DESKS_LIST.split())
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)
_APART = (
    "aside",
    "section",
    "div",
    "blockquote",
    "figure",
    "table",
    "td",
    "li",
    "footer",
    "header",
)
_REASON = "prompt: the outlet's words to its readers"


_MATTER = Said.PRESS | Said.ASKS
_OFFER = _MATTER | Said.PRICE


@dataclass(frozen=True, slots=True)
class _Proofs:
    """What speaks for a paragraph being the outlet's words.

    Attributes:
        said: kinds of its words.
        names_outlet, has_address: whether it has the outlet's name, and its address of mail.
    """

    said: Said
    names_outlet: bool
    has_address: bool

    def without(self, common: Said) -> _Proofs:
        """Return these without what the article, too, says."""
        return _Proofs(self.said & ~common, self.names_outlet, self.has_address)

    def number(self) -> int:
        """Return how many kinds of evidence there are."""
        return self.said.value.bit_count() + self.names_outlet + self.has_address

    def are_whole(self) -> bool:
        """Return whether an outlet speaks to its readers of something that it offers."""
        said = self.said
        if self.names_outlet and _OFFER in said:
            return True
        if Said.READER not in said or not said & _OFFER:
            return False
        if Said.OWN in said and (Said.PRESS in said or self.names_outlet or self.has_address):
            return True
        if self.names_outlet and said & (Said.PRESS | Said.PRICE):
            return True
        return Said.PRESS in said and (Said.PRICE in said or self.has_address)


def outlet_words(context: RuleContext) -> Removals:
    """Yield what the outlet says of itself to its readers: offers, requests, notes."""
    voice = outlet_voice.of_language(context.known.language)
    if voice is None:
        return
    text = [block for block in context.blocks if _is_text(context, block)]
    asked = [one for one in text if len(one.text) <= _LONGEST and voice.matter.search(one.text)]
    proofs = {
        block.index: one for block in asked if (one := _proofs(context, voice, block)).are_whole()
    }
    if not 0 < len(proofs) <= _MOST:
        return
    rest = [block for block in text if block.index not in proofs]
    found = [block for block in asked if block.index in proofs]
    if len(rest) < _LEAST_TEXT or text_length(found) > _MOST_SHARE * text_length(text):
        return
    common = _common(voice, rest, context.known.title)
    terms = topic_terms_of(rest)
    box = Counter(block.node.parent for block in rest).most_common(1)[0][0]
    gone = set()
    for block in found:
        left = proofs[block.index].without(common)
        is_apart = _is_apart(block, text, box)
        if (
            left.are_whole()
            and left.number() >= (_PROOFS if is_apart else _PROOFS_WITHIN)
            and _own_share(block, terms) <= _OWN_TERMS
        ):
            gone.add(block.index)
            yield block.index, _REASON
    for index in _lines_beside(context, voice, gone, box):
        yield index, _REASON


def is_of_article(context: RuleContext, block: Block) -> bool:
    """Return whether a request that names no press is the article's, which speaks so throughout."""
    voice = outlet_voice.of_language(context.known.language)
    if voice is None or Said.PRESS in voice.said(block.text):
        return False
    rest = [one for one in context.blocks if one is not block and _is_text(context, one)]
    common = _common(voice, rest, context.known.title)
    return Said.OWN in common and Said.READER in common


def _is_text(context: RuleContext, block: Block) -> bool:
    return (
        block.kind in _TEXTS
        and len(block.text) >= _LEAST
        and context.content_probability[block.index] >= thresholds.KEEP
    )


def _proofs(context: RuleContext, voice: Voice, block: Block) -> _Proofs:
    if voice.reports_speech(block.text) or _is_behind_text(voice, block.text):
        return _Proofs(Said.NOTHING, names_outlet=False, has_address=False)
    said = voice.said(block.text)
    if Said.READER not in said and _OFFER not in said:
        return _Proofs(said, names_outlet=False, has_address=False)
    return _Proofs(said, _names_outlet(context, block), _has_address(context, block))


def _is_behind_text(voice: Voice, text: str) -> bool:
    """Return whether only the last sentence speaks to the reader: the rest is the article's."""
    above = text[: max((one.start() for one in END_WITHIN.finditer(text)), default=0)]
    return weight(above) >= _SENTENCE and Said.READER not in voice.said(above)


def _names_outlet(context: RuleContext, block: Block) -> bool:
    """Return whether a text has the outlet's name, or the word that its host ends with."""
    name, host = context.known.site_name, context.known.host
    text = _MAIL.sub(" ", block.text)
    if len(name) >= _NAME_LEAST and name.lower() in text.lower():
        return True
    label = registrable(host).split(".")[0].replace("-", "")
    if len(label) < _NAME_LEAST:
        return False
    words = fold_words(text)
    return label in "".join(words) or any(
        len(word) > _NAME_LEAST and word != label and label.endswith(word) for word in words
    )


def _has_address(context: RuleContext, block: Block) -> bool:
    """Return whether a text prints an address of mail at the outlet, or of an editorial office."""
    if "@" not in block.text:
        return False
    own = registrable(context.known.host).split(".")[0]
    return any(
        box.lower() in _DESKS or registrable(host).split(".")[0] == own
        for box, host in _MAIL.findall(block.text)
    )


def _common(voice: Voice, rest: Sequence[Block], title: str) -> Said:
    """Return what an article says itself: in its headline, or in more than a rare paragraph."""
    said = [voice.said(block.text) for block in rest]
    rare = max(_RARE, _RARE_SHARE * len(rest))
    common = voice.said(title) & _MATTER
    for kind in Said:
        if sum(kind in one for one in said) > rare:
            common |= kind
    return common


def _is_apart(block: Block, text: Sequence[Block], box: Node | None) -> bool:
    """Return whether a paragraph begins or ends the text, or is set apart from it."""
    at = next(at for at, one in enumerate(text) if one is block)
    if at < _FIRST or at >= len(text) - _LAST:
        return True
    if max(block.bold, block.italic) >= _SET_OFF * len(block.text):
        return True
    above = block.node.element.getprevious()
    return block.node.parent is not box or (above is not None and above.tag == "hr")


def _own_share(block: Block, terms: Set[str]) -> float:
    own = topic_terms(block.text)
    return len(own & terms) / len(own) if own else 0.0


def _lines_beside(
    context: RuleContext, voice: Voice, gone: Set[int], own_box: Node | None
) -> Iterator[int]:
    """Yield the headings and buttons of a small box whose sentences are the outlet's words.

    And a heading right above such a paragraph that says so, too.

    Args:
        context, voice: the page, and the words of its language.
        gone: the paragraphs.
        own_box: the element that holds most of the article.
    """
    for index in sorted(gone):
        ancestors = islice(context.blocks[index].node.ancestors(), _BOX_DEPTH)
        around = next((one for one in ancestors if one.end - one.start > 1), None)
        if (
            around is not None
            and around is not own_box
            and around.end - around.start <= _BOX_BLOCKS
        ):
            others = [
                one for one in context.blocks[around.start : around.end] if one.index not in gone
            ]
            if all(map(_is_line, others)):
                yield from (one.index for one in others)
        above = context.blocks[index - 1] if index else None
        is_heading = above is not None and above.kind is BlockKind.HEADING and above.tag != "h1"
        if above is not None and is_heading and voice.said(above.text) & _MATTER:
            yield above.index


def _is_line(block: Block) -> bool:
    """Return whether a block may be a heading or a button, not a sentence."""
    is_short = len(block.text) <= _LINE and block.tag != "h1"
    return is_short and (block.kind is BlockKind.HEADING or not block.text.endswith(SENTENCE_ENDS))
