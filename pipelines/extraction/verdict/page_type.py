"""Classifies pages that are not articles: lists, galleries, error pages, walls, empty shells.

Each type is recognised by its own evidence. Shortness is no evidence: one-paragraph briefs are
news. A page of an unknown outlet gets the benefit of the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.notices.access_notices import asks_for_account, is_access_notice
from pipelines.extraction.lexicon.notices.notice_words import is_notice
from pipelines.extraction.lexicon.page_phrases import (
    announces_error,
    is_consent,
    is_error_title,
    is_gone,
    is_in_place_of_text,
    is_not_for_here,
    is_out_of_order,
)
from pipelines.extraction.verdict.directory_pages import is_author_page, is_calendar
from pipelines.extraction.verdict.list_pages import LINKED, is_below_list, is_list, leads_elsewhere
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.page_kinds import known_outlet
from pipelines.extraction.verdict.page_kinds.media_page import media_page
from pipelines.extraction.verdict.page_kinds.unknown_site import kind_of
from pipelines.extraction.verdict.service_pages import service_page
from pipelines.extraction.verdict.standfirst_list import (
    are_standfirsts,
    are_words_above_links,
    is_marked,
)
from pipelines.items import BlockKind
from pipelines.text import fold

BRIEF = 60  # words; real briefs are as short, so this is a concern and no reason for rejection
STUB = 150
_MIN_TEASERS = 3  # lines that are links to other pages
_ERROR_WORDS = 5  # of the title of an error page with a date; a headline about one is longer
_MARK_WORDS = 2  # words of an end mark on a line of its own
_SHELL = 60  # words on the whole page
_NOT_FOUND = re.compile(
    r"^(?:error |http )?404\b(?:.{0,40}$)|^(?:oops )?(?:the |this )?(?:page|article|story|content)"
    r"(?: you.{0,40})? (?:is |was |has been |can ?not be |could not be |can t be |couldn t be )?"
    r"(?:not found|found|removed|deleted|unavailable|no longer available)$|^not found$"
    r"|^(?:khong tim thay|page introuvable|seite nicht gefunden|pagina no encontrada|"
    r"pagina nao encontrada|pagina non trovata)"
)
_GONE = re.compile(
    r"\bpage you (?:are|were|requested|have|re)\b.{0,60}\b(?:not|moved|removed|deleted|exist|gone)"
    r"|\bpage not found\b|\bpage (?:may have|has) (?:been )?(?:moved|deleted|removed)"
    r"|\bno longer (?:exists|available)\b|\btrang .{0,30}khong ton tai\b"
    r"|\b(?:you (?:are|were) looking for|content you \w+(?: \w+){0,3}) (?:is |are |was )?"
    r"(?:not|no longer|gone|being updated)\b|\b(?:find|found) what you (?:are|were) looking for\b"
    r"|\b(?:noi dung|bai viet) .{0,24}dang duoc cap nhat\b|\bkhong con ton tai\b"
)
_LEGAL = re.compile(r"\b(?:copyrights?|all rights reserved)\b")
_LOGIN = re.compile(
    r"^(?:please )?(?:log ?in|sign ?in|login|dang nhap|connexion|anmelden|iniciar sesion)\b"
    r"|\b(?:log ?in|sign ?in|subscribe) (?:to|and) (?:continue|read|view|access)\b"
)
_CONSENT = re.compile(
    r"\b(?:before you continue|we value your privacy|your privacy choices|cookie "
    r"(?:settings|consent|preferences)|we use cookies|manage consent|accept all cookies)\b"
)
_BROWSER = re.compile(
    r"\b(?:enable|turn on|requires?|activate|need) (?:your )?javascript|javascript "
    r"(?:is )?(?:disabled|required)|checking your browser|just a moment|verify you are (?:a )?human"
)
_BLOCKED = re.compile(
    r"\b(?:access (?:to this page )?(?:is |has been )?denied|403 forbidden|you have been blocked"
    r"|request (?:was |has been )?blocked|looks automated|unusual traffic|complete the captcha)\b"
)
_FEED_HEAD = 2_000  # bytes
_FEED = re.compile(
    rb"[\xef\xbb\xbf\s]*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
    rb"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml)[\s>]",
    re.I | re.S,
)
_DATA = re.compile(rb"[\xef\xbb\xbf\s]{0,40}+[\[{]\s{0,40}+[\[{\"]")  # JSON: no page begins so


def non_article_reason(case: PageEvidence, kept: Sequence[Block], words: int) -> str | None:
    """Return the type of a page that is not an article, or None."""
    if case.page.status >= 400:
        return f"HTTP status {case.page.status}"
    if _FEED.match(case.page.body[:_FEED_HEAD]):
        return "feed or sitemap"
    if _DATA.match(case.page.body[:_FEED_HEAD]):
        return "data: no page"
    names = [fold(text) for text in (case.metadata.title, case.stated.title) if text]
    names += [block.folded for block in case.blocks if block.tag == "h1"]
    opening = " ".join(block.folded for block in kept[:6])[:1_500]
    bare = _holds_less(case.blocks, _SHELL)
    dated = case.metadata.is_dated
    thin = words < BRIEF
    bodies = [block.folded for block in kept if block.kind is not BlockKind.HEADING]
    if _is_error_page(names, opening, words, dated=dated) or is_gone(bodies):
        return "soft 404: the page says that nothing was found"
    is_signed = dated or bool(case.metadata.authors)
    if thin and not is_signed and is_out_of_order((*names, *bodies)):
        return "error page: the site does not work"
    if thin and not is_signed and is_not_for_here((*names, *bodies)):
        return "blocked: the site does not show the page in this country"
    if service := _service(case, kept, names, words, is_signed=is_signed):
        return service
    if words < STUB and not dated and _is_login(names, opening, thin):
        return "login wall"
    if words < STUB and not dated and any(_CONSENT.search(text) for text in (opening, *names)):
        return "consent wall"
    if words < 2 * STUB and not dated and is_consent([block.folded for block in kept]):
        return "consent wall"
    if words < STUB and not dated and asks_for_account((*names, opening)):
        return "login wall"
    if thin and not is_signed and is_notice(" ".join(block.text for block in kept[:6])):
        return "soft 404: the site speaks to its visitor instead"
    if thin and not is_signed and is_access_notice(case.metadata.title, names[0] if names else ""):
        return "login wall"
    if thin and _is_notice_only(case, kept):
        return "no text: only a notice in its place"
    short = [name for name in names if len(name.split()) <= _ERROR_WORDS]
    checks = thin and not is_signed and any(map(_BROWSER.match, short))
    if checks or (bare and _BROWSER.search(_all(case.blocks) + " ".join(names))):
        return "empty shell: the page needs a browser"
    if bare and _BLOCKED.search(_all(case.blocks) + " ".join(names)):
        return "blocked: the site refused to show the page"
    own = (block for block in kept if not leads_elsewhere(block, case))  # teasers are not its own
    if thin or _holds_less(own, BRIEF):
        own = (block for block in kept if not leads_elsewhere(block, case))
        media = media_page(case, names, list(own))
        if media:
            return media
    if is_author_page(case):
        return "author's page"
    if is_calendar(case, kept):
        return "calendar of events"
    described = case.metadata.description or case.lead or ""
    if is_list(case, kept, names) or (
        case.page.outlet and are_standfirsts(kept, case.metadata.title, described)
    ):
        return "list of teasers"
    if thin and not is_signed and is_below_list(case, kept):
        return "list of teasers"
    lead = fold(case.metadata.lead or "")
    is_without_body = case.is_body_empty and all(block.folded == lead for block in kept)
    is_thin = thin and case.page.outlet and (is_without_body or not is_signed)
    if is_thin and are_words_above_links(kept, case.blocks):
        return "list of teasers"
    if kind := kind_of(case, kept):
        return kind
    if kept and case.page.outlet and (kind := known_outlet.kind_of(case, kept, words)):
        return kind
    if not kept or words == 0:
        shell = _holds_less(case.blocks, _SHELL // 3) and not dated
        return "empty shell: no text without a browser" if shell else _nothing(case)
    return None


def _service(
    case: PageEvidence, kept: Sequence[Block], names: Sequence[str], words: int, *, is_signed: bool
) -> str | None:
    """Return the kind of an outlet's service page; some print a date in the article's template."""
    if not case.page.outlet or case.metadata.authors:
        return None
    if is_signed and (words >= STUB or any(map(is_marked, kept))):
        return None
    service = service_page(names)
    short = [name for name in names if len(name.split()) <= _ERROR_WORDS]
    return service or ("login wall" if any(map(_LOGIN.match, short)) else None)


def _is_notice_only(case: PageEvidence, kept: Sequence[Block]) -> bool:
    """Return whether each paragraph but headline and standfirst stands in a text's place."""
    own_lines = _own_lines(case)
    texts = [one for one in kept if one.kind is not BlockKind.HEADING]
    texts = [one for one in texts if one.folded not in own_lines and len(one.words) > _MARK_WORDS]
    return bool(texts) and all(
        is_in_place_of_text(one.folded) or is_access_notice(one.text, one.folded) for one in texts
    )


