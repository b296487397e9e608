"""Rule for an outlet's words to its readers in a box or paragraph that no name tells.

An offer, a request for money, a note about itself: its wording is endless, but not its voice. The
outlet speaks of itself as us or by its name, to the reader, and of what only an outlet offers. That
proves nothing in an opinion, an interview, a service piece or a report about subscriptions, which
speak so throughout: only what the other paragraphs hardly have counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.lexicon.notices import outlet_voice
from pipelines.extraction.lexicon.notices.outlet_voice import (
    ASKS,
    KINDS,
    OWN,
    PRESS,
    PRICE,
    READER,
    Said,
    Voice,
)
from pipelines.extraction.lexicon.sentence_ends import END_WITHIN, SENTENCE_ENDS
from pipelines.extraction.page_data.site_names import registrable
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.verdict.word_overlap import topic_terms_of
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH, QUOTE
from pipelines.text import fold_words, weight

_LEAST, _LONGEST = 15, 600  # characters of a paragraph
_LEAST_TEXT = 3  # other paragraphs: fewer do not tell how the article speaks
_MOST, _MOST_SHARE = 4, 0.4  # boxes and paragraphs of such words, and their share of the text
_RARE, _RARE_SHARE = 1, 0.1  # other paragraphs that say something, too
_THROUGHOUT = 0.3  # paragraphs of an article that speaks so itself
_OFTEN_SHARE = 0.6  # the same of offers and of the press, whose words are compared, too
_FIRST, _LAST = 2, 3  # paragraphs at the text's beginning and end
_SENTENCE = 120  # weight of a sentence of the article
_SET_OFF = 0.9  # of a text in bold or italics
_OWN_TERMS = 0.5  # of its words that are the article's
_PROOFS, _PROOFS_WITHIN = 3, 4  # kinds of evidence, apart from the text and among its paragraphs
_BESIDE = 2  # kinds of evidence of a paragraph next to such words
_BOX_BLOCKS, _BOX_CHARS = 8, 900
_LINE, _ITEM = 60, 120  # characters of a heading or a button, of an item of a list
_NAME_LEAST, _NAME_WEIGHT = 4, 6  # letters of a word of a name, weight of a whole one
_MAIL = re.compile(r"([\w.+-]{1,60})@([\w-]{1,60}(?:\.[\w-]{1,30}){1,4})")
_DESKS_LIST = (
    "bandoc cartas corrections desk editor editors jebo leserbriefe letters newsdesk newsroom news "
    "redaccion redacao redactie redaction redakcja redakce redakcija redaksi redaksjonen redaktion "
    "redaktsia redazione tips toasoan"
)
_DESKS = frozenset(_DESKS_LIST.split())
_TEXTS = (PARAGRAPH, LIST_ITEM, QUOTE)
_REASON = "prompt: the outlet's words to its readers"
_OFFER = PRESS | ASKS | PRICE
_MATTER = PRESS | ASKS
_SPEAKS = OWN | READER


@dataclass(frozen=True, slots=True)
class _Proofs:
    """What speaks for a text being the outlet's words.

    Attributes:
        said: kinds of its words.
        names_outlet, has_address: whether it has the outlet's name, and its address of mail.
    """

    said: Said = 0
    names_outlet: bool = False
    has_address: bool = False

    def without(self, common: Said) -> _Proofs:
        """Return these without what the article, too, says."""
        return _Proofs(self.said & ~common, self.names_outlet, self.has_address)

    def number(self) -> int:
        """Return how many kinds of evidence there are."""
        return self.said.bit_count() + self.names_outlet + self.has_address

    def are_whole(self) -> bool:
        """Return whether an outlet speaks to its readers of something that it offers or asks."""
        said = self.said
        if self.names_outlet and said & _OFFER == _OFFER:
            return True
        is_named = self.names_outlet or self.has_address
        matter = PRESS if is_named else 0
        if not said & READER or not said & (matter | ASKS | PRICE):
            return False
        if said & OWN and (said & PRESS or is_named):
            return True
        if self.names_outlet and said & (PRESS | PRICE):
            return True
        return bool(said & PRESS and (said & PRICE or self.has_address))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as this rule reads it.

    Attributes:
        context, voice: the page, and the words of its language.
        text: the paragraphs, items and quotations that the classifier keeps.
        box: the element that holds most of them.
        form: the path of tags that most of them have.
    """

    context: RuleContext
    voice: Voice
    text: Sequence[Block]
    box: Node | None
    form: int

    def unit(self, block: Block) -> tuple[Block, ...]:
        """Return the texts of the small box around a block, apart from the article's; or itself."""
        around = None
        for node in takewhile(self._is_small, block.node.ancestors()):
            around = node
        if around is None:
            return (block,)
        start, end = around.start, around.end
        inner = tuple(one for one in self.text if start <= one.index < end)
        return (block,) if any(map(self._is_surely_text, inner)) else inner or (block,)

    def _is_surely_text(self, block: Block) -> bool:
        """Return whether a block is set as most of the text is, and surely is part of it."""
        is_sure = self.context.content_probability[block.index] >= thresholds.SURE_TEXT
        return is_sure and self.context.facts.paths[block.index] == self.form

    def _is_small(self, node: Node) -> bool:
        blocks = self.context.blocks[node.start : node.end]
        return (
            node is not self.box
            and len(blocks) <= _BOX_BLOCKS
            and text_length(blocks) <= _BOX_CHARS
            and all(block.tag != "h1" for block in blocks)
        )


