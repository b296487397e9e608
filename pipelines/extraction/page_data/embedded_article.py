"""Text that a page carries only as data: ``articleBody``, the state of a script framework.

Pages rendered by scripts hold their article only as JSON. It is inserted into the page as
paragraphs, so that everything after works as on any page. A page that prints text of its own is
left as it is, because text for subscribers only is in the data too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END
from pipelines.extraction.page_data import structured_data
from pipelines.extraction.page_data.headline import overlap
from pipelines.extraction.page_data.script_states import state_scripts, states_in
from pipelines.extraction.page_data.structured_data import Node, Structured
from pipelines.text import clean, weight

_VALUES = 20_000  # of one script
_DEPTH = 40
_HOLDERS = (dict, list)  # of other values
_MIN_TEXT = 400  # weight of a text worth inserting
_PARAGRAPH_LEAST = 40
_PRINTED_MOST = 0.3  # of the text's length: a page that prints more has a text of its own
_PRINTED_ENOUGH = 3_000  # characters
_LEAST_TITLE = 12  # characters of a headline under a key that is no English word
_FIT = 0.6  # share of the headline's words that data must contain to be the article's
_TITLES = frozenset(("headline", "headlines", "title", "name", "pagetitle", "articletitle"))
_VALUE_KEYS = ("basic", "rendered", "text", "value")  # of a title that is an object
_NO_TEXT_LIST = (
    "interstitial_link raw_html oembed oembed_response image video gallery link_list ad "
    "advertisement related newsletter promo"
)
_NO_TEXT = frozenset(_NO_TEXT_LIST.split())
"""Types of the elements of a text that hold none of its paragraphs."""
_TEXTS_LIST = (
    "articlebody body content html text paragraphs blocks bodyhtml bodytext contenthtml story "
    "articletext detail contents children components elements items value contentelements "
    "rendered processed bodyblocks contentblocks articleblocks fieldbody "
    "fulltext richtext document articlecontent articlehtml"
)
_TEXTS = frozenset(_TEXTS_LIST.split())
_RUNS = ("children", "content")
_RUN_KINDS = frozenset(("text", "span"))
_RUN_FACTS = frozenset(("text", "value", "marks", "bold", "italic", "underline", "code", "_key"))
_MOST_RUNS = 1_000  # of a paragraph
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)\s*>|<br\s*/?>\s*<br\s*/?>|\n+", re.I)
_CODE = re.compile(r"^[\[{]|[\]}]$|\"\s?:\s?[\"\[{]")  # text that is itself data is not for readers
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_SHOWN_TAGS = ("div", "td", "li", "article", "section")
_ELSEWHERE = frozenset(("footer", "nav", "header", "aside", "dialog", "form", "noscript"))
_ELSEWHERE_ROLES = frozenset(("dialog", "contentinfo"))


def put_in(tree: HtmlElement, data: Structured) -> None:
    """Insert the article's paragraphs into a page that has them only as data."""
    if _is_for_subscribers(data):
        return
    elsewhere: dict[HtmlElement, bool] = {}
    printed = _printed(tree.iter("p"), 0, elsewhere)
    if printed > _PRINTED_ENOUGH:
        return
    bodies, scripts = _bodies(tree, data), state_scripts(tree)
    longest = max((weight(text) for text in (*bodies, *(text for text, _ in scripts))), default=0)
    if longest < _least(printed):
        return
    printed = _printed(tree.iter(*_SHOWN_TAGS), printed, elsewhere)
    if printed > _PRINTED_ENOUGH or longest < _least(printed):
        return
    best = max(_candidates(bodies, scripts, data, _least(printed)), key=_size, default=[])
    if _size(best) < _least(printed):
        return
    parent = next(tree.iter("main"), None)
    if parent is None:
        parent = next(tree.iter("body"), None)
    if parent is None:
        return
    text = etree.SubElement(parent, "div", {"class": "article-body"})
    for paragraph in best:
        etree.SubElement(text, "p").text = paragraph


def _least(printed: int) -> float:
    """Return the least weight of a text worth inserting, beside so much that is printed."""
    return max(_MIN_TEXT, printed / _PRINTED_MOST)


def _size(paragraphs: Sequence[str]) -> int:
    return sum(map(weight, paragraphs))


def _is_for_subscribers(data: Structured) -> bool:
    return any(
        structured_data.is_false(node.get("isAccessibleForFree")) for node in data.ld_articles
    )


def _printed(elements: Iterable[HtmlElement], size: int, elsewhere: dict[HtmlElement, bool]) -> int:
    """Add to ``size`` the running text printed outside menus and footers, up to enough of it."""
    for element in elements:
        text = "".join(element.itertext() if element.tag == "p" else _own_texts(element))
        own = weight(clean(text)) if len(text) >= _PARAGRAPH_LEAST else 0
        if own >= _PARAGRAPH_LEAST and not _is_elsewhere(element, elsewhere):
            size += own
            if size > _PRINTED_ENOUGH:
                break
    return size


