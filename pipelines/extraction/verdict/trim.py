"""Trims the kept blocks: splits off the lead, strips end marks and bylines, parses the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.extraction.authors import agency_marks, header_line, sign_offs
from pipelines.extraction.authors.byline import Byline, byline, may_be_phrase
from pipelines.extraction.authors.name_words import is_role_line, is_staff
from pipelines.extraction.authors.printed.link_targets import AUTHORS_PAGE
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import parts_of
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.extraction.lexicon.agencies import second_translates
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.ending import site_marks
from pipelines.extraction.verdict.page_kinds.closing_links import closing_links
from pipelines.items import CODE, HEADING, TABLE, BodyBlock, Stripped
from pipelines.text import fold

_LEAD_PLACE = 3  # the lead is one of the first blocks, or a paragraph like others
_SIGNATURE_LONGEST = 60  # characters
_DASHES = frozenset("-–—")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_BELOW = 4  # blocks below the text that may contain its signature
_ALL = 0.9  # of a block's text
_COUNTER = re.compile(r"\d{1,3}\s?/\s?(\d{1,3})(?=[^\W\d])")  # without a space behind: not 3/4 cups
_LEAST_COUNTERS = 2
_MORE_THAN_NAME = re.compile(r"\*$|\s(?:and|và|&)\s")
_NO_MARK = (CODE, TABLE, HEADING)
_MOSTLY_LINK = 0.5


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The article's text.

    Attributes:
        lead: standfirst, or None.
        body: what follows it.
        dateline, agency: from ``agency_marks``.
        authors: people credited by a byline within the text.
        stripped: marks and bylines that were cut.
    """

    lead: str | None
    body: tuple[BodyBlock, ...]
    dateline: str | None
    agency: str | None
    authors: tuple[str, ...]
    stripped: tuple[Stripped, ...]


@dataclass(slots=True)
class _Trimmed:
    """What was cut from both ends of the text so far."""

    stripped: list[Stripped]
    agency: str | None = None
    authors: tuple[str, ...] = ()


def trim(context: RuleContext, kept: Sequence[Block], lead: str | None) -> ArticleText:
    """Return the text of the kept blocks; ``lead`` is the standfirst by the page's metadata."""
    cut = _Trimmed([])
    texts = {block.index: block.text for block in kept}
    blocks = _cut_end(list(kept), texts, context, cut)
    blocks = _cut_start(blocks, texts, context, cut)
    blocks = _cut_buttons(blocks, texts, context, cut)
    _cut_counters(blocks, texts, cut)
    lead_block, blocks = _lead(blocks, lead, cut)
    lead_text = texts[lead_block.index] if lead_block else None
    if not cut.authors and not context.known.authors and kept:
        cut.authors = _signed_below(kept[-1].index, context) or _signed_over(kept, context)
    if not cut.agency and kept:
        cut.agency = _credited_below(kept[-1].index, context)
    body = tuple(BodyBlock(texts[block.index], block.kind) for block in blocks)
    dateline, wire = _dateline(lead_text, body)
    stripped = tuple(sorted(cut.stripped, key=lambda one: one.position))
    return ArticleText(lead_text, body, dateline, cut.agency or wire, cut.authors, stripped)


def _cut_end(
    blocks: list[Block], texts: dict[int, str], context: RuleContext, cut: _Trimmed
) -> list[Block]:
    """Cut end marks and a final byline; a mark may follow another alone (``./.``, ``VNA``)."""
    while len(blocks) > 1 or (blocks and not cut.stripped):
        last = blocks[-1]
        end = None if last.kind in _NO_MARK else _end(last, texts[last.index], context)
        if end is None:
            break
        is_byline = bool(end.authors or end.translators)
        rule, rule_id = ("byline at the end", "byline") if is_byline else ("end mark", "end-mark")
        cut.stripped.append(Stripped(rule, end.mark.strip(), last.index, rule_id))
        cut.agency = cut.agency or end.agency
        if not (context.known.authors and sign_offs.is_beside_byline(end.mark)):
            cut.authors = cut.authors or end.authors
        if end.text:
            texts[last.index] = agency_marks.with_stop(end)
            break
        blocks.pop()
    return blocks


def _cut_start(
    blocks: list[Block], texts: dict[int, str], context: RuleContext, cut: _Trimmed
) -> list[Block]:
    """Cut the outlet's mark before the text (``VCN -``), and a byline above or glued to it."""
    for block in blocks[:_LEAD_PLACE]:
        text = texts[block.index]
        mark = agency_marks.lead_mark(text, context.marks)
        glued = None if mark else agency_marks.glued_byline(text)
        if mark:
            texts[block.index], agency = mark
            cut.agency = cut.agency or agency
            cut.stripped.append(Stripped("lead mark", agency, block.index, "lead-mark"))
        elif glued:
            name, texts[block.index] = glued
            cut.authors = cut.authors or (name,)
            cut.stripped.append(Stripped("byline", name, block.index, "byline"))
    for at, block in enumerate(blocks[: 1 + _is_lead(blocks, context)]):
        if len(blocks) == 1 or block.kind in _NO_MARK:
            continue
        is_role = block.index and is_role_line(block.text)  # of whom the line above names
        if is_role and _credit(context.blocks[block.index - 1].text, context):
            cut.stripped.append(Stripped("byline", block.text, block.index, "byline"))
            return blocks[:at] + blocks[at + 1 :]
        credit = _credit(texts[block.index], context) or _signed_above(blocks[at:], context)
        if credit is not None:
            cut.authors = cut.authors or credit.authors
            end = at + 1 + any(is_role_line(one.text) for one in blocks[at + 1 : at + 2])
            for one in blocks[at:end]:
                cut.stripped.append(Stripped("byline", one.text, one.index, "byline"))
            return blocks[:at] + blocks[end:]
    return blocks


