"""Recognises pages of an unknown site that are no articles: shop, forum, contact, quiz, and so on.

A page of an unknown site gets the benefit of the doubt, so one sign is never enough. Each kind
needs two that are independent, what its headline or markup says and what its text is, and no sign
of an article: neither an article in its structured data, nor a stated time of publication, nor an
author.
News about these things fails the second: its text tells in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.dom import inner_text
from pipelines.extraction.lexicon.alternatives import Phrases
from pipelines.extraction.page_data.site_names import address_path
from pipelines.extraction.page_data.structured_data import types
from pipelines.extraction.verdict.list_pages import leads_elsewhere
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.page_kinds import kind_words
from pipelines.extraction.verdict.word_overlap import is_unspaced
from pipelines.items import HEADING
from pipelines.text import clean, fold

_PARAGRAPH = 400  # characters of a line: no quiz explains itself so long
_FEW = 2  # telling lines of a page whose text is elsewhere
_LEAST_LINES = 3  # of a page that only lists
_SENTENCE, _LONG = 8, 16  # words of a line that tells: with a full stop, without
_WIDE_SENTENCE, _WIDE_LONG = 14, 40  # characters, in scripts without spaces
_STOPS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "។", "”", "»", '"', "」")
_TITLE_WORDS = 8  # of a headline that names a kind of page
_PRICE = re.compile(
    r"^(?:ab |from |dès )?(?:[$€£¥₫₹₩]|rp|usd|eur|chf|kr|zł)?\s?\d[\d.,’' ]{0,12}"
    r"(?:[$€£¥₫₹₩]|,-|đ|kr|zł|usd|eur|vnd|chf|元|円|บาท)?$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[$€£¥₫₹₩]|\b(?:rp|usd|eur|chf|kr|zł|vnd)\b|[đ元円]$|บาท", re.IGNORECASE)
_DEGREES = re.compile(r"\d\s?°")
_LEAST_DEGREES = 4
_COUNTED = re.compile(r"^\D{0,24}\b\d{1,3}\s?(?:/|of|von|sur|de|van|dari)\s?\d{1,3}$")
_CONTACTS = re.compile(r"\S@\S|\d{2}[\d /()-]{5,}\d")
_GLUED = re.compile(r"([^\W\d_]|\d)([A-ZÀ-ÞĐ])")
_FACT, _FACTS = re.compile(r"\d|\S@\S"), 3  # one line in three
_LEAST_CHOICES = 4
_LEAST_SIGNS = 10  # of the zodiac
_LEAST_ITEMS = 3
_CONTROLS = ("button", "input", "a")
_MOST_CONTROLS = 400
_POSTS = 2
_SHORT = 40  # characters of a line about a member
_SERVICE_PATH = re.compile(
    r"/(?:contacts?|contact-us|kontakt|contacto|contatti|contato|about|about-us|ueber-uns|team|"
    r"qui-sommes-nous|quienes-somos|chi-siamo|over-ons|om-oss|terms[\w-]{0,20}|agb|impressum|privacy"
    r"[\w-]{0,12}|lien-he|gioi-thieu|tentang-kami|kontak|hubungi-kami|hakkimizda)(?:\.\w{2,5})?/?$"
)

Kind = Callable[[PageEvidence, Sequence[Block], str], bool]


def kind_of(case: PageEvidence, kept: Sequence[Block]) -> str | None:
    """Return the kind of page that an unknown site's page is, or None."""
    if case.page.outlet or not kept or _states_article(case):
        return None
    title = fold(case.metadata.title)
    kinds = _SIGNED_KINDS if case.metadata.authors else (*_KINDS, *_SIGNED_KINDS)
    return next((reason for reason, is_kind in kinds if is_kind(case, kept, title)), None)


def _states_article(case: PageEvidence) -> bool:
    stated = case.stated
    return bool(stated.ld_articles or stated.first("article:published_time"))


