"""Determines the headline, without the site's name.

A page has its headline in up to five places, each with its own faults: ``<title>`` contains the
site's name, JSON-LD the headline for search engines, ``<h1>`` the site's logo. They are checked
against each other; the printed headline wins if another source confirms it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, pairwise

from pipelines.extraction.authors.byline import byline
from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.lexicon import class_names
from pipelines.items import HEADING
from pipelines.text import fold, fold_words

_WORDS = 3  # words: a lone heading this long is a headline even without confirmation
_SITE_LONGEST = 8  # words of a site's name
MAX_TITLE_CHARS = 500  # characters; a longer title is cut at a space
_SEPARATOR = re.compile(r"\s+(?:[|\-–—:»›·•~/⋆★◁]|::|\|\|)\s+|\s*[|｜»]\s*|(?<=\w):\s+(?=\S+$)")
_SEPARATORS = frozenset("|-–—:»›·•~/｜⋆★◁")  # of both patterns: one look saves most titles them
# Separators without spaces; they separate only if the site's name follows.
_TIGHT = re.compile(r"\s?\.:\.\s?|\s[|\-–—:•·~](?=\S)|(?<=\S)[|\-–—•·~]\s")
_SITE_WORDS_LIST = (
    "news online home com official website magazine newspaper blog latest the daily org net "
    "tv vn english en bao dien tu tap chi dai trang tin tuc"
)
_SITE_WORDS = frozenset(_SITE_WORDS_LIST.split())
_BADGES_LIST = "premium plus pro live video podcast exclusive exclusif exclusivo exclusiva abo"
_BADGES_OF_WORDS = (
    "subscribers only",
    "members only",
    "reserve aux abonnes",
    "pour les abonnes",
    "solo para suscriptores",
    "exclusivo para assinantes",
    "nur fur abonnenten",
)
_BADGES = frozenset((*_BADGES_LIST.split(), *_BADGES_OF_WORDS))
"""Marks behind a headline, folded: who may read it, and what it is."""
_MIN_HEADLINE_WORDS = 3  # words of a headline: menus contain shorter ones
_FIRST_DENSE = "\u0e00"  # of the scripts without spaces between words
_DENSE_HEADLINE, _DENSE_OWN = 5, 10  # letters
_OWN_WORDS = 4
_SAID = 0.6  # share of the shorter one's words
_MOST_BREAKS = 20
_ANY_SEPARATOR = re.compile(r"\s?[|｜_<>＜＞»«·•~]|\s[-–—:]|[-–—](?=[\u0e00-\uffff])|\s?::")
_SECTION = 4  # words of a section's name
_LINKS = 400
_MENU_LINE = 0.5  # share of link text from which a line is navigation


def compact(name: str) -> str:
    """Return a site's name for comparison: folded, without spaces and "the"."""
    return compact_words(fold_words(name))


def compact_words(words: Sequence[str]) -> str:
    """Return the same of a name's folded words."""
    return "".join(words[1:] if words and words[0] == "the" else words)


def without_site(text: str, sites: Iterable[str]) -> str:
    """Return a title without the site's name at either end.

    Args:
        text: the title.
        sites: compact names of the site (``compact``).
    """
    names = {name for name in sites if len(name) > 1}
    for _ in range(3):
        parts = breaks(text)
        if not parts:
            break
        last, first = text[parts[-1][1] :], text[: parts[0][0]]
        if is_site(last, names):
            text = text[: parts[-1][0]]
        elif is_site(first, names):
            text = text[parts[0][1] :]
        else:
            break
    text = _before_site(text, names)
    head, colon, headline = text.partition(": ")
    if colon and compact(head) in names:
        text = headline
    return text.strip(" |-–—·•▷⋆" if "«" in text else " |-–—»·•▷⋆") or text


def breaks(text: str) -> list[tuple[int, int]]:
    """Return where a title's separators begin and end."""
    if _SEPARATORS.isdisjoint(text):
        return []
    found = [match.span() for match in _SEPARATOR.finditer(text)]
    if "«" in text:  # quotation marks, not arrows
        found = [one for one in found if "»" not in text[slice(*one)]]
    return found