def _own_texts(element: HtmlElement) -> Iterator[str]:
    """Yield the texts directly in an element, not in one within it."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _is_elsewhere(element: HtmlElement, cached: dict[HtmlElement, bool]) -> bool:
    """Return whether an element is in a menu or footer; paragraphs share their ancestors."""
    path: list[HtmlElement] = []
    one: HtmlElement | None = element
    found = False
    while one is not None:
        if one in cached:
            found = cached[one]
            break
        path.append(one)
        if one.tag in _ELSEWHERE or one.get("role") in _ELSEWHERE_ROLES:
            found = True
            break
        one = one.getparent()
    cached.update(dict.fromkeys(path, found))
    return found


def _bodies(tree: HtmlElement, data: Structured) -> list[str]:
    """Return the texts of articles in JSON-LD, and in microdata that nobody sees."""
    found = [node.get("articleBody") or node.get("text") for node in data.ld_articles[:5]]
    unseen = (one for one in tree.iter("meta") if one.get("itemprop") == "articleBody")
    found.extend(one.get("content") for one in islice(unseen, 5))
    return [one for one in found if isinstance(one, str)]


def _candidates(
    bodies: Iterable[str], scripts: Iterable[tuple[str, bool]], data: Structured, least: float
) -> Iterator[list[str]]:
    """Yield the texts in bodies and scripts; one that is shorter than ``least`` holds none."""
    for body in bodies:
        if weight(body) >= least:
            yield paragraphs(body)
    title = data.title or data.first("og:title") or ""
    for state in states_in(script for script in scripts if weight(script[0]) >= least):
        yield from _of_state(state, title)


def _of_state(state: object, title: str) -> Iterator[list[str]]:
    """Yield the texts of objects in a script's state that name the page's headline.

    Where its keys are in another language than English, the headline stands there as it is.
    """
    for node in _objects(state):
        names = (_plain(one) for key, one in node.items() if _key(key) in _TITLES)
        if any(one and overlap(one, title) >= _FIT for one in names):
            yield list(_texts(node))
            continue
        texts = [one for one in node.values() if isinstance(one, str)]
        if any(len(one) >= _LEAST_TITLE and one in title for one in texts):
            longest = paragraphs(max(texts, key=len))
            yield longest if len(longest) > 1 else []


@lru_cache(maxsize=4096)  # all objects of a state have the same keys
def _key(written: str) -> str:
    """Return a key for comparison: ``content_elements`` and ``contentElements`` are one."""
    return written.lower().replace("_", "").replace("-", "")


def _plain(title: object) -> str:
    """Return a title: a string, or an object that holds one (``{"basic": "..."}``)."""
    if isinstance(title, dict):
        title = next((one for key in _VALUE_KEYS if isinstance(one := title.get(key), str)), "")
    return title if isinstance(title, str) else ""


def _objects(value: object) -> Iterator[Node]:
    """Yield the objects of a value, outermost first, without recursion: hostile JSON nests deep."""
    stack: list[Any] = [[value]]
    left = _VALUES
    seen: set[int] = set()  # values that refer to each other are read once
    while stack and left > 0:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        left -= len(one)
        values = one
        if isinstance(one, dict):
            yield one
            values = one.values()
        held = [inner for inner in values if type(inner) in _HOLDERS]
        held.reverse()
        stack += held


def _texts(node: Node) -> Iterator[str]:
    """Yield the paragraphs of an object, by the usual keys of texts, in order."""
    stack: list[tuple[object, int]] = [(node, 0)]
    left = _VALUES
    seen: set[int] = set()
    while stack and left > 0:
        one, depth = stack.pop()
        left -= 1
        if isinstance(one, _HOLDERS):
            if id(one) in seen:
                continue
            seen.add(id(one))
        if isinstance(one, str):
            yield from paragraphs(one)
        elif isinstance(one, list) and depth < _DEPTH:
            stack.extend((value, depth + 1) for value in reversed(one))
        elif isinstance(one, dict) and depth < _DEPTH:
            if _is_no_text(one):
                continue
            if (line := _line(one)) is not None:
                yield from paragraphs(line)
                continue
            values = [value for key, value in one.items() if _key(key) in _TEXTS]
            stack.extend((value, depth + 1) for value in reversed(values))


def _line(node: Node) -> str | None:
    """Return the text of a paragraph that an editor stores as runs: text, bold text, a link.

    Each run is an object; links hold runs of their own.
    """
    runs = next((one for key in _RUNS if isinstance(one := node.get(key), list)), [])
    texts = [_run_text(run) for run in runs if isinstance(run, dict) and _is_run(run)]
    if not texts or 2 * sum(map(_is_paragraph, texts)) > len(texts) > 1:
        return None  # each is a paragraph
    found: list[str] = []
    stack: list[object] = list(reversed(runs))
    for _ in range(_MOST_RUNS):
        if not stack:
            break
        run = stack.pop()
        if isinstance(run, dict):
            found.append(_run_text(run))
            inner = next((one for key in _RUNS if isinstance(one := run.get(key), list)), [])
            stack.extend(reversed(inner))
    return "".join(found)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH_LEAST and SENTENCE_END.search(text.rstrip()) is not None


def _run_text(run: Node) -> str:
    written = run.get("text", run.get("value"))
    return written if isinstance(written, str) else ""


def _is_run(node: Node) -> bool:
    """Return whether an object is a run of a paragraph: text, and how it is set or nothing."""
    if not _run_text(node):
        return False
    kind = node.get("_type") or node.get("type") or node.get("nodeType")
    return kind in _RUN_KINDS or (kind is None and set(node) <= _RUN_FACTS)


def _is_no_text(element: Node) -> bool:
    kind = element.get("type")
    return isinstance(kind, str) and kind.lower() in _NO_TEXT


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a string: plain lines, or markup."""
    if "&lt;" in text:
        text = html.unescape(text)
    parts: Iterable[str] = (_MARKUP.sub("", part) for part in _BLOCK_END.split(text))
    cleaned = (clean(html.unescape(part)) for part in parts)
    return [part for part in islice(cleaned, _VALUES) if part and not _CODE.search(part)]
