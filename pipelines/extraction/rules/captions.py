"""Captions and credits: they belong to images, never to the text."""

from __future__ import annotations

import re

from pipelines.extraction import marks, signs
from pipelines.extraction.rules.scene import Scene, Verdicts
from pipelines.items import BlockKind
from pipelines.text import fold

_LONGEST = 700
_SURE = 0.8  # the learned witness is this sure that the article tells a line
_CREDIT_REACH = 120  # characters from the end; no credit is longer
_FOLDED_REACH = 200  # folded characters that hold the same end
_CREDIT_MARKS = re.compile(r"[:—–-]")  # every credit of a pattern has one
_CREDIT_WORDS = ("photo", "source", "image", "picture", "foto", "anh", "credit")  # folded
_CREDIT_END = re.compile(
    r"[(\[](?:photo|source|image|picture|foto|ảnh|crédit|credit)s?\s*:[^()\[\]]{2,60}[)\]]\.?$"
    r"|(?:[-–—.]\s*|^)(?:photo|ảnh|foto)\s*:\s*\S.{0,40}$"
    r"|\s[—–-]\s+(?:VNA|VNS|VNA/VNS)\s+photo\b.{0,40}$"
    r"|\s[—–-]\s+photo (?:courtesy of|by|from)\b.{0,60}$"
    r"|^(?:photo|image) credits?\s*:\s*©[^!?]{2,90}$",
    re.I,
)
_AGENCY_LIST = "getty images,reuters,afp,epa,xinhua,bloomberg,shutterstock,istock,alamy,dpa"
_AGENCIES = frozenset(_AGENCY_LIST.split(","))
_CREDIT_LINE_LONGEST = 60  # characters


def marked(scene: Scene) -> Verdicts:
    """What the template marks as a caption: ``figcaption``, class names, the layout."""
    for block in scene.blocks:
        bits = scene.body.within[block.node.index] | block.signs
        by_layout = block.index in scene.captions
        by_name = bits & signs.CAPTION and len(block.text) < _LONGEST
        if by_layout or (
            by_name and (scene.likely[block.index] < 0.8 or _in_caption(scene, block.index))
        ):
            yield block.index, "caption"


def _in_caption(scene: Scene, index: int) -> bool:
    return any(node.tag == "figcaption" for node in scene.blocks[index].node.ancestors())


def twins(scene: Scene) -> Verdicts:
    """A line that says what an image's alternative text says.

    A picture below a sub-heading often bears its words, so headings stay, and surely told lines.
    """
    alts = scene.numbers.alts
    if not alts:
        return
    for block in scene.blocks:
        if block.kind is BlockKind.HEADING or scene.likely[block.index] >= _SURE:
            continue
        text = scene.folded[block.index]
        if len(text) > 15 and text in alts and text != scene.numbers.title:
            yield block.index, "caption: the image's own text"


def credited(scene: Scene) -> Verdicts:
    """A line that is or ends in a picture credit: ``(Photo: VNA)``, ``Getty Images / Lan Vien``."""
    for block in scene.blocks:
        size = len(block.text)
        if block.kind is not BlockKind.PARAGRAPH or size >= _LONGEST:
            continue
        if size < _CREDIT_LINE_LONGEST and "/" in block.text and _is_credit(block.text):
            yield block.index, "caption"
            continue
        start = max(0, size - _CREDIT_REACH)
        if not _CREDIT_MARKS.search(block.text, start):
            continue
        if not any(map(block.folded[-_FOLDED_REACH:].__contains__, _CREDIT_WORDS)):
            continue  # the pattern is slow, and few paragraphs hold one of its words
        if _CREDIT_END.search(block.text, start):
            yield block.index, "caption"


def _is_credit(text: str) -> bool:
    """Whether a line is a photographer and an agency; two agencies sign a story."""
    parts = [part.strip() for part in text.split("/")]
    theirs = [fold(part) in _AGENCIES for part in parts]
    return len(parts) == 2 and any(theirs) and not all(map(marks.is_agency, parts))