def _before_site(text: str, names: Iterable[str]) -> str:
    """Cut a title at the site's name within it: ``Headline – Daily Harbour – News by the hour``."""
    parts = breaks(text)
    for (start, end), (after, _) in pairwise(parts):
        if _is_name(fold_words(text[end:after]), names) and len(text[after:].split()) < len(
            text[:start].split()
        ):
            return text[:start]
    for match in () if _SEPARATORS.isdisjoint(text) else _TIGHT.finditer(text):
        if match.start() and _is_name(fold_words(text[match.end() :]), names):
            return text[: match.start()]
    return text


def _is_name(words: Sequence[str], names: Iterable[str]) -> bool:
    """Return whether folded words are the site's name, with or without "News" around it."""
    if len(words) > _SITE_LONGEST:
        return False
    around = [word in _SITE_WORDS for word in words]
    inner = {
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if all(around[:start]) and all(around[end:])
    }
    inner |= {"".join(word for word in words if word not in _SITE_WORDS), compact_words(words)}
    return any(name in inner for name in names)


def is_site(text: str, names: Iterable[str]) -> bool:
    """Return whether a segment of a title is the site's name, with words like "News" around it."""
    words = fold_words(text)
    if not words or len(words) > _SITE_LONGEST:
        return False
    if _is_name(words, names):
        return True
    whole = compact_words(words)
    for name in names:
        if len(name) > 3 and len(words) <= 5 and whole.startswith(name):
            return True
        if len(name) > 5 and len(words) <= 4 and name.startswith(whole) and len(whole) > 5:
            return True
    return False


def overlap(first: str, second: str) -> float:
    """Return the share of the shorter title's words that the other contains, 0 to 1."""
    one, other = _words_of(first), _words_of(second)
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def _words_of(title: str) -> frozenset[str]:
    return _known_words(title) if len(title) <= MAX_TITLE_CHARS else frozenset(fold_words(title))


@lru_cache(maxsize=256)  # each title of a page is compared with each other
def _known_words(title: str) -> frozenset[str]:
    return frozenset(fold_words(title))


def choose(
    printed: Sequence[str], stated: Sequence[tuple[str, str]], sites: Iterable[str]
) -> tuple[str, str]:
    """Return the headline and its source (``""`` if there is none).

    Args:
        printed: texts of ``<h1>``, or of the layout's title, in page order.
        stated: (source, text) of JSON-LD, og:title, twitter:title, ``<title>``, best first.
        sites: compact names of the site.
    """
    names = list(sites)
    cut = {text: without_site(text, names) for _, text in stated if text.strip()}
    titles = [text for text in dict.fromkeys(cut.values()) if not is_site(text, names)]
    bare = [(source, cut[text]) for source, text in stated if cut.get(text) in titles]
    headings = [text for text in printed if text and not is_site(text, names)]
    best, support = "", 0.0
    for heading in headings:
        score = max((_bears_out(text, heading) for text in titles), default=0.3)
        if len(heading.split()) < 2 and score < 0.5:
            score = 0.0
        if score > support + 0.1:
            best, support = heading, score
    is_alone = len(headings) == 1 and any(_names_more_than_site(text, best) for text in titles)
    if best and (support >= 0.5 or (support >= 0.2 and is_alone)):
        return _cut(_shorter(best, titles, names)), "h1"
    if len(headings) == 1 and len(headings[0].split()) >= _WORDS and not _agree(bare):
        return _cut(without_site(headings[0], names)), "h1"
    for source, text in bare:
        return _cut(text), source
    if headings:
        return _cut(headings[0]), "h1"
    return (_cut(stated[0][1]), stated[0][0]) if stated else ("", "")


def _bears_out(stated: str, heading: str) -> float:
    """Return how well a stated title confirms a heading, 0 to 1.

    One or two words are in many titles: a heading this short must be half of one.
    """
    share = overlap(heading, stated)
    words, stated_words = len(fold(heading).split()), len(fold(stated).split())
    return share * min(1.0, 2 * words / stated_words) if stated_words and words < _WORDS else share


def _names_more_than_site(stated: str, heading: str) -> bool:
    """Return whether a heading shares words with a stated title before its last separator."""
    marks = [match.start() for match in _ANY_SEPARATOR.finditer(stated)]
    return overlap(heading, stated[: marks[-1]] if marks and marks[-1] else stated) > 0