def outlet_words(context: RuleContext) -> Removals:
    """Yield what the outlet says of itself to its readers: offers, requests, notes."""
    voice = outlet_voice.of_language(context.known.language)
    if voice is None:
        return
    text = [block for block in context.judged if _is_text(context, block)]
    asked = [
        one for one in text if len(one.text) <= _LONGEST and voice.has_matter(one.text, one.words)
    ]
    if not asked:
        return
    box = Counter(block.node.parent for block in text).most_common(1)[0][0]
    form = Counter(context.facts.paths[block.index] for block in text).most_common(1)[0][0]
    page = _Page(context, voice, text, box, form)
    units = {
        unit: one
        for unit in dict.fromkeys(map(page.unit, asked))
        if (one := _proofs(page, unit)).are_whole()
    }
    found = [block for unit in units for block in unit]
    rest = [block for block in text if block not in found]
    if not 0 < len(units) <= _MOST or len(rest) < _LEAST_TEXT:
        return
    if text_length(found) > _MOST_SHARE * text_length(text) or _is_about_outlet(context, rest[0]):
        return
    common = _common(voice, rest, context.known.title)
    terms = topic_terms_of(rest)
    told = voice.words("\n".join((context.known.title, *(block.text for block in rest))))
    gone: set[int] = set()
    for unit, proofs in units.items():
        new = voice.words("\n".join(block.text for block in unit))
        left = proofs.without(common | _not_new(new, told))
        needed = _PROOFS if len(unit) == 1 and _is_apart(page, unit[0]) else _PROOFS_WITHIN
        if left.are_whole() and left.number() >= needed and _own_share(unit, terms) <= _OWN_TERMS:
            gone.update(block.index for block in unit)
    for index in sorted(gone | _beside(page, gone, common)):
        yield index, _REASON


def is_of_article(context: RuleContext, block: Block) -> bool:
    """Return whether a request that names no press is the article's, which speaks so throughout."""
    voice = outlet_voice.of_language(context.known.language)
    if voice is None or voice.said(block.text) & PRESS:
        return False
    rest = [one for one in context.blocks if one is not block and _is_text(context, one)]
    speaking = [
        _SPEAKS & voice.said(one.text) for one in rest if not outlet_voice.is_speech(one.text)
    ]
    return all(
        sum(bool(kind & one) for one in speaking) > _THROUGHOUT * len(rest)
        for kind in (OWN, READER)
    )


def _is_text(context: RuleContext, block: Block) -> bool:
    return (
        block.kind in _TEXTS
        and len(block.text) >= _LEAST
        and context.content_probability[block.index] >= thresholds.KEEP
    )


def _proofs(page: _Page, unit: Sequence[Block]) -> _Proofs:
    """Return what a paragraph, or a box, has that speaks for the outlet."""
    voice = page.voice
    text = "\n".join(block.text for block in unit)
    if not voice.may_offer(text):
        return _Proofs()  # nearly every one: it proves nothing, whoever speaks
    said = voice.said(text)
    if said & _OFFER != _OFFER and not (said & READER and said & _OFFER):
        return _Proofs()
    for block in unit:
        if voice.reports_speech(block.text) or _is_behind_text(voice, block.text):
            return _Proofs()
    return _Proofs(
        said,
        any(names_outlet(page.context, block.text) for block in unit),
        any(_has_address(page.context, block.text) for block in unit),
    )


def _is_behind_text(voice: Voice, text: str) -> bool:
    """Return whether only the last sentence speaks to the reader: the rest is the article's."""
    above = text[: max((one.start() for one in END_WITHIN.finditer(text)), default=0)]
    return weight(above) >= _SENTENCE and not voice.said(above) & READER