def _lines(kept: Sequence[Block]) -> list[str]:
    return [line for block in kept for line in block.text.split("\n") if line]


def tells(line: str) -> bool:
    """Return whether a line is long enough to tell something: a sentence, or as many words."""
    ends = line.rstrip().endswith(_STOPS)
    if is_unspaced(line):
        return len(line) >= (_WIDE_SENTENCE if ends else _WIDE_LONG)
    return len(line.split()) >= (_SENTENCE if ends else _LONG)


def _telling(kept: Sequence[Block], most: int) -> int:
    """Return the number of lines that tell something; an article has ``most`` at its beginning."""
    lines = (line for block in kept for line in block.text.split("\n") if line and tells(line))
    return sum(1 for _ in islice(lines, most))


def _has_type(case: PageEvidence, *wanted: str) -> bool:
    return any(kind in wanted for node in case.stated.ld_nodes for kind in types(node))


def _root(case: PageEvidence) -> HtmlElement:
    return list(case.blocks[0].node.ancestors())[-1].element


def _controls(case: PageEvidence, *tags: str) -> Iterator[HtmlElement]:
    for at, element in enumerate(_root(case).iter(*tags)):
        if at >= _MOST_CONTROLS:
            return
        yield element


def _is_list_of_lines(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether a text is several lines of facts, none of which tells anything.

    Verses are lines, too, but without numbers and addresses.
    """
    lines = _lines(kept)
    if case.metadata.is_dated or len(lines) < _LEAST_LINES:
        return False
    printed = _lines(case.blocks[kept[0].index : kept[-1].index + 2])
    facts = sum(_FACT.search(line) is not None for line in printed)
    return _FACTS * facts >= len(printed) and not any(map(tells, lines))


def _is_product(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether a page prints a price and has a button to buy, above little text."""
    if _telling(kept, 2 * _FEW + 1) > 2 * _FEW:
        return False
    priced = any(_PRICE.match(one.text) and _CURRENCY.search(one.text) for one in case.blocks)
    if not (priced or _has_type(case, "product", "offer")):
        return False
    texts = (_control_text(one) for one in _controls(case, *_CONTROLS))
    return any(kind_words.BUY.fullmatch(text) for text in texts if text)


def _control_text(element: HtmlElement) -> str:
    text = element.get("value") if element.tag == "input" else "".join(element.itertext())
    return fold(clean(text or "")[:_SHORT])


def _is_weather(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether a short headline names the weather, and the text is temperatures."""
    if len(title.split()) > _TITLE_WORDS or not kind_words.WEATHER.search(title):
        return False
    degrees = sum(len(_DEGREES.findall(block.text)) for block in case.blocks)
    return degrees >= _LEAST_DEGREES and _telling(kept, _FEW + 1) <= _FEW


def _is_forum(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether several posts each have their member's line above, and links to answer.

    Comments stand below an article, so the first of their lines is below its text.
    """
    members = [one for one in case.blocks if _is_short(one, kind_words.MEMBER)]
    if len(members) < _POSTS:
        return False
    if sum(_is_short(one, kind_words.POST) for one in case.blocks) < _POSTS:
        return False
    first = next((one.index for one in kept if tells(one.text)), kept[0].index)
    return members[0].index < first


def _is_short(block: Block, words: Phrases) -> bool:
    if len(block.text) > _SHORT:
        return False
    parted, glued = _GLUED.subn(r"\1 \2", block.text)  # of several boxes
    return words.search(fold(parted) if glued else block.folded) is not None


def _is_service(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether the headline is a service page's, and text, address or footer say the same."""
    if not kind_words.SERVICE_TITLES.fullmatch(title):
        return False
    lines = _lines(kept)
    folded = [fold(line) for line in lines]
    text = " ".join(folded)
    said = sum(bool(words.search(text)) for words in kind_words.SERVICE_TEXT)
    own = sum(any(words.search(line) for words in kind_words.SERVICE_TEXT) for line in folded)
    contacts = sum(_CONTACTS.search(line) is not None for line in lines)
    told = sum(map(tells, lines))
    if 3 * max(own, contacts) < told:  # the rest of the text tells something else
        return False
    path = address_path(case.page.url)
    at_home = bool(_SERVICE_PATH.search(path)) or case.stated.first("og:type") == "website"
    return max(said, contacts) + at_home + _is_in_footer(case, title) >= _FEW


def _is_in_footer(case: PageEvidence, title: str) -> bool:
    """Return whether a footer or a menu links to the page under its own headline."""
    for link in _controls(case, "a"):
        if fold(inner_text(link)[: 2 * _SHORT]) == title:
            return any(one.tag in ("footer", "nav") for one in link.iterancestors())
    return False


def _is_job(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    if _has_type(case, "jobposting"):
        return True
    if _telling(kept, 2 * _LEAST_ITEMS + 1) > 2 * _LEAST_ITEMS:
        return False
    text = " ".join(block.folded for block in case.blocks)
    return sum(bool(words.search(text)) for words in kind_words.JOB) > _FEW


def _is_search(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    return bool(kind_words.SEARCH.search(title)) and _items(case, case.blocks) >= _LEAST_ITEMS


def _items(case: PageEvidence, blocks: Sequence[Block]) -> int:
    return len({leads_elsewhere(block, case) for block in blocks} - {None})


def _is_gone(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether the first paragraph says that the page is gone, and the rest is links."""
    texts = [block for block in kept if block.kind is not HEADING]
    if not texts or not kind_words.GONE.search(texts[0].folded):
        return False
    return all(leads_elsewhere(block, case) for block in texts[1:])


def _is_quiz(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether questions are counted, or asked, above choices, and nothing is told."""
    lines = (line for line in _lines(kept) if not line.endswith(("?", "？")) and tells(line))
    told = list(islice(lines, _FEW))
    if len(told) > 1 or any(len(line) > _PARAGRAPH for line in told):
        return False  # nearly every article
    asked = sum(block.text.endswith(("?", "？")) for block in case.blocks)
    counted = sum(_COUNTED.match(block.text) is not None for block in case.blocks)
    if max(asked, counted) < _FEW:
        return False
    choices = [one for one in _controls(case, "input") if one.get("type") in ("radio", "checkbox")]
    return len(choices) >= _LEAST_CHOICES


def _is_login(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether a page named after signing in has a field for a password, and no text."""
    words, told = title.split(), _telling(kept, _FEW + 1)
    is_named = bool(kind_words.LOGIN.fullmatch(title)) and told <= _FEW
    if not is_named and (len(words) > _TITLE_WORDS or told >= _FEW):
        return False
    if not is_named and not any(kind_words.LOGIN.fullmatch(" ".join(words[:n])) for n in (1, 2)):
        return False
    return any(field.get("type") == "password" for field in _controls(case, "input"))


def _is_horoscope(case: PageEvidence, kept: Sequence[Block], title: str) -> bool:
    """Return whether the signs of the zodiac head the parts of the text."""
    heads = {block.folded for block in case.blocks if len(block.text) <= _SHORT}
    starts = {block.words[0] for block in kept if block.words}
    begun = heads | starts
    return any(len(signs & begun) >= _LEAST_SIGNS for signs in kind_words.ZODIAC)


_KINDS: tuple[tuple[str, Kind], ...] = (
    ("soft 404: the page says that nothing was found", _is_gone),
    ("search results", _is_search),
    ("forum", _is_forum),
    ("shop: a product", _is_product),
    ("weather", _is_weather),
    ("service page", _is_service),
    ("offer of a job", _is_job),
    ("horoscope", _is_horoscope),
)
# Kinds whose lines of names may be taken for bylines.
_SIGNED_KINDS: tuple[tuple[str, Kind], ...] = (
    ("quiz", _is_quiz),
    ("login wall", _is_login),
    ("no text: lines without a sentence", _is_list_of_lines),
)
