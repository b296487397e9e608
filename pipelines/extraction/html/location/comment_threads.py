"""Finds the readers' comments below an article, which may be far more prose than the article.

A label or a class name says where they may be; their form and the headline say whether they are:
a name or a time stands between the texts, and the words of the headline are above them. Templates
give such names to elements with the article, too, and articles have sections of that label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from pipelines.extraction.dates import line_days
from pipelines.extraction.html.blocks import Block, Blocks, Node, element_around
from pipelines.extraction.html.location import how_long_ago
from pipelines.extraction.html.location.subject_words import block_stems, subject_stems
from pipelines.extraction.lexicon import class_names, phrases
from pipelines.items import HEADING
from pipelines.text import fold

_MIN_ARTICLE = 200  # characters of prose above
_MIN_TEXTS = 3  # comments where only a class name says so
_MIN_SIGNED = 2  # comments that are known by names and days
_LINED = 0.34  # of the texts stand below a line; a comment may have several paragraphs
_LINE = 60  # characters of a name or a time
_MIN_HEADLINE_SHARE = 0.3  # of the headline's words, in the article above
_HALF = 0.5
_COUNTED = re.compile(  # folded
    r"\d{1,6} (?:reader )?(?:(?:comments?|responses?|replies|thoughts)(?: (?:on|to) .{1,200})?|"
    r"binh luan|phan hoi|y kien|commentaires?|reactions?|kommentare?|antworten|comentarios?|"
    r"respuestas?|komentar|reacties|kommentarer|commenti|komentarzy|komentarz|kommentariev|"
    r"комментари\w{0,3})$"
)
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_JOINS = re.compile(r"(?:join the (?:conversation|discussion)|readers? comments|your comments)$")
_NAMED = re.compile(r"[^\s.!?:]{1,20}(?: [^\s.!?:]{1,20}){0,3}:\s")  # "Ann Lee: Why not?"
_ANSWERS_LIST = (
    "reply|responder|répondre|antworten|rispondi|odpowiedz|balas|ответить|trả lời|返信|回复|答复"
)
_ANSWERS = frozenset(map(fold, _ANSWERS_LIST.split("|")))
_NAME_WORDS, _NAME_LONGEST = 4, 40  # of a reader's name
_UNIT = 8  # blocks of one comment
_QUOTED = ("“", '"', "«", "„", "「", "‘")


def find(page: Blocks, prose: Sequence[float], headline: str) -> frozenset[int]:
    """Return the indices of all blocks of comment threads, with their labels.

    Args:
        page: its blocks and elements.
        prose: running text of each block, in characters.
        headline: the headline as stated in the page's ``<head>``, folded.
    """
    heads = [block.folded for block in page.blocks if block.node.tag == "h1"]
    wanted = subject_stems(" ".join((headline, *heads)).split())
    if not wanted:
        return frozenset()
    found: set[int] = set()
    for part in _labelled(page):
        if _is_thread(page, prose, part, wanted, least=1):
            found.update(part)
    for part in (*_signed(page, found), *_counted(page, found), *_answered(page, found)):
        if _is_thread(page, prose, part, wanted, least=1):
            found.update(part)
    for part in _timed(page, found):
        if _is_thread(page, prose, part, wanted, least=1):
            found.update(part)
    named = [index for index in _named(page) if index not in found]
    if named and _is_thread(page, prose, named, wanted, least=_MIN_TEXTS):
        found.update(named)
    return frozenset(found)


def _labelled(page: Blocks) -> Iterator[range]:
    """Yield the blocks from each label to the end of its box, or to the next heading."""
    end = 0
    for block in page.blocks:
        if block.index < end or not _is_label(block):
            continue
        node = element_around(block)
        end = node.end if node.start == block.index else _section_end(page, block, node)
        yield range(block.index, end)


def _section_end(page: Blocks, label: Block, around: Node) -> int:
    below = page.blocks[label.index + 1 : around.end]
    return next((one.index for one in below if one.kind is HEADING), around.end)


def _is_label(block: Block) -> bool:
    if block.hrefs and block.kind is not HEADING:
        return False  # a button
    if block.label is not None and block.label[0] is phrases.LabelKind.COMMENTS:
        return True
    folded = block.folded
    return bool(_COUNTED.match(folded) if folded[:1].isdigit() else _JOINS.match(folded))


def _signed(page: Blocks, known: Collection[int]) -> Iterator[range]:
    """Yield neighbouring boxes of one form, each of a line of a marked name and a day, and prose.

    Of such lines a page has few, and the article's own has no neighbour.
    """
    boxes: dict[tuple[Node, str, str], list[Node]] = {}
    for block in page.blocks:
        if not (block.flags | block.node.flags) & class_names.AUTHOR or block.index in known:
            continue
        box = block.node if block.node.end > block.index + 1 else block.node.parent
        if box is None or box.parent is None or box.start != block.index:
            continue
        is_dated = _is_line(block) and any(map(str.isdigit, block.text))
        if is_dated and block.index + 1 < box.end:
            boxes.setdefault((box.parent, box.tag, box.names), []).append(box)
    for same in boxes.values():
        if len(same) >= _MIN_SIGNED:
            above = page.blocks[same[0].start - 1] if same[0].start else None
            is_label = above is not None and above.kind is HEADING
            yield range(same[0].start - is_label, same[-1].end)


def _counted(page: Blocks, known: Collection[int]) -> Iterator[range]:
    """Yield the blocks below each heading that counts the marked names and days below it.

    This is how ``2 readers say`` stands above as many, in any words.
    """
    for block in page.blocks:
        if block.kind is not HEADING or not _is_short(block) or block.index in known:
            continue
        number = _NUMBER.search(block.text)
        if number is None or int(number[0]) < _MIN_SIGNED:
            continue
        end = _section_end(page, block, element_around(block))
        below = page.blocks[block.index + 1 : end]
        lines = [line for line, text in pairwise(below) if _is_signed(line) > _is_signed(text)]
        if len(lines) == int(number[0]):
            yield range(block.index, end)


def _answered(page: Blocks, known: Collection[int]) -> Iterator[range]:
    """Yield neighbouring boxes of one form, each of which ends in a button to answer its text."""
    boxes: dict[tuple[int, str], list[Node]] = {}
    for block in page.blocks:
        if block.folded not in _ANSWERS or block.index in known:
            continue
        box = block.node
        for node in block.node.ancestors():
            if node.end != block.index + 1:
                break
            box = node
        if box.parent is not None and box.end - box.start > 1:
            boxes.setdefault((box.parent.index, box.tag), []).append(box)
    for same in boxes.values():
        if len(same) >= _MIN_SIGNED:
            yield range(same[0].start, same[-1].end)


def _is_signed(block: Block) -> bool:
    is_marked = (block.flags | block.node.flags) & class_names.AUTHOR
    return bool(is_marked) and _is_line(block) and line_days.names_day(block.text)


def _timed(page: Blocks, known: Collection[int]) -> Iterator[range]:
    """Yield neighbouring boxes of one form, each of a name, how long ago, and a text.

    The entries of a live report have a time and a headline, but no name.
    """
    lines = [one for one in page.blocks if len(one.text) <= _LINE and one.index not in known]
    if not how_long_ago.may_be_in(one.folded for one in lines):
        return
    times = [one for one in lines if _is_said_ago(page, one)]
    if len(times) < _MIN_SIGNED:
        return
    at = {block.index for block in times}
    units: dict[tuple[int, str], list[range]] = {}
    for block in times:
        box = block.node
        for node in block.node.ancestors():
            indexes = range(node.start, node.end)
            if len(indexes) > _UNIT or len(at.intersection(indexes)) > 1:
                break
            box = node
        if box.parent is not None:
            # A list of terms has no box for each: the text is the next element.
            end = max(box.end, block.index + 2)
            units.setdefault((box.parent.index, box.tag), []).append(range(box.start, end))
    for same in units.values():
        if len(same) >= _MIN_SIGNED:
            yield range(same[0].start, min(same[-1].stop, len(page.blocks)))


def _is_said_ago(page: Blocks, block: Block) -> bool:
    """Return whether a line is how long ago, beside a name or below one."""
    if block.kind is HEADING:
        return False
    found = how_long_ago.find(block.folded)
    if found is None:
        return False
    beside = f"{block.folded[: found.start()]} {block.folded[found.end() :]}".strip(" ·•|,-–—()")
    if not beside and block.index:
        above = page.blocks[block.index - 1]
        beside = "" if above.kind is HEADING else above.text
    return 0 < len(beside) <= _NAME_LONGEST and len(beside.split()) <= _NAME_WORDS


def _named(page: Blocks) -> Iterator[int]:
    """Yield the blocks of the outermost elements named as comments."""
    end = 0
    for node in page.named:
        if node.flags & class_names.COMMENT and node.start >= end:
            yield from range(node.start, node.end)
            end = node.end


def _is_thread(
    page: Blocks, prose: Sequence[float], part: Sequence[int], wanted: set[str], *, least: int
) -> bool:
    """Return whether a part of the page has the form of comments and an article above it."""
    blocks = [page.blocks[index] for index in part]
    texts = [block for block in blocks if prose[block.index]]
    if len(texts) < least:
        return False
    if sum(block.text.startswith(_QUOTED) for block in texts) >= _HALF * len(texts):
        return False  # what people said, in an article
    below_lines = sum(
        bool(prose[block.index]) and _is_line(above) for above, block in pairwise(blocks)
    )
    if below_lines < _LINED * len(texts) and not all(_NAMED.match(one.text) for one in texts):
        return False
    above = range(part[0])
    if sum(prose[index] for index in above) < _MIN_ARTICLE:
        return False
    share = _share(wanted, (page.blocks[index] for index in above if prose[index]))
    enough = 0.0 if _are_timed(blocks) else _MIN_HEADLINE_SHARE
    return share >= enough and share >= _share(wanted, texts)


def _are_timed(blocks: Sequence[Block]) -> bool:
    """Return whether lines say how long ago: of an interview the headline tells little."""
    lines = [one.folded for one in blocks if _is_line(one)]
    return sum(how_long_ago.find(one) is not None for one in lines) >= _MIN_SIGNED


def _is_line(block: Block) -> bool:
    return block.kind is not HEADING and _is_short(block)


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LINE


def _share(wanted: set[str], blocks: Iterable[Block]) -> float:
    """Return the share of the headline's stems that the blocks have."""
    return len(wanted & block_stems(blocks)) / len(wanted)
