"""Titles and descriptions of videos and recordings that a template inserts into the text.

They read like the text, and often share its subject. Their elements are named after both: a video,
and a part of what is printed of it (``video-title``, ``detail-text`` in ``videoDetails``). Or they
hold the player, with a few words and its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.overlays import is_small, with_text_around
from pipelines.items import PARAGRAPH

_VIDEO = frozenset(("video", "videos", "jwplayer", "brightcove"))
_PARTS_LIST = (
    "title titles text txt desc description detail details heading headings headline caption "
    "summary"
)
_PARTS = frozenset(_PARTS_LIST.split())
_WORD = re.compile(r"[A-Z]?[a-z]+")
_NAMED = re.compile("|".join((*_VIDEO, "media[-_]?info")))  # in lower case
_NAMES_LONGEST = 300  # characters
_MAX_BLOCKS = 4  # of such a box
_ABOVE = 2  # elements around a line that are looked at
_PLAYERS = ("video", "audio")
_MOST_PLAYERS = 20  # of a body that are examined
_BESIDE_PLAYER = 120  # characters
_SHARE = 0.2  # of the body's prose: on a video's own page the description is the text


def video_texts(context: RuleContext) -> Removals:
    """Yield lines in a small box of a video's name, unless the classifier is sure of them.

    And those in a box that holds a player.
    """
    for box in _with_players(context):
        for index in range(box.start, box.end):
            yield index, "title or length of a recording"
    written = {node.names for node in context.page.nodes}  # a page repeats its names
    telling = {names for names in written if names and _NAMED.search(names.lower())}
    for box in [node for node in context.page.nodes if node.names in telling] if telling else ():
        if not _is_of_video(box) or not _is_beside(context, box):
            continue
        for block in context.blocks[box.start : box.end]:
            is_near = any(node is box for node in islice(block.node.ancestors(), _ABOVE))
            if is_near and context.content_probability[block.index] < thresholds.CAPTION:
                yield block.index, "title or description of a video"


def _with_players(context: RuleContext) -> Iterator[Node]:
    """Yield the boxes in the body that hold a player and a few words, none of them a sentence."""
    for _, box in with_text_around(context, _PLAYERS, _MOST_PLAYERS):
        if not is_small(context, box) or box.kind is not PARAGRAPH:
            continue
        lines = context.blocks[box.start : box.end]
        if text_length(lines) <= _BESIDE_PLAYER and not any(map(_is_own, lines)):
            yield box


def _is_own(line: Block) -> bool:
    return line.kind is not PARAGRAPH or line.text.endswith(SENTENCE_ENDS)


def _is_of_video(box: Node) -> bool:
    names = (box.element.get("class") or "")[:_NAMES_LONGEST].split()
    return 0 < box.end - box.start <= _MAX_BLOCKS and any(map(_is_video_part, names))


def _is_video_part(name: str) -> bool:
    """Return whether a name is of a video first, and then of a part: ``c-inlineVideo_txt``."""
    words = [word.lower() for word in _WORD.findall(name)]
    if ("media", "info") in pairwise(words):
        return True  # of German broadcasters
    at = next((at for at, word in enumerate(words) if word in _VIDEO), None)
    return at is not None and not _PARTS.isdisjoint(words[at + 1 :])


def _is_beside(context: RuleContext, box: Node) -> bool:
    facts = context.facts
    return facts.own_between(box.start, box.end) <= _SHARE * facts.own_between(0)
