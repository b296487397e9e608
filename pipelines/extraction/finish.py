"""From kept blocks to the article's text: lead apart, end mark off, dateline and agency read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction import marks
from pipelines.extraction.blocks import Block
from pipelines.extraction.rules.scene import Scene
from pipelines.items import BlockKind, BodyBlock, Stripped
from pipelines.text import fold

_LEAD_PLACE = 3  # the lead is one of the first blocks, or it is a paragraph like others


@dataclass(frozen=True, slots=True)
class Text:
    """The article's text.

    Attributes:
        lead: standfirst, or None.
        body: what follows it.
        dateline, agency: as ``marks`` reads them.
        stripped: end marks that were cut off.
    """

    lead: str | None
    body: tuple[BodyBlock, ...]
    dateline: str | None
    agency: str | None
    stripped: tuple[Stripped, ...]


def finish(scene: Scene, kept: Sequence[Block], lead: str | None) -> Text:
    """Return the text of the kept blocks; ``lead`` is what the page's metadata says it is."""
    blocks = list(kept)
    stripped: list[Stripped] = []
    agency = None
    tail: str | None = None
    while blocks and agency is None and tail is None:
        last = blocks[-1]
        end = None if last.kind in _NO_MARK else marks.end(last.text, scene.marks)
        if end is None or (not end.text and not _whole_mark(end, scene)):
            break
        stripped.append(Stripped("end mark", end.mark.strip(), last.index))
        agency = end.agency
        if end.text:
            tail = end.text.rstrip()
        else:
            blocks.pop()
    lead_text, blocks = _lead(blocks, lead)
    body = [BodyBlock(block.text, block.kind) for block in blocks]
    if tail and body:
        body[-1] = BodyBlock(tail, body[-1].kind)
    dateline, wire = _dateline(lead_text, body)
    return Text(lead_text, tuple(body), dateline, agency or wire, tuple(reversed(stripped)))


_NO_MARK = (BlockKind.CODE, BlockKind.TABLE, BlockKind.HEADING)


def _whole_mark(end: marks.End, scene: Scene) -> bool:
    """A last line that is an agency or ``./.``; bylines are told apart elsewhere."""
    return bool(end.agency) or end.mark.strip() in ("./.", "/.") or bool(end.authors)


def _lead(blocks: list[Block], lead: str | None) -> tuple[str | None, list[Block]]:
    """Take the lead out of the blocks, each time the page prints it; it must be printed."""
    if not lead:
        return None, blocks
    wanted = fold(lead)
    found = [block for block in blocks[:_LEAD_PLACE] if fold(block.text) == wanted]
    if not found or len(found) == len(blocks):
        return None, blocks
    taken = {block.index for block in found}
    return found[0].text, [block for block in blocks if block.index not in taken]


def _dateline(lead: str | None, body: Sequence[BodyBlock]) -> tuple[str | None, str | None]:
    for text in ([lead] if lead else []) + [block.text for block in body[:2]]:
        line = marks.dateline(text)
        if line is not None:
            return line.place, line.agency
    return None, None