def _agree(stated: Sequence[tuple[str, str]]) -> bool:
    """Return whether two stated titles confirm each other."""
    texts = [text for _, text in stated]
    return any(overlap(one, other) >= 0.5 for one, other in combinations(texts, 2))


def _shorter(heading: str, stated: Sequence[str], names: Sequence[str]) -> str:
    """Cut a kicker or the site's name off a heading if a stated title confirms it."""
    heading = without_site(heading, names)
    if "&" in heading and ";" in heading:  # printed as it was escaped: "A &amp; B"
        unescaped = html.unescape(heading)
        heading = unescaped if unescaped in stated else heading
    folded = fold(heading)
    for text in stated:
        other = fold(text)
        gap = len(folded) - len(other)
        if 0 < gap <= 20 and _is_long(text) and folded.endswith(" " + other):
            return text
        if gap > 0 and folded.startswith(other + " ") and folded[len(other) + 1 :] in _BADGES:
            return text
    return heading


def _cut(text: str) -> str:
    if len(text) <= MAX_TITLE_CHARS:
        return text
    return text[:MAX_TITLE_CHARS].rsplit(" ", 1)[0] + "…"


def without_tail(title: str, blocks: Blocks) -> str:
    """Return a title without the parts that the page does not print with its headline."""
    marks = [match.start() for match in _ANY_SEPARATOR.finditer(title)][:_MOST_BREAKS]
    cuts = [at for at in marks if _is_long(title[:at])]
    if not cuts:
        return title
    printed = {
        block.folded
        for block in blocks.blocks
        if block.link_share < _MENU_LINE or block.kind is HEADING  # a post's own link
    }
    if fold(title) in printed:
        return title
    for cut in reversed(cuts):
        if fold(title[:cut]) in printed:
            return title[:cut].strip(" _-–—|｜")
    ends = [at for at, _ in breaks(title) if _is_long(title[:at])]
    if not ends:
        return title
    last = fold(title[ends[-1] :])
    if len(last.split()) <= _SECTION and last in _menu(blocks):
        return title[: ends[-1]]
    return title


def without_credit(title: str) -> str:
    """Return a title without its last part if that says who wrote: ``Headline - by Ann Lee``."""
    ends = [one for one in breaks(title) if _is_long(title[: one[0]])]
    credit = byline(title[ends[-1][1] :]) if ends else None
    return title[: ends[-1][0]] if credit is not None and credit.authors else title


def _is_long(text: str) -> bool:
    """Return whether a text is long enough for a headline; scripts without spaces are dense."""
    return len(text.split()) >= _MIN_HEADLINE_WORDS or _dense_letters(text) >= _DENSE_HEADLINE


def _dense_letters(text: str) -> int:
    """Return how many letters are of scripts without spaces."""
    return sum(char > _FIRST_DENSE for char in text)


def only_printed(
    title: str, printed: Sequence[str], sites: Iterable[str], blocks: Blocks
) -> str | None:
    """Return the only ``<h1>`` where the stated title is nowhere on the page, or None.

    Titles for search engines, in several places, say the same in other words.
    """
    names = list(sites)
    headings = [one for one in dict.fromkeys(printed) if one and not is_site(one, names)]
    if len(headings) != 1 or not title or len(headings[0]) > MAX_TITLE_CHARS:
        return None
    heading = without_site(headings[0], names)
    if len(heading.split()) < _OWN_WORDS and _dense_letters(heading) < _DENSE_OWN:
        return None
    folded = fold(heading)
    for block in blocks.blocks:
        if len(block.text) <= 2 * len(title) and overlap(block.text, title) > _SAID:
            return None  # the title is printed
        if block.folded == folded and block.tag == "h1" and block.link_share >= _MENU_LINE:
            return None  # a logo
    return heading


def _menu(blocks: Blocks) -> Iterator[str]:
    """Yield the folded texts of the links in menus and breadcrumbs."""
    menus = (
        node
        for node in blocks.named
        if node.flags & class_names.NAV
        and not (node.parent and node.parent.flags & class_names.NAV)
    )
    links = (link for menu in menus for link in menu.element.iter("a"))
    for link in islice(links, _LINKS):
        yield fold(" ".join(islice(link.itertext(), 10))[:100])
