"""Rules for the outlet's words to its readers within a text: appeals, buttons, author notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, close_box, text_length
from pipelines.extraction.html.dom import parts_of
from pipelines.extraction.html.location.subject_words import UNSPACED
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.appeal_words import (
    kinds_beside,
    names_product,
    speaks_of_itself,
)
from pipelines.extraction.lexicon.interface_lines import is_interface_line, names_interface
from pipelines.extraction.lexicon.notices import outlet_voice
from pipelines.extraction.lexicon.notices.access_notices import (
    heads_access_notice,
    is_access_heading,
    is_access_notice,
)
from pipelines.extraction.lexicon.notices.outlet_voice import OWN, Voice
from pipelines.extraction.lexicon.sentence_ends import FULL_STOPS
from pipelines.extraction.page_data.network_accounts import NAMED, is_own_channel
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.widgets.outlet_words import is_of_article, names_outlet
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH
from pipelines.text import fold, weight

_APPEAL_LEAST, _MAX_APPEAL_CHARS = 25, 420  # characters
_QUOTED = re.compile(r"[“”\"«»„‚「」『』]|(?<!\w)['‘].{12,400}['’](?!\w)")
_SET_OFF_LONGEST, _ALL = 200, 0.9  # characters; of a block's text
_LINE_LONGEST = 180  # weight
_MOST_BEFORE = 8  # words before a network's name
_LINES = (PARAGRAPH, LIST_ITEM)
_OWN_SENTENCE = 25  # words that are the article's
_KINDS = 3  # of the outlet, the reader, the offer and the text itself
_MAX_LINES = 8  # lines of the interface; a text with more explains one
_MAX_APPEALS = 2  # paragraphs; a text with more is about such things
_PROSE = 80  # characters of a paragraph
_OFFER_LINES = 5  # below the heading of a box
_NOTICE_REACH = 8  # last blocks of a text
_SUBJECT_LETTERS, _SUBJECT_SHARE = 6, 0.34  # of a word that tells a subject; of an offer's words
_HEADER_LINES, _NAME_LONGEST = 8, 30  # blocks; characters
_COLON = re.compile("[:：៖]")
_BIO_REACH = 5  # last paragraphs of a text
_BIO_LEAST, _BIO_LONGEST = 40, 600  # characters
_HELP_LONGEST = 160  # characters
_HELPED = re.compile(  # at the end of a folded line
    r"(?:contributed (?:reporting )?to th(?:is|e) (?:report|story|article)|contributed reporting"
    r"|(?:a|ont) contribue a cet article|contribuy(?:o|eron) (?:a|en) este (?:articulo|reportaje)"
    r"|dong gop cho bai (?:viet|bao) nay|(?:hat|haben) zu diesem (?:artikel|bericht) beigetragen"
    r"|berkontribusi (?:dalam|pada|untuk) (?:laporan|artikel) ini)$"
)
_BETWEEN_MARKS = re.compile(r"^\s*(\+{2,}|\*{2,}|={2,}|>{2,})\s*\S.*\S\s*\1\s*$")


def newsletter_appeals(context: RuleContext) -> Removals:
    """Yield paragraphs in which the outlet offers its newsletter or channel to the reader.

    A quotation in it, or more such paragraphs, show that the article is about it.
    """
    title = context.facts.title
    found = [block for block in _paragraphs(context, _APPEAL_LEAST) if _is_appeal(context, block)]
    if len(found) <= _MAX_APPEALS and not names_product(title, title.split()):
        for block in found:
            if is_of_article(context, block):
                continue
            yield block.index, "prompt: the outlet's own letter or channel"
            if _is_box_of_two(context, block):
                yield block.index - 1, "prompt: the outlet's own letter or channel"


def _is_box_of_two(context: RuleContext, block: Block) -> bool:
    """Return whether a paragraph and the heading above it are all that their element holds."""
    box = close_box(block)
    is_box = box is not None and (box.start, box.end) == (block.index - 1, block.index + 1)
    return is_box and context.blocks[block.index - 1].kind is HEADING


def _is_appeal(context: RuleContext, block: Block) -> bool:
    if len(block.text) > _MAX_APPEAL_CHARS or not names_product(block.folded, block.words):
        return False
    if _QUOTED.search(block.text) or _is_behind_text(block.text):
        return False
    needed = 1 if _BETWEEN_MARKS.match(block.text) else _KINDS - _is_set_off(block)
    start = context.starts[block.index]
    is_named = bool(context.body.ancestor_flags[block.node.index] & class_names.PROMPT)
    if is_named or (start and start[0] is phrases.LabelKind.PROMPT):
        needed = _KINDS - 1  # "Sign up for" addresses the reader
    return kinds_beside(block.folded) + speaks_of_itself(block.folded) >= needed


def _is_behind_text(text: str) -> bool:
    """Return whether only the last sentence offers something: the rest is the article's."""
    above = text[: max(map(text.rfind, (". ", "! ", "? "))) + 1]
    folded = fold(above)
    if len(above.split()) < _OWN_SENTENCE:
        return False
    return not names_product(folded, folded.split()) and kinds_beside(folded) <= 1


