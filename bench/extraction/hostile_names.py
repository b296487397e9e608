"""Rewrites pages so that class names mislead, or tell nothing; a reader sees the same article.

A page's paragraphs are moved into elements named ``paywall``, ``share-text``, ``hidden`` and the
like: the body as a whole, its second part, chunk by chunk, paragraph by paragraph. Or all elements
lose their names. The trees are trained on such pages beside the real ones, so that a name stays a
hint, and the confidence is fitted on them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from pipelines.extraction.lexicon import class_names

Attributes = dict[str, str]
_ENDINGS = ("", "-text", "-content", "-body", "-wrapper", "-article")
_FRONTS = ("", "js-", "is-", "c-", "article-")
_STATED: tuple[Attributes, ...] = (
    {"hidden": ""},
    {"aria-hidden": "true"},
    {"style": "display:none"},
    {"role": "complementary"},
    {"role": "dialog"},
    {"role": "navigation"},
    {"role": "contentinfo"},
    {"data-component": "paywall"},
    {"data-testid": "subscribe-wall"},
)
_STATED_SHARE = 0.2
_AS_ID = 0.2
_FEWEST = 5  # paragraphs
_FEWEST_ELEMENTS = 5  # of text, in a page that is rewritten
_CHUNK = 4  # paragraphs
_NAMING = re.compile(r"class$|id$|role$|itemprop$|itemtype$|data-")
_NO_FRAME = ("html", "tr", "tbody", "table", "ul", "ol")  # elements that take no other children
# Such names mark comments, other articles and menus more often than an article.
_MISLEADING = (
    class_names.SHARE
    | class_names.AD
    | class_names.PROMPT
    | class_names.HIDDEN
    | class_names.SIDEBAR
    | class_names.FORM
    | class_names.EMBED
    | class_names.NOTICE
    | class_names.MEDIA
)
_WORDS = [
    word for bit, line in class_names._WORDS.items() if bit & _MISLEADING for word in line.split()
]


def attributes(source: random.Random) -> Attributes:
    """Return a misleading name for an element."""
    if source.random() < _STATED_SHARE:
        return dict(source.choice(_STATED))
    name = source.choice(_FRONTS) + source.choice(_WORDS) + source.choice(_ENDINGS)
    return {"id" if source.random() < _AS_ID else "class": name}


def around(elements: Sequence[HtmlElement]) -> HtmlElement:
    """Return the innermost element that contains all of these."""
    ways = [[element, *element.iterancestors()][::-1] for element in elements]
    depth = 0
    while all(len(way) > depth for way in ways) and len({way[depth] for way in ways}) == 1:
        depth += 1
    return ways[0][depth - 1]


def wrapped(elements: Sequence[HtmlElement], called: Attributes, tag: str = "div") -> HtmlElement:
    """Wrap siblings in a new element, and return it."""
    parent = elements[0].getparent()
    new: Any = etree.Element(tag, called)
    parent.insert(parent.index(elements[0]), new)
    for element in elements:
        new.append(element)
    return new


def _parts(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the children of the body from the first to the last with text."""
    holds = {one for element in elements for one in (element, *element.iterancestors())}
    children = [child for child in around(elements) if isinstance(child.tag, str)]
    places = [place for place, child in enumerate(children) if child in holds]
    return children[places[0] : places[-1] + 1] if places else []


def _paragraphs(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    return [element for element in elements if element.tag == "p"]


def whole(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Wrap the body as a whole."""
    parts = _parts(elements)
    if parts and around(elements).tag not in _NO_FRAME:
        wrapped(parts, attributes(source))


def rest(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Wrap what follows the first paragraphs, as paywalled pages do."""
    parts = _parts(elements)
    first = source.randint(1, max(1, len(parts) * 2 // 3))
    if len(parts) >= _FEWEST and around(elements).tag not in _NO_FRAME:
        wrapped(parts[first:], attributes(source))


def each(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Wrap each paragraph in an element of the same name."""
    called = attributes(source)
    for element in _paragraphs(elements):
        wrapped([element], called)


def numbered(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Wrap each paragraph in an element of the same name and a number of its own."""
    called = attributes(source)
    for number, element in enumerate(_paragraphs(elements)):
        wrapped([element], {key: f"{value} {value}-{number}" for key, value in called.items()})


def own(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Give each paragraph itself the name."""
    called = attributes(source)
    for element in _paragraphs(elements):
        element.attrib.update(called)


def some(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Wrap some paragraphs, each in an element of another name."""
    for element in _paragraphs(elements):
        if source.random() < 0.3:
            wrapped([element], attributes(source))


def chunks(elements: Sequence[HtmlElement], source: random.Random) -> None:
    """Wrap chunks of paragraphs with boxes between them, the first under another name."""
    parts = _parts(elements)
    if len(parts) < 2 * _CHUNK or around(elements).tag in _NO_FRAME:
        return
    called = attributes(source)
    for start in range(0, len(parts), _CHUNK):
        row = wrapped(parts[start : start + _CHUNK], called if start else attributes(source))
        row = wrapped([row], {"class": "row"})
        box: Any = etree.Element("div", {"class": "row ad-row"})
        box.text = "Advertisement"
        row.addnext(box)


KINDS: dict[str, Callable[[Sequence[HtmlElement], random.Random], None]] = {
    one.__name__: one for one in (whole, rest, each, numbered, own, some, chunks)
}


def misnamed(seed: str, elements: Sequence[HtmlElement]) -> bytes | None:
    """Return a page with its text under a misleading name, None if it has too few elements.

    Changes the page itself.

    Args:
        seed: draws the name and the elements that get it.
        elements: those that hold the text, a block's each: some may be named twice.
    """
    elements = list(dict.fromkeys(elements))
    if len(elements) < _FEWEST_ELEMENTS:
        return None
    source = random.Random(seed)
    KINDS[source.choice(list(KINDS))](elements, source)
    return _written(elements[0].getroottree())


def nameless(markup: bytes) -> bytes:
    """Return a page in UTF-8 without class names, ids, roles and other names of elements."""
    page = html.fromstring(markup, parser=html.HTMLParser(encoding="utf-8"))
    for element in page.iter(etree.Element):
        for key in filter(_NAMING.match, list(element.attrib)):
            del element.attrib[key]
    return _written(page)


def _written(page: Any) -> bytes:
    written: bytes = etree.tostring(page, encoding="utf-8", method="html")
    return written
