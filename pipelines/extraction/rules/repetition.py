"""Rules for repeated text: twice on this page, or on many pages of the outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import islice, pairwise

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS, SENTENCE_MARKS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import HEADING, LIST_ITEM, PARAGRAPH, QUOTE
from pipelines.text import Shingle, fold, shingles, weight

_MIN_PARAGRAPH = 60  # weight of a paragraph; shorter ones may be a refrain
_MAX_REFRAIN = 100  # weight: longer ones appear once
_NEXT = 3  # blocks
_COMPANY = 8  # blocks before and after a copy
_OWN_SHARE = 0.3  # of the paragraphs there: in a copy of the text all are repeated

_MIN_COPY_CHARS = 600  # folded characters
_COPY_SHARE = 0.5  # of the text in all other blocks
_COPIED = 0.7  # of its runs of three words

_DOUBLED_WORDS, _DOUBLED_CHARS = 4, 15  # of a headline

_SYNOPSIS_LEAST, _SYNOPSIS_BELOW = 150, 6  # folded characters; paragraphs that it may copy
_LEAST_SOURCES, _SOURCE_RUNS = 2, 8  # paragraphs it is made of; runs of three words of each
_PART = 0.75  # of its runs: a paragraph with more is no part of it
_SYNOPSIS = 0.9  # of its runs of three words

_QUOTE_LEAST = 25  # folded characters
_QUOTE_LONGEST = 300  # folded characters
_SAME_WORDS = 0.85  # of a quotation that the template names so
_QUOTE_REACH = 12  # blocks before and after
_QUOTED_ANYWHERE = 60  # weight of a sentence that nobody writes twice
_QUOTE_TAGS = frozenset(("aside", "blockquote", "figure"))

_QUOTE_AND_NAME, _NAME_WORDS = 2, 6  # elements; words of a name and what the person is
_LEAST_SAID, _MOST_SAID = 4, 20  # blanks in a quotation without an end
_LEAST_AROUND = 4  # paragraphs of its article
_QUOTATION_MARKS = '“”„"«»「」『』‘’ '
_QUOTED = re.compile(r"^[“\"«„「][^“”\"«»„「」]+[”\"»“」]\.?$")  # and nobody says it

_MIN_ARTICLES = 3  # articles that must show a line before it counts as repeated
_SHARE = 0.3  # of the outlet's articles

_MIN_ARTICLES_OF_PROSE = 20  # the same for a sentence in the text: readers' posts may quote one
_PROSE_WORDS = 8
_SENTENCE_ENDS = (".", "!", "?", "…", '."', ".”", "?”", "!”", ".“", "?“", "!“")

_MAX_REPEATED_CHARS = 200  # characters: longer repeated lines are the article's own


def duplicate_paragraphs(context: RuleContext) -> Removals:
    """Yield repeated paragraphs: right after the original, as leads are, or in a copy of the text.

    Templates print a text again for small screens. The copy within the body stays, the first if
    there are two, or the one that is no image's caption. A standfirst that repeats a later
    paragraph removes nothing from the text, and each section of a guide may say the same of its
    subject.
    """
    first: dict[str, int] = {}
    copies: set[int] = set()
    lead = context.facts.lead
    for block in context.judged:
        index, text = block.index, context.folded[block.index]
        if context.content_probability[index] < thresholds.KEEP or (
            weight(text) < _MIN_PARAGRAPH and text != lead
        ):
            continue
        before = first.setdefault(text, index)
        if before == index or (index - before > _NEXT and weight(text) < _MAX_REFRAIN):
            continue
        if text == context.facts.lead and _is_of_text(context, before, index):
            first[text] = index
            continue
        if _is_of_another_section(context, before, index):
            continue
        is_caption = text in context.facts.alts
        if context.body.in_body[index] and not context.body.in_body[before] and not is_caption:
            first[text], index = index, before
        copies.add(index)
        yield index, "paragraph twice"
    for index in _short_lines_below(context, copies):
        yield index, "paragraph twice"
    yield from _text_in_one_block(context)
    yield from _synopsis(context)
    for block in context.judged:
        if block.word_count >= 2 * _DOUBLED_WORDS and _is_doubled(block.text):
            yield block.index, "headline twice"


def _short_lines_below(context: RuleContext, copies: Set[int]) -> Iterator[int]:
    """Yield short lines outside the body that follow a copy, as they do the original."""
    if not copies:
        return
    blocks, inside = context.blocks, context.body.in_body
    pairs = pairwise(block.folded for block in blocks)
    lines = {pair for pair, is_in in zip(pairs, inside[1:], strict=True) if is_in}
    for index in sorted(copies):
        below = index + 1
        while below < len(blocks) and below not in copies and not inside[below]:
            if (blocks[below - 1].folded, blocks[below].folded) not in lines:
                break
            yield below
            below += 1


def _is_doubled(text: str) -> bool:
    """Return whether a line begins with a headline and the same headline again.

    Lists print it so whose picture has the headline as its text. What people chant has stops.
    """
    again = text.find(text[:_DOUBLED_CHARS], _DOUBLED_CHARS)
    head = text[:again].rstrip() if again > 0 else ""
    return (
        len(head.split()) >= _DOUBLED_WORDS
        and head[-1].isalnum()
        and text.startswith(head, again)
        and not text[again + len(head) : again + len(head) + 1].isalnum()
    )


def _synopsis(context: RuleContext) -> Removals:
    """Yield a first paragraph that is made of several of the next ones: nothing of it is lost."""
    opening = context.facts.core[: _SYNOPSIS_BELOW + 1]
    if len(opening) <= _LEAST_SOURCES or len(context.folded[opening[0]]) < _SYNOPSIS_LEAST:
        return
    words = context.blocks[opening[0]].words
    below = set[str]().union(*(context.blocks[index].words for index in opening[1:]))
    if sum(word in below for word in words) < _SYNOPSIS * len(words):
        return
    own = shingles(words)
    found: set[Shingle] = set()
    sources = 0
    for index in opening[1:]:
        if context.content_probability[index] >= thresholds.KEEP:
            source = set(shingles(context.blocks[index].words))
            copied = source.intersection(own)
            is_part = len(source) <= _PART * len(own)  # else the same is told again, as of a region
            sources += is_part and len(copied) >= max(_SOURCE_RUNS, _SYNOPSIS * len(source))
            found |= copied
    if sources >= _LEAST_SOURCES and sum(run in found for run in own) >= _SYNOPSIS * len(own):
        yield opening[0], "the next paragraphs in one"


def _text_in_one_block(context: RuleContext) -> Removals:
    """Yield a block that holds most of the other blocks' text again, as a copy in Markdown does."""
    kept = [
        at for at, likely in enumerate(context.content_probability) if likely >= thresholds.KEEP
    ]
    whole = sum(len(context.folded[at]) for at in kept)
    for index in kept:
        size = len(context.folded[index])
        if size < _MIN_COPY_CHARS or size < _COPY_SHARE * (whole - size):
            continue
        others = {run for at in kept if at != index for run in shingles(context.blocks[at].words)}
        own = shingles(context.blocks[index].words)
        if sum(run in others for run in own) >= _COPIED * len(own):
            yield index, "the text again in one block"