def _signed_above(blocks: Sequence[Block], context: RuleContext) -> Byline | None:
    """Return the names on a line that is set as a byline.

    It is aligned right, a line of the role follows it, or it is bold and more than a name: several
    names, or one with the star of a note. A single name in bold also heads an item, unless the page
    names no author and it is the only line in bold, or the text's dateline follows.
    """
    line, below = blocks[0], blocks[1:2]
    if len(line.text) > _SIGNATURE_LONGEST:
        return None
    if is_staff(line.text):
        return Byline((), (), (line.text,))
    is_bold = _is_bold(line) and (
        _MORE_THAN_NAME.search(line.text)
        or any(agency_marks.dateline(one.text) for one in below)
        or not (context.known.authors or any(map(_is_bold, blocks[1:])))
    )
    if not (is_bold or _is_aligned_right(line) or any(is_role_line(one.text) for one in below)):
        return None
    signed = sign_offs.end(line.text) or sign_offs.signature(line.text)
    return Byline(signed.authors) if signed is not None and signed.authors else None


def _is_bold(block: Block) -> bool:
    return block.bold >= _ALL * len(block.text) and len(block.text) <= _SIGNATURE_LONGEST


def _is_lead(blocks: Sequence[Block], context: RuleContext) -> bool:
    """Return whether the first block is the standfirst, below which bylines appear, too."""
    if len(blocks) < 3:
        return False
    first = blocks[0]
    is_bold = first.bold >= _ALL * len(first.text)
    return first.folded == context.facts.lead or is_bold or not context.body.in_body[first.index]


def _cut_buttons(
    blocks: list[Block], texts: dict[int, str], context: RuleContext, cut: _Trimmed
) -> list[Block]:
    """Cut links to the whole article at the end of a paragraph, as in a digest's items."""
    own = [block for block in blocks if block.kind not in _NO_MARK]
    linked = (block for block in own if block.hrefs)
    alike = closing_links([one for one in linked if context.facts.offsite_share(one) == 0])
    for block in own:
        text = texts[block.index]
        button = alike.get(block.index) or phrases.button_at_end(text)
        if not text.endswith(button):
            continue
        if button:
            texts[block.index] = text[: -len(button)].rstrip(" >»›→[(-–—")
            cut.stripped.append(Stripped("button", button, block.index, "button"))
    return [block for block in blocks if texts[block.index]]


def _cut_counters(blocks: Sequence[Block], texts: dict[int, str], cut: _Trimmed) -> None:
    """Cut the numbers of a gallery's pictures from several headings: ``02/7Two new boats``."""
    heads = [block for block in blocks if block.kind is HEADING]
    found = [(block, match) for block in heads if (match := _COUNTER.match(texts[block.index]))]
    if len({match[1] for _, match in found}) != 1 or len(found) < _LEAST_COUNTERS:
        return
    for block, match in found:
        texts[block.index] = texts[block.index][match.end() :]
        cut.stripped.append(
            Stripped("state of a gallery", match[0], block.index, "template-leftover")
        )


def _signed_below(last: int, context: RuleContext) -> tuple[str, ...]:
    """Return the credits of lines right below the text that were stripped for their position."""
    for block in context.blocks[last + 1 : last + 1 + _BELOW]:
        if not context.body.in_body[block.index] or context.labels[block.index]:
            break
        end = None if block.kind in _NO_MARK else _end(block, block.text, context)
        if end is not None and end.authors:
            return end.authors
    return ()


def _signed_over(kept: Sequence[Block], context: RuleContext) -> tuple[str, ...]:
    """Return the names of a byline right above the body's text that was stripped as header."""
    first = next((at for at, one in enumerate(kept) if context.body.in_body[one.index]), None)
    if first is None or not (above := kept[first].index):
        return ()
    line = context.blocks[above - 1]
    if not context.body.in_body[line.index] or line in kept[:first] or line.kind in _NO_MARK:
        return ()
    signed = _signed_above([line, *kept[first:]], context)
    return signed.authors if signed is not None else ()


