"""Images of the article with caption and credit.

A credit within a caption is printed in brackets, after a dash or after "Photo:"; it is removed from
the caption and stored without brackets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extraction.page_data import caption_credits
from pipelines.extraction.page_data.caption_credits import MAX_CAPTION_CHARS, split_credit
from pipelines.items import Image
from pipelines.text import clean, fold
from pipelines.urls import plain_urls

_MAX_IMAGES = 40
_URL_LONGEST = 2_000

_SIGNS = r"[\w./~%+=,@!$&()*:-]"  # none of them is changed or dropped when URLs are joined
_ABSOLUTE = re.compile(rf"https?://[\w.-]+(?::\d+)?/{_SIGNS}*+(?:\?{_SIGNS}++)?", re.A)

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url", "data-image", "src")
_JUNK_LIST = "spacer blank. pixel 1x1 /ad/ /ads/ logo icon sprite avatar placeholder loading. emoji"
_JUNK_URL = (*_JUNK_LIST.split(), "/72x72/", "/beacon")
_LETTERS = re.compile(r"[a-z]+")
_BUTTONS_LIST = (
    "facebook fb twitter zalo linkedin pinterest whatsapp telegram youtube instagram tiktok viber "
    "messenger googlenews gnews rss email mail print share copylink bookmark arrow chevron"
)
_BUTTONS = frozenset(_BUTTONS_LIST.split())
# Other words in the file names of share buttons.
_BUTTON_WORDS_LIST = (
    "icon ic ico btn button social color white black round circle small the on to google news "
    "link copy us follow x px v left right up down prev next"
)
_BUTTON_WORDS = _BUTTONS | frozenset(_BUTTON_WORDS_LIST.split())
_ALT_REMAINS = re.compile(r"\s*\b(?:hinh anh|ảnh|hình ảnh) \d+\s*$", re.I)
_NUMBER, _DIGITS = re.compile(r"(?<![0-9a-f])\d{6,12}(?![0-9a-f])"), 6
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:\d{2})?$")
_FORMATS = re.compile(r"(?:\.(?:jpe?g|png|gif|webp|avif))++$")
_NAME_LETTERS = 5  # ``1.jpg`` and ``img.jpg`` are names of many images
_ONE_CAPTION = frozenset(("figure", "table", "tbody", "tr", "picture", "a"))  # for all its images
_FEW_IMAGES = 4  # an image, its copy for browsers without scripts, and another
_CAPTION_TAGS = frozenset(("figcaption", "caption"))
_CAPTION_NAMES = re.compile(
    r"caption|credit|cutline|(?:image|img|photo|pic)[_-]?(?:desc|note)|legende?\b|epigrafe"
    r"|pie-?(?:de-?)?foto|bild(?:unterschrift|text)|didascalia|kuvateksti",
    re.I,
)
_CREDIT_NAMES = re.compile(
    r"credit|copyright|photographer|fotogra[fp]|byline|autore?\b|author|source|rights", re.I
)
_SURE_CREDIT_NAMES = re.compile(r"credit|copyright|photographer", re.I)
_CREDIT_LONGEST = 100  # characters
_FEW_PARTS = 12


def read(
    elements: Iterable[HtmlElement],
    base: str,
    captions: Sequence[HtmlElement] = (),
    is_own: Callable[[HtmlElement], bool] = lambda image: True,
) -> tuple[Image, ...]:
    """Return the images within these elements, each once, in page order.

    Args:
        elements: the article's nodes, and the lead image's.
        base: URL of the page, for relative links.
        captions: the layout's caption elements, if they are not ``figcaption``.
        is_own: whether an image within an element is the article's.
    """
    found: dict[str, Image] = {}
    captioned = _Captions(frozenset(captions))
    for element in elements:
        for image in element.iter("img"):
            if len(found) >= _MAX_IMAGES:
                break
            url = _address(image, base)
            if url is None or is_junk(url) or not is_own(image):
                continue
            caption, credit = _caption(image, element, captioned)
            key = _key(url)
            old = found.get(key)
            if old is None or (old.caption is None and (caption or credit)):
                found[key] = Image(url, caption, credit)
    return _once(found.values())


def is_junk(url: str) -> bool:
    """Return whether a URL is of a template graphic: a logo, a share button."""
    lowered = url.lower()
    if any(map(lowered.__contains__, _JUNK_URL)):
        return True
    name = lowered.partition("?")[0].partition("#")[0].rpartition("/")[2]
    words = _LETTERS.findall(_FORMATS.sub("", name))
    return bool(words) and not _BUTTONS.isdisjoint(words) and _BUTTON_WORDS.issuperset(words)


def _once(images: Iterable[Image]) -> tuple[Image, ...]:
    """Keep one of several sizes of an image: the same caption counts once."""
    kept: list[Image] = []
    captions: set[str] = set()
    for image in images:
        folded = fold(image.caption or "")
        if folded and folded in captions:
            continue
        captions.add(folded)
        kept.append(image)
    return tuple(kept)


def _key(url: str) -> str:
    parts = plain_urls.split(url)
    return f"{parts.netloc}{parts.path}"


def each_once(stated: Sequence[Image], printed: Sequence[Image]) -> tuple[Image, ...]:
    """Return stated and printed images, each once, with its caption.

    An image stated only for social networks, in another size or format (``boats.jpg.webp`` beside
    ``boats.jpg.avif``), is the printed one; so is one with the number of a printed one.
    """
    names = {_file_name(one.url) for one in printed} - {None} if stated else set()
    addresses = {one.url for one in printed}
    apart = [one for one in stated if one.url in addresses or _file_name(one.url) not in names]
    if apart and printed:
        often = Counter(chain.from_iterable(map(_numbers, addresses)))
        telling = {number for number, times in often.items() if times == 1}
        apart = [one for one in apart if one.url in addresses or not _numbers(one.url) & telling]
    found: dict[str, Image] = {}
    for picture in (*apart, *printed):
        earlier = found.get(picture.url)
        if earlier is None or (earlier.caption is None and (picture.caption or picture.credit)):
            found[picture.url] = picture
    return tuple(found.values())


def _file_name(url: str) -> str | None:
    """Return the file name of an image without its format; None if it is not distinctive."""
    name = _FORMATS.sub("", plain_urls.split(url).path.rpartition("/")[2].lower())
    return name if sum(map(str.isalpha, name)) >= _NAME_LETTERS else None


def _numbers(url: str) -> set[tuple[str, str]]:
    """Return the long numbers at the end of an image's path, by its content system, with the host.

    A day is none.
    """
    parts = plain_urls.split(url)
    place = "/".join(parts.path.rsplit("/", 2)[1:])
    found = (one.lstrip("0") for one in _NUMBER.findall(place))
    return {(parts.netloc, one) for one in found if len(one) >= _DIGITS and not _DAY.match(one)}


def absolute(url: str | None, base: str) -> str | None:
    """Return an absolute http(s) URL, or None."""
    if not url or len(url) > _URL_LONGEST:
        return None
    if _ABSOLUTE.fullmatch(url):
        return url  # as it would be joined: most URLs of images
    try:
        joined = urljoin(base, url.strip())
        parts = plain_urls.split(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def _address(image: HtmlElement, base: str) -> str | None:
    for name in _LAZY:
        stated = image.get(name)
        if stated and (url := absolute(stated, base)):
            return url
    srcset = image.get("data-srcset") or image.get("srcset") or ""
    return absolute(srcset[:_URL_LONGEST].split(",")[0].strip().split(" ")[0], base)


def _caption(
    image: HtmlElement, root: HtmlElement, captioned: _Captions
) -> tuple[str | None, str | None]:
    node = image
    credited: tuple[str | None, str | None] = (None, None)
    for _ in range(6):
        beside = node.getnext()
        if beside is not None and captioned.is_one(beside):
            printed = _printed(beside)
            if printed[0]:
                return printed
            credited = credited if credited[1] else printed
        parent = node.getparent()
        if parent is None:
            break
        node = parent
        if node.tag not in _ONE_CAPTION and captioned.holds_several(node):
            break  # the caption in it may be another image's
        if node.tag in ("figure", "table", "picture", "div", "p", "td", "tr", "tbody", "a", "span"):
            below = captioned.within(node)
            printed = _printed(below) if below is not None else (None, None)
            if printed[0]:
                return printed
            credited = credited if credited[1] else printed
        if node is root or node.tag in ("figure", "table"):
            break
    if credited[1]:
        return credited
    alt = clean((image.get("alt") or "")[:MAX_CAPTION_CHARS])
    alt = _ALT_REMAINS.sub("", alt) if alt[-1:].isdigit() else alt
    caption, credit = split_credit(alt) if " " in alt else (None, None)
    return (caption, credit) if credit else (None, None)


class _Captions:
    """The captions of a page. Images share their ancestors, so each element is read once."""

    def __init__(self, declared: frozenset[HtmlElement]) -> None:
        self._declared = declared
        self._called: dict[HtmlElement, bool] = {}
        self._within: dict[HtmlElement, HtmlElement | None] = {}
        self._several: dict[HtmlElement, bool] = {}

    def is_one(self, element: HtmlElement) -> bool:
        """Return whether the element right after an image is its caption."""
        if element in self._declared or element.tag in _CAPTION_TAGS:
            return True
        return isinstance(element.tag, str) and self._is_called(element)

    def within(self, node: HtmlElement) -> HtmlElement | None:
        """Return the caption in an element around an image."""
        if node not in self._within:
            self._within[node] = self._find(node)
        return self._within[node]

    def holds_several(self, node: HtmlElement) -> bool:
        """Return whether an element contains images of more than one URL."""
        if node not in self._several:
            images = islice(node.iter("img"), _FEW_IMAGES)
            self._several[node] = len({_address(one, "http://a/") for one in images}) > 1
        return self._several[node]

    def _find(self, node: HtmlElement) -> HtmlElement | None:
        if node in self._declared or (node.tag == "table" and _has_few_rows(node)):
            return node
        images, credit = 0, None
        for element in islice(node.iter(etree.Element), 40):
            tag = element.tag
            if tag == "img":
                images += 1
            elif (
                tag in _CAPTION_TAGS
                or element in self._declared
                or (images and self._is_called(element))
            ):
                if not _is_credit(element, _SURE_CREDIT_NAMES):
                    return element
                credit = element if credit is None else credit
        return credit

    def _is_called(self, element: HtmlElement) -> bool:
        """Return whether an element is a caption by its class, and contains no image."""
        names = element.get("class")
        if not names or not _is_caption_name(names):
            return False
        if element not in self._called:
            self._called[element] = next(element.iter("img"), None) is None
        return self._called[element]


def _has_few_rows(table: HtmlElement) -> bool:
    return sum(1 for _ in islice(table.iter("tr"), 4)) <= 3


@lru_cache(maxsize=1024)  # the same elements are queried for each image
def _is_caption_name(names: str) -> bool:
    return _CAPTION_NAMES.search(names) is not None


def _printed(element: HtmlElement) -> tuple[str | None, str | None]:
    """Return (caption, credit) of a caption's element, in which the credit may be an own one."""
    maker = _maker(element)
    if maker is None:
        text = _text(element)
        return split_credit(text) if len(text) <= MAX_CAPTION_CHARS else (None, None)
    caption = _text(element, maker) if maker is not element else ""
    return caption_credits.apart(caption, _text(maker))