def _is_of_text(context: RuleContext, lead: int, index: int) -> bool:
    """Return whether prose separates a standfirst from its copy: then the copy is text.

    If the paragraph right before the copy is repeated too, the whole text is.
    """
    between = [at for at in range(lead + 1, index) if weight(context.folded[at]) >= _MIN_PARAGRAPH]
    kept = [at for at in between if context.content_probability[at] >= thresholds.KEEP]
    return bool(kept) and context.folded.count(context.folded[kept[-1]]) == 1


def _is_of_another_section(context: RuleContext, before: int, index: int) -> bool:
    """Return whether a heading stands between two copies in the body, each in its own company.

    An item of another list needs no heading: the days of a plan begin with the same exercise.
    """
    inside = context.body.in_body
    if not (inside[before] and inside[index] and before > context.facts.first):
        return False
    headings = (
        block.index
        for block in context.blocks[before + 1 : index]
        if block.kind is HEADING and context.content_probability[block.index] >= thresholds.KEEP
    )
    if not (any(headings) or _are_of_two_lists(context, before, index)):
        return False
    around = [
        text
        for text in context.folded[max(before, index - _COMPANY) : index + _COMPANY + 1]
        if weight(text) >= _MIN_PARAGRAPH
    ]
    once = sum(context.facts.repeats[text] == 1 for text in around)
    return once >= _OWN_SHARE * len(around)


def _are_of_two_lists(context: RuleContext, one: int, other: int) -> bool:
    first, second = context.blocks[one], context.blocks[other]
    are_items = first.kind is second.kind is LIST_ITEM
    return are_items and first.node.parent is not second.node.parent


def pull_quotes(context: RuleContext) -> Removals:
    """Yield lines set apart whose words are in a nearby paragraph, as quotations or in a box.

    Editors may change the words of one that the template names as such, or take it from far away.
    """
    last = len(context.folded)
    for block in context.judged:
        text = context.folded[block.index]
        if not _QUOTE_LEAST <= len(text) <= _QUOTE_LONGEST:
            continue
        is_apart = _is_set_as_quote(block) or _is_boxed(context, block)
        if not is_apart:
            text = _words_before_name(block)
        reach = last if weight(text) >= _QUOTED_ANYWHERE else _QUOTE_REACH
        around = range(max(0, block.index - reach), min(last, block.index + reach + 1))
        near = (context.folded[at] for at in around if at != block.index)
        is_near = text and any(text in one and len(one) > len(text) for one in near)
        is_named = context.body.ancestor_flags[block.node.index] & class_names.QUOTE
        if (
            is_near
            or (is_named and _is_reworded(context, block))
            or (is_apart and _is_unfinished(context, block))
        ):
            yield block.index, "pull quote"
            if _is_box_with_name(context, block):
                yield block.index + 1, "pull quote"