def _is_set_off(block: Block, longest: int = _SET_OFF_LONGEST) -> bool:
    """Return whether a short paragraph is in bold or italics as a whole."""
    size = len(block.text)
    return size <= longest and max(block.bold, block.italic) >= _ALL * size


def access_notices(context: RuleContext) -> Removals:
    """Yield the last lines of a text that tell readers without access how to read on.

    What the outlet offers to its readers between such a line and the end goes with it, as do the
    lines between it and a heading above that says so.
    """
    inner = (block for block in reversed(context.blocks) if context.body.in_body[block.index])
    offers: list[Block] = []
    above_notice: list[int] | None = None  # lines between the notice and what may be its heading
    for block in islice(inner, _NOTICE_REACH):
        is_set_off = block.kind is HEADING or _is_set_off(block)
        if is_access_notice(block.text, block.folded) or (
            is_set_off and is_access_heading(block.folded)
        ):
            below = offers if offers else _rest_of_box(context, block)
            for one in (block, *_without_subject(context, block, below)):
                yield one.index, "prompt: read on with access"
            offers, above_notice = [], above_notice or []
        elif above_notice is not None and is_set_off and heads_access_notice(block.folded):
            offered = [one.index for one in _without_subject(context, block, offers)]
            for index in (block.index, *above_notice, *offered):
                yield index, "prompt: read on with access"
            return
        elif above_notice is not None and len(block.text) < _PROSE:
            above_notice.append(block.index)
        elif _is_offer(block):
            offers.append(block)
        elif len(block.text) >= _PROSE:
            return


def _rest_of_box(context: RuleContext, heading: Block) -> Sequence[Block]:
    """Return the short lines below a heading in a box that begins with it: what is offered."""
    box = heading.node.parent
    if heading.kind is not HEADING or box is None or box.start != heading.index:
        return ()
    rest = context.blocks[heading.index + 1 : box.end]
    are_short = len(rest) <= _OFFER_LINES and all(len(one.text) < _PROSE for one in rest)
    return rest if are_short else ()


def _is_offer(block: Block) -> bool:
    """Return whether a line may belong to the offer below a notice: it speaks to the reader.

    Or it is a point of a list of what the reader gets.
    """
    if len(block.text) > _MAX_APPEAL_CHARS or _QUOTED.search(block.text):
        return False
    return block.text[0] in "—–-•✓✔*" or kinds_beside(block.folded) > 0


def _without_subject(
    context: RuleContext, notice: Block, offers: Sequence[Block]
) -> Sequence[Block]:
    """Return the lines below a notice if none is of the article's subject: it may continue.

    Where the offer is longer than the text above, it is what the page is about.
    """
    if context.facts.own_between(0, notice.index) <= text_length(offers):
        return ()
    above = context.blocks[: notice.index]
    used = {word for one in above if context.body.in_body[one.index] for word in one.words}
    for offer in offers:
        told = {word for word in offer.words if len(word) >= _SUBJECT_LETTERS}
        if len(told & used) > _SUBJECT_SHARE * len(told):
            return ()
    return offers


def interface_lines(context: RuleContext) -> Removals:
    """Yield lines within the text that are of the site's interface.

    A headline that names a part of an interface, or many such lines, show that the article is
    about one.
    """
    host, voice = context.known.host, outlet_voice.of_language(context.known.language)
    found = [
        block.index
        for block in _paragraphs(context, shortest=1)
        if (
            is_interface_line(block.text, block.words, host)
            or (voice and _asks_to_follow(context, voice, block))
        )
        and not (voice and voice.reports_speech(block.text))
    ]
    found += _links_to_own_channel(context)
    if 0 < len(found) <= _MAX_LINES and not names_interface(context.facts.title):
        for index in found:
            yield index, "line of the site's interface"


def _asks_to_follow(context: RuleContext, voice: Voice, block: Block) -> bool:
    """Return whether a line begins by telling the reader to follow the outlet on a network.

    Why, it says in any words: ``Follow us on WhatsApp so that you know first``.
    """
    network = NAMED.search(block.text) if weight(block.text) <= _LINE_LONGEST else None
    if network is None:
        return False
    before = block.text[: network.start()]
    if not voice.commands.match(before) or len(before.split()) > _MOST_BEFORE:
        return False
    return bool(voice.said(before) & OWN) or names_outlet(context, before)