def _maker(element: HtmlElement) -> HtmlElement | None:
    """Return the part of a caption that its class calls the credit, be it beside it."""
    parts: list[HtmlElement] = list(islice(element.iter(etree.Element), _FEW_PARTS))
    within = (one for one in parts if _is_credit(one, _CREDIT_NAMES))
    beside = (element.getnext(), element.getprevious())
    around = (one for one in beside if one is not None and _is_credit(one, _SURE_CREDIT_NAMES))
    return next((one for one in (*within, *around) if 1 < len(_text(one)) <= _CREDIT_LONGEST), None)


def _is_credit(element: HtmlElement, called: re.Pattern[str]) -> bool:
    names = (element.get("class") or "") if isinstance(element.tag, str) else ""
    return called.search(names) is not None and "caption" not in names.lower()


def _text(element: HtmlElement, without: HtmlElement | None = None) -> str:
    """Return the text of a caption, with cells separated, without scripts and buttons."""
    parts: list[str] = []
    inner = frozenset(without.iter()) if without is not None else frozenset()
    for node in islice(element.iter(etree.Element), 60):
        if node.tag in ("script", "style", "noscript", "button", "svg"):
            continue
        if node in inner:
            if node is without and node.tail:
                parts.append(f" {node.tail}")
            continue
        if node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
        if node.tag in ("td", "p", "div", "br"):
            parts.append(" ")
    return clean("".join(parts)[:MAX_CAPTION_CHARS])