def _is_unfinished(context: RuleContext, quote: Block) -> bool:
    """Return whether a line amid the text is a quotation in a box that no sentence end closes.

    An editor shortens one so to set it in large print; a quotation of the article's ends as a
    sentence does. A motto is announced, a verse or a sub-heading is one of several.
    """
    text, core = quote.text.strip(_QUOTATION_MARKS), context.facts.core
    if "\n" in text or (text == quote.text and quote.kind is not QUOTE):
        return False
    if text[-1:] in SENTENCE_MARKS + ",:;，：" or not _LEAST_SAID <= text.count(" ") <= _MOST_SAID:
        return False
    if quote.bold or quote.hrefs or quote.index <= 0 or len(core) < _LEAST_AROUND:
        return False
    above, forms = context.blocks[quote.index - 1], context.facts.forms
    if not core[0] < quote.index < core[-1] or not above.text.endswith(SENTENCE_ENDS):
        return False
    end = quote.index + 1 + _is_box_with_name(context, quote)
    others = [one for one in context.undecided if not quote.index <= one.index < end]
    if any(forms[one.index] == forms[quote.index] or one.kind is QUOTE for one in others):
        return False
    return _is_boxed(context, quote) or quote.kind is QUOTE


def _is_reworded(context: RuleContext, quote: Block) -> bool:
    """Return whether hardly a word of a line is not in one paragraph of the body."""
    words = set(quote.folded.split())
    enough = _SAME_WORDS * len(words)
    paragraphs = (one for one in context.blocks if one.kind is PARAGRAPH and one is not quote)
    return any(
        len(words.intersection(one.folded.split())) >= enough
        for one in paragraphs
        if context.body.prose[one.index] and len(one.text) > len(quote.text)
    )


def _is_box_with_name(context: RuleContext, quote: Block) -> bool:
    """Return whether a quotation and a name below it are all that their box holds."""
    box = quote.node.parent
    if box is None or (box.start, box.end) != (quote.index, quote.index + 2):
        return False
    return len(context.blocks[quote.index + 1].text.split()) <= _NAME_WORDS


def _words_before_name(block: Block) -> str:
    """Return the folded words of a box that is a quotation and a name, each in its element."""
    element = block.node.element
    if len(element) != _QUOTE_AND_NAME or block.kind is not PARAGRAPH:
        return ""
    if (element.text or "").strip() or any((one.tail or "").strip() for one in element):
        return ""
    words, name = ("".join(one.itertext()) for one in element)
    is_name = 0 < len(name.split()) <= _NAME_WORDS
    return fold(words) if is_name and len(words) >= _QUOTE_LEAST else ""


def _is_set_as_quote(block: Block) -> bool:
    is_line = block.kind is PARAGRAPH and block.bold < len(block.text) / 2
    if block.node.flags & class_names.QUOTE:
        return True
    if _QUOTED.match(block.text) and (is_line or _is_sentence(block)):
        return True
    return any(one.tag in _QUOTE_TAGS for one in islice(block.node.ancestors(), 3))


def _is_sentence(block: Block) -> bool:
    """Return whether a quotation is a whole sentence, and longer than a sub-heading."""
    return weight(block.text) >= _QUOTED_ANYWHERE and block.text.endswith(_SENTENCE_ENDS)


def _is_boxed(context: RuleContext, block: Block) -> bool:
    """Return whether a line below the first paragraph is alone in an element, as no paragraph is.

    A standfirst, an item and a heading may say what the text says.
    """
    if block.kind is not PARAGRAPH or block.index <= context.facts.first or block.hrefs:
        return False
    if not context.body.in_body[block.index] or not _is_alone(block):
        return False
    nearby = range(block.index - _QUOTE_REACH, block.index + _QUOTE_REACH)
    others = (context.blocks[at] for at in context.facts.core if at in nearby and at != block.index)
    return not any(map(_is_alone, others))


def _is_alone(block: Block) -> bool:
    around = block.node.element.getparent()
    return around is not None and len(around) == 1 and not (around.text or "").strip()


def outlet_boilerplate(context: RuleContext) -> Removals:
    """Yield lines that many articles of the outlet show, whatever they say."""
    counts, articles = context.repeated.counts, context.repeated.articles
    if articles < _MIN_ARTICLES:
        return
    for block in context.judged:
        count = counts.get(context.folded[block.index][:300], 0)
        fewest = _MIN_ARTICLES_OF_PROSE if _is_of_prose(context, block) else _MIN_ARTICLES
        if (
            count >= fewest
            and count >= _SHARE * articles
            and len(block.text) <= _MAX_REPEATED_CHARS
        ):
            yield block.index, f"seen on {count} pages of this outlet"


def _is_of_prose(context: RuleContext, block: Block) -> bool:
    """Return whether a block is a sentence in the body that the classifier rates as content."""
    return (
        context.body.in_body[block.index]
        and context.content_probability[block.index] >= thresholds.KEEP
        and block.text.rstrip().endswith(_SENTENCE_ENDS)
        and len(block.words) >= _PROSE_WORDS
        and not block.hrefs
    )
