"""Rules for captions, which belong to images, never to the text."""

from __future__ import annotations

import re
from itertools import islice

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_ENDS
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.pictures import credits, video_texts
from pipelines.items import CODE, HEADING, TABLE
from pipelines.text import clean, fold

_MAX_CAPTION_CHARS, _LONGEST_ABOVE = 700, 1_500  # anywhere; above the text
_PICTURE_FRAMES = frozenset(("table", "figure"))
_FRAMED_LONGEST = 300  # characters
_FRAMES = re.compile(
    r"(?<![a-z])(?:photo|image|img|pic(?:ture)?|figure|media|anh|hinh)(?![a-z])", re.I
)
_ALT_WORDS, _CREDIT_WORDS_MOST = 6, 5  # of an alternative text; of a credit behind it
_CREDITING_LIST = (
    "by photo photos foto fotos image picture credit credits courtesy source bild anh nguon von "
    "por par di via getty reuters afp ap"
)
_CREDITING = frozenset(_CREDITING_LIST.split())  # first words of a credit
# "Figure 3: ...", "Abb.: ..."; a sentence about a figure has no such mark after the number.
_FIGURE_LIST = (
    "figure|fig|figura|abbildung|abb|afbeelding|figur|ilustracja|rys|şekil|kuva|hình|gambar|rajah|"
    "рис|рисунок|мал|图|圖|図|그림|ภาพที่|รูปที่"
)
_FIGURE = re.compile(
    rf"(?:{_FIGURE_LIST})\.?\s*"
    r"(?:[:：]\s*\S|\d{1,3}[a-z]?\s*(?:[:：．]|\.(?!\d)|[–—-]\s|$))",
    re.I,
)
_FIGURE_WORDS = tuple(fold(word) for word in _FIGURE_LIST.split("|"))
_PICTURE = re.compile(r"(?:bild|photo|foto|image|picture|ảnh)\s*[:–—-]\s*\S", re.I)
_GALLERY, _SURE = 12, 0.5  # blocks named captions; the share of their text that may be sure
_CREDIT_LINE_LONGEST = 60  # characters
_WRAPPERS = 40  # elements within a line
_COMPARED = 12  # paragraphs of the text


def marked_captions(context: RuleContext) -> Removals:
    """Yield what the template marks as a caption: ``figcaption``, class names, the layout.

    And what it prints of a video.
    """
    yield from video_texts.video_texts(context)
    galleries = _galleries(context)
    for block in context.judged:
        around = context.body.ancestor_flags[block.node.index] & class_names.CAPTION
        by_layout = block.index in context.captions
        by_name = len(block.text) < _LONGEST_ABOVE and (around or _ends_as_caption(block))
        if by_name and len(block.text) >= _MAX_CAPTION_CHARS:
            by_name = block.tag == "figcaption" and block.index < context.facts.first
        if by_layout or (
            by_name
            and (
                context.content_probability[block.index] < thresholds.CAPTION
                or block.index in galleries
                or _in_caption(context, block.index)
            )
        ):
            yield block.index, "caption"


def _galleries(context: RuleContext) -> frozenset[int]:
    """Return the blocks named captions below a text, if they are many and most are in doubt.

    The texts of a gallery's pictures go together: some read like paragraphs.
    """
    bits, likely = context.body.ancestor_flags, context.content_probability
    named, beside = [], 0
    for block in context.blocks:
        if bits[block.node.index] & class_names.CAPTION:
            named.append(block)
        elif likely[block.index] >= thresholds.CAPTION:
            beside += len(block.text)
            named = []  # the text goes on below them
    if len(named) < _GALLERY:
        return frozenset()
    sure = sum(len(one.text) for one in named if likely[one.index] >= thresholds.CAPTION)
    is_gallery = sure <= _SURE * min(text_length(named), beside)
    return frozenset(one.index for one in named) if is_gallery else frozenset()


def _ends_as_caption(block: Block) -> bool:
    """Return whether an inline element of a caption's name holds the end of a line, or most of it.

    At the beginning of a long line such an element is a dateline.
    """
    if not block.flags & class_names.CAPTION:
        return False
    inner = islice(block.node.element.iterdescendants(), _WRAPPERS)
    wrappers = (
        inner_text(one)
        for one in inner
        if isinstance(one.tag, str)
        and class_names.flags_from_names(one.get("class") or "") & class_names.CAPTION
    )
    return any(
        text and (block.text.endswith(text) or 2 * len(text) > len(block.text)) for text in wrappers
    )