def names_outlet(context: RuleContext, text: str) -> bool:
    """Return whether a text has the outlet's name, its host's, or the word that this ends with.

    A host may name its town, as the headline does, too: that proves nothing.
    """
    words = fold_words(_MAIL.sub(" ", text))
    compact, told = "".join(words), "".join(context.facts.title.split())
    if any(
        weight(name) >= _NAME_WEIGHT and name in compact and name not in told
        for name in context.known.site_names
    ):
        return True
    label = registrable(context.known.host).split(".")[0].replace("-", "")
    return any(
        len(word) >= _NAME_LEAST and word != label and label.endswith(word) and word not in told
        for word in words
    )


def _has_address(context: RuleContext, text: str) -> bool:
    """Return whether a text prints an address of mail at the outlet, or of an editorial office."""
    if "@" not in text:
        return False
    own = registrable(context.known.host)
    return any(
        box.lower() in _DESKS or registrable(host) == own for box, host in _MAIL.findall(text)
    )


def _is_about_outlet(context: RuleContext, first: Block) -> bool:
    """Return whether an article names the outlet in its headline or its first paragraph."""
    name = context.known.site_name.lower()
    texts = (context.known.title, first.text)
    return len(name) >= _NAME_LEAST and any(name in text.lower() for text in texts)


def _common(voice: Voice, rest: Sequence[Block], title: str) -> Said:
    """Return what an article says itself: in its headline, or in more than a rare paragraph.

    An article in the first person speaks to its reader itself, be it only once.
    """
    told = [block.text for block in rest if not outlet_voice.is_speech(block.text)]
    said = [voice.said(text) for text in told]
    common = voice.said(title) & _MATTER
    few = _RARE_SHARE * len(rest)
    some = max(_RARE, few)
    # Of offers and of the press the words that the article has not count singly.
    most = {OWN: few, PRICE: some, READER: some}
    for kind in KINDS:
        if sum(bool(kind & one) for one in said) > most.get(kind, _OFTEN_SHARE * len(rest)):
            common |= kind
    if sum(map(voice.says_you, told)) > few:
        common |= READER
    is_personal = sum(map(voice.speaks_of_self, told)) > few
    return common | _SPEAKS if is_personal else common


def _not_new(words: Mapping[Said, Set[str]], told: Mapping[Said, Set[str]]) -> Said:
    """Return the kinds of matter all of whose words the article has, too."""
    found = 0
    for kind, ours in words.items():
        if ours <= told[kind]:
            found |= kind
    return found


def _is_apart(page: _Page, block: Block) -> bool:
    """Return whether a paragraph begins or ends the text, or is set apart from it."""
    if block in page.text[:_FIRST] or block in page.text[-_LAST:]:
        return True
    if max(block.bold, block.italic) >= _SET_OFF * len(block.text):
        return True
    return block.node.parent is not page.box


def _own_share(unit: Sequence[Block], terms: Set[str]) -> float:
    own = topic_terms_of(unit)
    return len(own & terms) / len(own) if own else 0.0


def _beside(page: _Page, gone: Set[int], common: Said) -> set[int]:
    """Return what goes with the outlet's words: their headings, buttons, lists and neighbours."""
    found: set[int] = set()
    blocks = page.context.blocks
    for index in sorted(gone):
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(blocks) and at not in gone | found:
                if not _goes_along(page, blocks[at], common, above=step < 0):
                    break
                found.add(at)
                at += step
    return found


def _goes_along(page: _Page, block: Block, common: Said, *, above: bool) -> bool:
    """Return whether a block next to the outlet's words is a part of them.

    Args:
        page: the page.
        block: a block next to such words, or next to what goes along with them.
        common: what the article says itself.
        above: whether it stands above them.
    """
    if block.tag == "h1" or block.kind not in (*_TEXTS, HEADING):
        return False
    is_line = block.kind is HEADING or not block.text.endswith(SENTENCE_ENDS)
    said = page.voice.said(block.text) & ~common
    if is_line and len(block.text) <= _LINE:
        return bool(said) and (above or block.kind is not HEADING)
    if page.voice.reports_speech(block.text) or _is_behind_text(page.voice, block.text):
        return False
    proofs = _Proofs(said, names_outlet(page.context, block.text))
    speaks = said & OWN or (proofs.names_outlet and said & READER)
    return bool(speaks) and proofs.number() >= _BESIDE and len(block.text) <= _LONGEST
