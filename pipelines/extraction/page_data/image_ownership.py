"""Decides which images in the body are the article's, not a list's, a share bar's or an icon.

An image goes with the text next to it: if that was stripped and was no caption, so is the image.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.dom import node_of
from pipelines.extraction.lexicon import class_names

_ICON = 48  # pixels: an image with a side this short is an icon
_CARD = 15  # characters of link text beside an image: a teaser
_PIXELS = re.compile(r"^\s*(\d+)\s*(?:px)?\s*$")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.I)
# Ids of rules that strip an image's own line, or a copy of other text of the article.
_OF_PICTURES = frozenset(
    (
        "caption",
        "caption-frame",
        "caption-alt-text",
        "caption-italic",
        "picture-credit",
        "repeated-headline",
        "repeated-paragraph",
    )
)
_NO_PICTURES = (
    class_names.NAV
    | class_names.SHARE
    | class_names.RELATED
    | class_names.COMMENT
    | class_names.AD
    | class_names.PROMPT
    | class_names.FOOTER
    | class_names.TEASER
    | class_names.FORM
    | class_names.AUTHOR
    | class_names.BIO
    | class_names.TAGS
)


class ImageOwnership:
    """The page's parts, and which of their text was stripped.

    Args:
        page: blocks and nodes.
        taken: index of a block to the id of the rule that stripped it.
        roots: the elements that contain the article.
    """

    def __init__(
        self, page: Blocks, taken: Mapping[int, str], roots: Collection[HtmlElement]
    ) -> None:
        self._nodes = page.by_element()
        self._taken = taken
        self._roots = roots

    def is_own(self, image: HtmlElement) -> bool:
        """Return whether an image in the body is the article's."""
        if _is_icon(image) or _is_card(image):
            return False
        node = node_of(image, self._nodes)
        for part in self._parts(node) if node else ():
            if part.start == part.end:
                if part.flags & _NO_PICTURES and not part.flags & class_names.BODY:
                    return False
                continue
            removals = [self._taken.get(index) for index in range(part.start, part.end)]
            if None in removals:
                return True
            return all(one in _OF_PICTURES for one in removals)
        return True

    def _parts(self, node: Node) -> Iterator[Node]:
        """Yield the image's element and its ancestors, up to the article's own."""
        for one in node.ancestors():
            if one.element in self._roots or one.tag in ("body", "html"):
                return
            yield one


def _is_icon(image: HtmlElement) -> bool:
    for side in ("width", "height"):
        match = _PIXELS.match(image.get(side) or "")
        if match and int(match[1]) < _ICON:
            return True
    return False


def _is_card(image: HtmlElement) -> bool:
    """Return whether an image is in a link with a headline: a teaser within the text."""
    link = next(image.iterancestors("a"), None)
    if link is None or _PICTURE_FILE.search(link.get("href") or ""):
        return False
    if next(link.iter("figcaption"), None) is not None:
        return False
    return len("".join(link.itertext()).strip()) >= _CARD
