"""Decides which images in the body are the article's, not a list's, a share bar's or an icon.

An image goes with the text next to it: if that was stripped and was no caption, so is the image.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.dom import SHORT, node_of
from pipelines.extraction.lexicon import class_names
from pipelines.urls import plain_urls

_ICON = 48  # pixels: an image with a side this short is an icon
_BEGINNING = 2  # kept blocks: a standfirst, and the text's first
_CAPTION_WORDS = 3  # at least, of a line that nothing names a caption
_CARD = 15  # characters of link text beside an image: a teaser
_ALT_WORDS = 3  # of an alternative text that names what a picture shows
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_OFFER = re.compile(
    r"/(?:subscri|newsletter|sign-?up|register|donat|abo(?:nn|s?/|s?$))", re.IGNORECASE
)
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
# Ids of rules that strip lines next to which the article's lead image stands, too.
_OF_TEXT = _OF_PICTURES | {
    "date-line",
    "source-line",
    "header-line",
    "template-word",
    "share-bar",
    "classifier",
    "embed",
    "pull-quote",
    "tag-line",
    "rights-line",
    "outlet-boilerplate",
    "list-line",
}
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
        host: the page's host, without ``www.``.
    """

    def __init__(
        self,
        page: Blocks,
        taken: Mapping[int, str],
        roots: Collection[HtmlElement],
        host: str = "",
    ) -> None:
        self._nodes = page.by_element()
        self._taken = taken
        self._roots = roots
        self._host = host
        self._blocks = page.blocks
        self._count = len(page.blocks)
        kept = (at for at in range(self._count) if at not in taken)
        self._first_kept = frozenset(islice(kept, _BEGINNING))
        self._targets = {
            href
            for index, rule in taken.items()
            if rule not in _OF_PICTURES and page.blocks[index].links >= _CARD
            for href in page.blocks[index].hrefs
            if not href.startswith(("#", "javascript:"))
        }

    def is_own(self, image: HtmlElement) -> bool:
        """Return whether an image in the body is the article's."""
        if _is_icon(image) or _is_card(image) or _is_hidden(image) or self._leads_away(image):
            return False
        node = node_of(image, self._nodes)
        if node is not None and node.start == node.end and self._is_among_taken(node.start):
            return False
        for part in self._parts(node) if node else ():
            if part.start == part.end:
                # Editors name a picture's own figure a card, too.
                card = class_names.TEASER if part.tag == "figure" else 0
                if part.flags & _NO_PICTURES & ~card and not part.flags & class_names.BODY:
                    return False
                continue
            blocks = range(part.start, part.end)
            if not all(map(self._taken.__contains__, blocks)):
                return True
            if self._is_caption_above_text(part):
                return True
            return all(self._taken[index] in _OF_PICTURES for index in blocks)
        return True

    def _is_caption_above_text(self, part: Node) -> bool:
        """Return whether the only line beside a single image stands right above the text.

        Nothing but its place says that such a line is a caption.
        """
        line, following = self._blocks[part.start], part.end
        return (
            part.end - part.start == 1
            and not line.links
            and line.word_count >= _CAPTION_WORDS
            and len(list(islice(part.element.iter("img"), 2))) == 1
            and len(line.text) <= SHORT
            and self._taken[part.start] == "classifier"
            and following in self._first_kept
        )

    def _is_among_taken(self, at: int) -> bool:
        """Return whether the blocks before and after an image without text were both stripped.

        So it is of a list that prints its pictures beside its lines, not around them.
        """
        if not 0 < at < self._count:
            return False
        around = (self._taken.get(at - 1), self._taken.get(at))
        return all(one is not None and one not in _OF_TEXT for one in around)

    def _leads_away(self, image: HtmlElement) -> bool:
        """Return whether an image without a caption leads to a story of a list, or to a site.

        What leads to a site and is named by nothing is a button, a badge or a banner.
        """
        link = next(image.iterancestors("a"), None)
        if link is None or next(image.iterancestors("figure"), None) is not None:
            return False
        href = link.get("href") or ""
        if _PICTURE_FILE.search(href):
            return False
        if href in self._targets or _OFFER.search(href):
            return True
        is_named = len((image.get("alt") or "").split()) >= _ALT_WORDS
        return not is_named and href.startswith(("http:", "https:", "//")) and self._is_away(href)

    def _is_away(self, href: str) -> bool:
        """Return whether a URL is of another host than the page's."""
        try:
            host = plain_urls.split(href).netloc.removeprefix("www.")
        except ValueError:
            return False  # an invalid URL has no host
        own = self._host
        return bool(own and host) and host != own and not host.endswith(f".{own}")

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


def _is_hidden(image: HtmlElement) -> bool:
    """Return whether a reader never sees an image, as one that only counts readers.

    Slides of a gallery are hidden, too, until it is their turn; they are named.
    """
    is_loaded = image.get("data-src") is not None or (image.get("alt") or "").strip()
    return not is_loaded and _HIDDEN.search(image.get("style") or "") is not None


def _is_card(image: HtmlElement) -> bool:
    """Return whether an image is in a link with a headline: a teaser within the text."""
    link = next(image.iterancestors("a"), None)
    if link is None or _PICTURE_FILE.search(link.get("href") or ""):
        return False
    if next(link.iter("figcaption"), None) is not None:
        return False
    return len("".join(link.itertext()).strip()) >= _CARD