def _is_error_page(names: Sequence[str], opening: str, words: int, *, dated: bool) -> bool:
    """Return whether the page says that the requested one does not exist.

    An article about such a page has a longer headline, a date, and another beginning.
    """
    thin = words < BRIEF
    surely = any(_NOT_FOUND.search(name) for name in names)
    errors = [name for name in names if _NOT_FOUND.search(name) or is_error_title(name)]
    named = any(not dated or len(name.split()) <= _ERROR_WORDS for name in errors)
    if surely and not dated:
        return True
    if named and words < STUB and (thin or not dated):
        return True
    if dated:
        return False
    return (named and announces_error(opening)) or (thin and bool(_GONE.search(opening)))


def _own_lines(case: PageEvidence) -> set[str]:
    """Return headline and standfirst, folded: a page without its text has them, too."""
    return {fold(text) for text in (case.metadata.title, case.metadata.lead, case.lead) if text}


def _holds_less(blocks: Iterable[Block], words: int) -> bool:
    """Return whether blocks have fewer words than this; counts only as far as needed."""
    for block in blocks:
        words -= block.word_count
        if words <= 0:
            return False
    return True


def _nothing(case: PageEvidence) -> str:
    linked = sum(1 for block in case.blocks if block.link_share >= LINKED and len(block.text) > 25)
    return "list of teasers" if linked >= _MIN_TEASERS else "no text"


def _all(blocks: Sequence[Block]) -> str:
    return fold(" ".join(block.text for block in blocks[:30])[:2_000])


def is_legal(text: str) -> bool:
    """Return whether a block is the page's imprint, which extraction may leave on an empty page."""
    if len(text) >= 600 or text.startswith("©"):
        return len(text) < 600
    lowered = text.lower()  # two look-ups save nearly every block the pattern
    return ("copyright" in lowered or "rights reserved" in lowered) and bool(_LEGAL.search(lowered))


def _is_login(names: Sequence[str], opening: str, thin: bool) -> bool:
    if any(_LOGIN.search(name) for name in names):
        return True
    return thin and bool(_LOGIN.search(opening))