def _credited_below(last: int, context: RuleContext) -> str | None:
    """Return the agency of a mark on a line of its own, right below the text, that was removed.

    Where each article ends with the same mark, it is learned as boilerplate from the third article
    on, and the classifier may take an agency's name alone for the template's; it credits the text
    all the same.
    """
    for block in context.blocks[last + 1 : last + 1 + _BELOW]:
        if not context.body.in_body[block.index] or context.labels[block.index]:
            break
        if block.kind in _NO_MARK:
            continue
        end = agency_marks.end(block.text, context.marks)
        if end is None or end.text or not end.agency:
            continue
        is_repeated = context.repeated.counts.get(context.folded[block.index])
        if is_repeated or agency_marks.is_agency(end.agency, context.marks):
            return end.agency
    return None


def _credit(line: str, context: RuleContext) -> Byline | None:
    """Return the credit of a first line; ``By Dawn`` only if the page names it elsewhere."""
    stated_authors = context.known.authors
    credit = byline(line, second_translates=second_translates(context.marks))
    if credit is None or not may_be_phrase(line, credit.authors):
        return credit
    return credit if {*map(fold, credit.authors)} <= {*map(fold, stated_authors)} else None


def _end(block: Block, text: str, context: RuleContext) -> agency_marks.EndMark | None:
    """Return the end of the text's last block: a mark, a credit, or a name set as a signature."""
    end = sign_offs.end(text, context.marks) or agency_marks.end(text, context.marks)
    end = end or site_marks.end(text, context.known.site_names)
    if end is None and _is_set_apart(block):
        end = sign_offs.signature(text)
        if end is not None and _is_button(block):
            end = agency_marks.EndMark("", text)
    if end is None and _is_aligned_right(block) and not _are_aligned_right(context):
        end = sign_offs.signature_without_capitals(text)
    if end is None and len(text) <= _SIGNATURE_LONGEST and ":" in text:
        end = _above_pictures(block)
    if end is None and block.folded in map(fold, context.known.authors):
        return agency_marks.EndMark("", text, None, (text,))
    if end is None and len(text) <= _SIGNATURE_LONGEST:
        line = header_line.parse(text)  # some templates print it below the text
        if line is not None and line.authors and not line.is_bare:
            return agency_marks.EndMark("", text, None, line.authors)
    return end


def _is_button(block: Block) -> bool:
    """Return whether a line leads elsewhere than to a person's page: ``BACK TO HOME PAGE``."""
    return block.link_share > _MOSTLY_LINK and not any(map(AUTHORS_PAGE.search, block.hrefs))


def _above_pictures(block: Block) -> agency_marks.EndMark | None:
    """Return the Vietnamese name on a line whose second half credits the pictures.

    A name of a place there is a caption's: family names tell people.
    """
    parts = parts_of(block)
    if len(parts) != 2 or not sign_offs.credits_pictures(parts[1]):
        return None
    signed = sign_offs.signature(parts[0])
    is_person = signed is not None and parts[0].split()[0].title() in header_line.FAMILY_NAMES
    return replace(signed, mark=block.text) if signed is not None and is_person else None


def _is_set_apart(block: Block) -> bool:
    """Return whether a block is formatted as a signature: right-aligned, bold, italic, in capitals.

    After a dash too; and Vietnamese newsrooms sign with a plain line.
    """
    size = len(block.text)
    if size > _SIGNATURE_LONGEST:
        return False
    if block.text[0] in _DASHES or block.text.isupper() or _VIETNAMESE.search(block.text):
        return True
    if max(block.bold, block.italic) >= _ALL * size or block.node.flags & class_names.AUTHOR:
        return True
    return _is_aligned_right(block)


def _are_aligned_right(context: RuleContext) -> bool:
    return any(_is_aligned_right(context.blocks[at]) for at in context.facts.core)


def _is_aligned_right(block: Block) -> bool:
    style = (block.node.element.get("style") or "").replace(" ", "")
    return "text-align:right" in style or block.node.element.get("align") == "right"


def _lead(blocks: list[Block], lead: str | None, cut: _Trimmed) -> tuple[Block | None, list[Block]]:
    """Remove the lead from the blocks wherever the page prints it; it must be printed.

    Some newsrooms copy it from a paragraph in the middle of the text, which stays there.
    """
    if not lead:
        return None, blocks
    wanted = fold(lead)
    if not any(block.folded == wanted for block in blocks[:_LEAD_PLACE]):
        return None, blocks
    at = next(index for index, block in enumerate(blocks) if block.folded == wanted)
    copies = list(takewhile(lambda block: block.folded == wanted, blocks[at + 1 :]))
    left = blocks[:at] + blocks[at + 1 + len(copies) :]
    if not left:
        return None, blocks
    cut.stripped += [
        Stripped("lead repeated", block.text, block.index, "repeated-lead") for block in copies
    ]
    return blocks[at], left


def _dateline(lead: str | None, body: Sequence[BodyBlock]) -> tuple[str | None, str | None]:
    for text in ([lead] if lead else []) + [block.text for block in body[:2]]:
        line = agency_marks.dateline(text)
        if line is not None:
            return line.place, line.agency
    return None, None