def _in_caption(context: RuleContext, index: int) -> bool:
    return any(node.tag == "figcaption" for node in context.blocks[index].node.ancestors())


def alt_text_duplicates(context: RuleContext) -> Removals:
    """Yield lines that repeat an image's alternative text, right below one with a credit, too.

    An image below a sub-heading often has its words as alternative text, so headings stay, and
    lines that the classifier is sure of.
    """
    alts = context.facts.alts
    if not alts:
        return
    for block in context.judged:
        if block.kind is HEADING:
            continue
        if block.index in context.page.image_before and _begins_with_alt(block, alts):
            yield block.index, "caption: the image's own text and a credit"
        if context.content_probability[block.index] >= thresholds.CAPTION:
            continue
        text = context.folded[block.index]
        if len(text) > 15 and text in alts and text != context.facts.title:
            yield block.index, "caption: the image's own text"


def _begins_with_alt(block: Block, alts: set[str]) -> bool:
    """Return whether a line is an alternative text and a credit: ``By Lan Vien``."""
    words = block.words
    ends = range(max(_ALT_WORDS, len(words) - _CREDIT_WORDS_MOST), len(words))
    return any(words[end] in _CREDITING and " ".join(words[:end]) in alts for end in ends)


def figure_labels(context: RuleContext) -> Removals:
    """Yield lines that begin with a figure's label, and below an image those with a picture's."""
    for block in context.judged:
        if block.kind in (TABLE, CODE) or len(block.text) > _MAX_CAPTION_CHARS:
            continue
        is_figure = block.folded.startswith(_FIGURE_WORDS) and _FIGURE.match(block.text)
        if is_figure or (block.index in context.page.image_before and _PICTURE.match(block.text)):
            yield block.index, "caption"


def framed_captions(context: RuleContext) -> Removals:
    """Yield lines in an image's frame: a table of an image and a line, a box named photo.

    And lines right below an image that end by naming its source.
    """
    for block in context.judged:
        if block.index not in context.page.image_before:
            if _is_below_figcaption(context, block):
                yield block.index, "caption"
            continue
        if len(block.text) >= _FRAMED_LONGEST or block.kind is TABLE:
            continue
        if credits.ends_below_image(block) or _is_framed(block, context):
            yield block.index, "caption"


def _is_below_figcaption(context: RuleContext, block: Block) -> bool:
    """Return whether a short line stands below the caption of its figure: who took the picture."""
    if not block.index or context.blocks[block.index - 1].tag != "figcaption":
        return False
    if len(block.text) > _CREDIT_LINE_LONGEST or block.text.endswith(SENTENCE_ENDS):
        return False
    around = islice(block.node.ancestors(), 4)
    return any(one.tag == "figure" and one.start < block.index for one in around)


def is_picture_box(node: Node) -> bool:
    """Return whether an element is named after a picture, and holds one and a line of text."""
    is_line = node.end - node.start == 1
    return is_line and bool(_FRAMES.search(node.names)) and _holds_picture(node)


def _is_framed(block: Block, context: RuleContext) -> bool:
    node = block.node
    if node.tag == "figcaption" and not node.flags & class_names.CAPTION:
        return False  # the story is told in them
    if is_picture_box(node) or block.index in context.page.captions:
        return True
    if _is_small(node):
        one = node if _holds_picture(node) else node.parent
        if one is not None and one.end - one.start == 1 and _holds_picture(one):
            return not _is_text_small(context)
    frame = next((one for one in islice(node.ancestors(), 5) if one.tag in _PICTURE_FRAMES), None)
    return frame is not None and frame.end - frame.start == 1 and _holds_picture(frame)


def _is_small(node: Node) -> bool:
    """Return whether an element's text is all in small print."""
    inner = node.element if node.tag == "small" else node.element.find("small")
    return inner is not None and clean(inner.text_content()) == clean(node.element.text_content())


def _is_text_small(context: RuleContext) -> bool:
    """Return whether a paragraph without a picture is in small print, too."""
    core = islice(context.facts.core, _COMPARED)
    others = (at for at in core if at not in context.page.image_before)
    return any(_is_small(context.blocks[at].node) for at in others)


def _holds_picture(node: Node) -> bool:
    return next(node.element.iter("img", "amp-img"), None) is not None
