"""Recognises pages of pictures, video, audio or a graphic, with no text but a caption.

The section, the address or the headline names the medium. A headline may also begin with the word
and tell (``Video shows bear at school gate``): then a sentence without the medium is a brief. Below
a graphic two sentences are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.page_data import caption_credits
from pipelines.extraction.page_data.site_names import address_path
from pipelines.extraction.page_data.structured_data import types
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.page_kinds.unknown_site import tells
from pipelines.items import HEADING
from pipelines.text import fold

_MEDIA = (
    (
        "photo page",
        re.compile(
            r"^(?:in )?(?:photos?|pictures?|photo (?:gallery|essay|story)|gallery|anh)\b"
            r"|^(?:hinh|chum) anh\b"
        ),
        re.compile(r"/(?:photos?|galler(?:y|ies)|pictures|anh)[/-]"),
    ),
    (
        "infographic page",
        re.compile(r"^(?:infographics?|graphics?)\b"),
        re.compile(r"/infographics?[/-]"),
    ),
    (
        "video page",
        re.compile(r"^(?:videos?|watch|clip)\b"),
        re.compile(r"/(?:videos?|watch|clips?)[/-]"),
    ),
    (
        "podcast page",
        re.compile(r"^(?:podcasts?|listen|audio)\b"),
        re.compile(r"/(?:podcasts?|audio)[/-]"),
    ),
)
_MEDIA_TYPES = {
    "videoobject": "video page",
    "imagegallery": "photo page",
    "mediagallery": "photo page",
    "audioobject": "podcast page",
    "podcastepisode": "podcast page",
}
_GRAPHIC = "infographic page"
_BRIEF_SENTENCES = 2  # below a graphic
_SHOTS = 3  # captions of a page of pictures
# A label is set off: "Video: Bear at school gate", "[Photo] Bears", "Bears (video)".
_LABELLED = re.compile(
    r"^[\[(]?\s?\w+(?:\s(?:gallery|essay|story|page))?\s?(?:[\])]|[:|/]|\s[-–—]\s)|^\W*\w+\W*$"
)
_PLAYERS = re.compile(r"youtu|vimeo|dailymotion|player|video|audio|podcast|spotify|soundcloud")
_MOST_FRAMES = 40


def media_page(case: PageEvidence, names: Sequence[str], kept: Sequence[Block]) -> str | None:
    """Return the type of a page of pictures, video or audio."""
    prose = [block for block in kept if not caption_credits.is_caption(block.text)]
    path = f"{address_path(case.page.url)}/"
    section = fold(case.metadata.section or "")
    for reason, title, address in _MEDIA:
        placed = bool(title.search(section)) or bool(address.search(path))
        if not (placed or any(title.search(name) for name in names)):
            continue
        in_section = bool(title.search(section) or address.search(_directory(path)))
        told = _tells(case, reason, prose, in_section=in_section)
        if (case.page.outlet or len(prose) <= 2) and not told:
            return reason
    kinds = {
        kind for node in (*case.stated.ld_nodes, *case.stated.ld_articles) for kind in types(node)
    }
    for kind, reason in _MEDIA_TYPES.items():
        if kind in kinds and len(prose) <= 1:
            return reason
    if (case.stated.first("og:type") or "").startswith("video") and len(prose) <= 1:
        return "video page"
    captions = sum(1 for block in case.blocks if _is_caption(block))
    return "photo page" if captions >= _SHOTS and not prose else None


def _directory(path: str) -> str:
    """Return a path without its last segment, the page's own name."""
    return path.rstrip("/").rpartition("/")[0] + "/"


def _tells(case: PageEvidence, reason: str, prose: Sequence[Block], *, in_section: bool) -> bool:
    """Return whether a page that names a medium tells a story beside it or without it."""
    told = [one for one in prose if one.kind is not HEADING and tells(one.text)]
    if reason == _GRAPHIC:
        lead = fold(case.lead or "")
        return sum(one.folded != lead for one in told) >= _BRIEF_SENTENCES
    if not told or in_section or _LABELLED.match(case.metadata.title):
        return False
    if sum(map(_is_caption, case.blocks)) >= _SHOTS or not case.blocks:
        return False
    root = list(case.blocks[0].node.ancestors())[-1].element
    frames = list(islice(root.iter("video", "audio", "iframe"), _MOST_FRAMES))
    return not any(one.tag != "iframe" or _PLAYERS.search(one.get("src") or "") for one in frames)


def _is_caption(block: Block) -> bool:
    marked = (block.flags | block.node.flags) & class_names.CAPTION
    return bool(marked) or (len(block.text) < 300 and caption_credits.is_caption(block.text))