def _links_to_own_channel(context: RuleContext) -> list[int]:
    """Return the lines that link to the outlet's own account or channel on a network.

    In any language such a line asks to follow it; an item of a list does so if all of them do.
    """
    host = context.known.host
    likely = context.content_probability
    linked = [one for one in context.judged if one.hrefs and likely[one.index] >= thresholds.KEEP]
    found = {
        block.index
        for block in linked
        if block.kind in _LINES
        and (weight(block.text) <= _LINE_LONGEST or _is_set_off(block, _MAX_APPEAL_CHARS))
        and any(
            is_own_channel(link, host, block.words) for link in context.facts.link_targets(block)
        )
    }
    return [at for at in sorted(found) if found.issuperset(_list_of(context.blocks[at]))]


def _list_of(block: Block) -> range:
    """Return the indices of the items of a list; of another line, its own."""
    around = block.node.parent
    if block.kind is not LIST_ITEM or around is None:
        return range(block.index, block.index + 1)
    return range(around.start, around.end)


def author_notes(context: RuleContext) -> Removals:
    """Yield notes at the end that begin with the author's name and describe the author.

    Links and videos may follow a note. A name with a colon, or at several paragraphs, is of an
    interview, and so are quotation marks unless the whole note is set off: it names a book. A line
    that names who helped to report is such a note, too.
    """
    for block in _at_end(context):
        if len(block.text) <= _HELP_LONGEST and _HELPED.search(block.folded):
            yield block.index, "about who helped"
    known = [fold(name) for name in context.known.authors if " " in name or UNSPACED.search(name)]
    names = known or _printed_names(context)
    if not names:
        return
    last = [
        block
        for block in list(_paragraphs(context))[-_BIO_REACH:]
        if block.index > context.facts.first
        and weight(block.text) >= _BIO_LEAST
        and (_is_set_off(block, _BIO_LONGEST) or not _QUOTED.search(block.text))
    ]
    for name in names:
        notes = [block for block in last if _begins_with(block.folded, name)]
        if name not in known:
            notes = [block for block in notes if _is_below_text(context, block)]
        if len(notes) == 1 and not _COLON.search(notes[0].text[: len(name) + 2]):
            yield notes[0].index, "about the author"
    for index in _note_below_name(context, names):
        yield index, "about the author"


def _begins_with(text: str, name: str) -> bool:
    """Return whether a folded text begins with a name, however its words are set apart."""
    if UNSPACED.search(name):
        return text.replace(" ", "").startswith(name.replace(" ", ""))
    return text.startswith(f"{name} ")


def _printed_names(context: RuleContext) -> list[str]:
    """Return what a name may be of the lines between headline and text, folded."""
    first = context.facts.title_at + 1
    lines = context.blocks[first : min(context.facts.first, first + _HEADER_LINES)]
    parts = {
        part.strip(" ,·|") for one in lines if len(one.text) <= _PROSE for part in parts_of(one)
    }
    names = (part for part in parts if len(part) <= _NAME_LONGEST and part.isprintable())
    return [fold(one) for one in names if " " in one and not any(map(str.isdigit, one))]


def _is_below_text(context: RuleContext, note: Block) -> bool:
    """Return whether a block is below all paragraphs of the text, in an element without them."""
    others = [context.blocks[at] for at in context.facts.core if at != note.index]
    if not others or others[-1].index > note.index:
        return False
    around = note.node.element.getparent()
    return all(one.node.element.getparent() is not around for one in others)


def _note_below_name(context: RuleContext, names: Sequence[str]) -> Sequence[int]:
    """Return the blocks of a small box at the end that begins with a line of the author's name.

    In a text by several, each part may begin so.
    """
    first, last = context.facts.first, context.facts.last
    below = [block for block in context.judged if block.index > first and block.folded in names]
    if len(below) != 1 or abs(below[0].index - last) > _BIO_REACH:
        return ()
    found: Sequence[int] = ()
    for box in below[0].node.ancestors():
        if box.start < below[0].index:
            break
        found = range(box.start, box.end)
    size = text_length(context.blocks[index] for index in found)
    is_end = context.facts.own_between(found[-1] + 1) == 0 if found else False
    return found if is_end and len(found) > 1 and size <= _BIO_LONGEST else ()


def _at_end(context: RuleContext) -> Sequence[Block]:
    """Return the last paragraph of the text and the lines of the body below it."""
    last = context.facts.last
    below = context.blocks[last : last + _BIO_REACH] if context.facts.core else ()
    return [one for one in below if one.kind is PARAGRAPH and context.body.in_body[one.index]]


def _paragraphs(context: RuleContext, shortest: int = _PROSE // 2) -> Iterator[Block]:
    """Yield the paragraphs that the classifier takes for the article's, set as headings, too."""
    for block in context.judged:
        is_kept = context.content_probability[block.index] >= thresholds.KEEP
        if is_kept and weight(block.text) >= shortest and _is_paragraph(block):
            yield block


def _is_paragraph(block: Block) -> bool:
    return block.kind is PARAGRAPH or (block.kind is HEADING and block.text[-1] in FULL_STOPS)
