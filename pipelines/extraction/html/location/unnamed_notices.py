"""Finds notices in elements without a telling name: requests for consent, terms below the page.

They are prose, often more than a brief's, and no name tells them apart. Both are found only beside
text with words of the headline, and have none themselves: an article about cookies stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.location.subject_words import UNSPACED, block_stems
from pipelines.extraction.lexicon.page_phrases import RIGHTS_BEGIN, is_rights_line

_TERMS = "cookies|cookie|gdpr|consent|dsgvo|rgpd|ccpa"
_OUR = "our|unsere|unseren|nos|nuestros|nossos|nostri|onze"
_YOUR = "your|uw|je|ihrem|deinem|votre|su|tu|seu|tuo"
_DEVICE = "device|apparaat|gerat|appareil|dispositivo"
_CONSENTS = (
    "consentimento|consentimiento|consentement|consenso|einwilligung|zustimmung|zgoda|zgode|zgody"
)
_COOKIES = rf"\b(?:{_TERMS})\b"
# The wording of the Transparency and Consent Framework, folded: who stores what where.
_STORED = (
    rf"|\b(?:{_OUR}) (?:\d+ )?(?:part[ein]\w+|socios|parceiros)\b"
    rf"|\b(?:{_YOUR}) (?:{_DEVICE})\b"
    r"|\b(?:dados pessoais|datos personales|donnees personnelles|dati personali|data pribadi)\b"
    r"|\b(?:personenbezogene\w* daten|danych osobowych|kisisel veri\w*|персональн\w+ данн\w+)\b"
    r"|\b(?:interesse legitimo|interes legitimo|interet legitime|legittimo interesse|"
    r"berechtigte\w* interesse\w*|(?:os seus|sus|ses|ihre)"
    r" (?:\d+ )?(?:parceiros|socios|partner\w*))\b"
    rf"|\b(?:{_CONSENTS})\b"
    r"|\binformation on (?:a|the) device\b|\bpersonal data\b|\blegitimate interests?\b"
)
ASKS = re.compile(_COOKIES)
CONSENT = re.compile(_COOKIES + _STORED)
_TERM_WORDS = frozenset(f"{_TERMS}|{_CONSENTS}".split("|"))
_FIRST_LIST = (
    "information|personal|legitimate|dados|datos|donnees|dati|data|danych|kisisel|interesse|"
    "interes|interet|legittimo|os|sus|ses|ihre|персональных|персональные|personenbezogene|"
    "personenbezogenen|personenbezogener|berechtigte|berechtigten|berechtigtes"
)
_FIRST = frozenset(f"{_TERMS}|{_OUR}|{_YOUR}|{_CONSENTS}|{_FIRST_LIST}".split("|"))
_SECOND_LIST = (
    "socios|parceiros|data|interest|interests|pessoais|personales|personnelles|personali|pribadi|"
    "daten|osobowych|veri|verileri|verilerin|verilerinizi|данных|данные|legitimo|legitime|"
    "interesse|interessen"
)
_SECOND = frozenset(f"{_DEVICE}|{_SECOND_LIST}".split("|"))
_LEAST_TEXT = 150  # weight of prose: less is no article beside a notice
_MOST_TRIED = 20  # elements that mention consent
_SHARES = 0.2  # of the headline's words
_SHARES_UNSPACED = 0.06  # of its runs of characters


def find(
    page: Blocks,
    prose: Sequence[float],
    headline: tuple[str, set[str]],
    footers: Sequence[Node],
    mentioned: Sequence[int],
    is_consent: Callable[[Node], bool],
) -> list[Node]:
    """Return the elements that are notices.

    Args:
        page: its blocks and elements.
        prose: running text of each block, in characters.
        headline: as the page's head states it, folded, and the stems of its words.
        footers: those of the page.
        mentioned: ``mentions`` of each block.
        is_consent: tells whether an element asks for consent and has no word of the headline.
    """
    asked = (index for index, times in enumerate(mentioned) for _ in range(times))
    consents = _consents(page, prose, headline[1], asked, is_consent)
    return [*consents, *_below_page(page, prose, footers, *headline)]


def mentions(block: Block) -> int:
    """Return how often a block mentions consent."""
    words = block.words
    if _FIRST.isdisjoint(words):
        return 0  # nearly every block
    if _TERM_WORDS.isdisjoint(words) and _SECOND.isdisjoint(words) and " part" not in block.folded:
        return 0
    return len(CONSENT.findall(block.folded))


def _consents(
    page: Blocks,
    prose: Sequence[float],
    stems: set[str],
    mentioned: Iterable[int],
    is_consent: Callable[[Node], bool],
) -> Iterator[Node]:
    """Yield the outermost elements that ask for consent."""
    end, tried = 0, 0
    for index in mentioned:
        if index < end or tried >= _MOST_TRIED:
            continue
        tried += 1
        found = None
        for node in page.blocks[index].node.ancestors():
            if node.end - node.start > 1 and not is_consent(node):
                break
            found = node if node.end - node.start > 1 else found
        if found is None:
            continue
        end = found.end
        rest = [*page.blocks[: found.start], *page.blocks[found.end :]]
        weight = sum(prose) - sum(prose[found.start : found.end])
        if weight >= _LEAST_TEXT and _has_subject(rest, stems):
            yield found


def _below_page(
    page: Blocks,
    prose: Sequence[float],
    footers: Sequence[Node],
    headline: str,
    stems: set[str],
) -> Iterator[Node]:
    """Yield what stands below the page's footer or line of rights, about something else."""
    blocks = page.blocks
    total = sum(prose)
    if total < 2 * _LEAST_TEXT:
        return
    heads = page.first_headings()
    texts = [block.folded for block in blocks]
    head = heads[0] if heads else texts.index(headline) if headline in texts else -1
    if head < 0:
        return
    marked = (one for one in blocks[head:] if one.text[0] in RIGHTS_BEGIN)
    last = max((one.end - 1 for one in footers if one.start > head), default=len(blocks))
    rights = next((one.index for one in marked if is_rights_line(one.text)), last)
    if sum(prose[rights:]) < _LEAST_TEXT or sum(prose[head:rights]) < _LEAST_TEXT:
        return
    above, below = blocks[head + 1 : rights], blocks[rights + 1 :]
    if not _has_subject(above, stems) or _has_subject(below, stems):
        return
    end = 0
    for node in page.nodes:
        around = node.parent
        if rights < node.start < node.end and node.start >= end and around is not None:
            end = node.end
            if around.start <= head:
                yield node


def _has_subject(blocks: Sequence[Block], stems: set[str]) -> bool:
    """Return whether the blocks have a fair share of the headline's words."""
    found = stems & block_stems(blocks)
    unspaced = any(UNSPACED.search(stem) for stem in stems)
    return len(found) >= (_SHARES_UNSPACED if unspaced else _SHARES) * len(stems) > 0
