"""Classifies pages that are not articles: lists, galleries, error pages, walls, empty shells.

Each type is recognised by its own evidence. Shortness is no evidence: one-paragraph briefs are
news. A page of an unknown outlet gets the benefit of the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.notices.access_notices import asks_for_account, is_access_notice
from pipelines.extraction.lexicon.notices.notice_words import is_notice
from pipelines.extraction.lexicon.page_phrases import (
    announces_error,
    found_nothing,
    is_consent,
    is_error_title,
    is_gone,
    is_in_place_of_text,
    is_not_for_here,
    is_out_of_order,
)
from pipelines.extraction.verdict.directory_pages import is_author_page, is_calendar
from pipelines.extraction.verdict.list_pages import (
    LINKED,
    is_below_list,
    is_list,
    is_section,
    leads_elsewhere,
)
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.page_kinds import known_outlet
from pipelines.extraction.verdict.page_kinds.asked_page import BRIEF, AskedPage, ask, holds_less
from pipelines.extraction.verdict.page_kinds.media_page import media_page
from pipelines.extraction.verdict.page_kinds.unknown_site import kind_of
from pipelines.extraction.verdict.service_pages import is_search, service_page
from pipelines.extraction.verdict.standfirst_list import (
    are_led_on,
    are_standfirsts,
    are_words_above_links,
    is_marked,
)
from pipelines.items import HEADING
from pipelines.text import fold

STUB = 150
_MIN_TEASERS = 3  # lines that are links to other pages
_ERROR_WORDS = 5  # of the title of an error page with a date; a headline about one is longer
_MARK_WORDS = 2  # words of an end mark on a line of its own
_BOX = 3  # blocks of a box below a stub
_NO_TEXT = 20  # words on the whole page
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
    page = ask(case, kept, words)
    return next((reason for check in _CHECKS if (reason := check(page))), None)


def _status(page: AskedPage) -> str | None:
    status = page.case.page.status
    return f"HTTP status {status}" if status >= 400 else None


def _is_broken(page: AskedPage) -> bool:
    if page.is_unsigned_brief:
        return is_out_of_order((*page.names, *page.bodies))
    is_service = page.thin and not page.case.metadata.authors and service_page(page.names)
    return bool(is_service) and is_out_of_order(page.bodies)


def _is_elsewhere(page: AskedPage) -> bool:
    return page.is_unsigned_brief and is_not_for_here((*page.names, *page.bodies))


def _is_login_wall(page: AskedPage) -> bool:
    if page.words >= STUB or page.dates_itself:
        return False
    return _is_login(page.names, page.opening, page.thin)


def _is_consent_wall(page: AskedPage) -> bool:
    if page.dates_itself:
        return False
    if page.words < STUB and any(_CONSENT.search(text) for text in (page.opening, *page.names)):
        return True
    return page.words < 2 * STUB and is_consent([block.folded for block in page.kept])


def _is_account_wall(page: AskedPage) -> bool:
    if page.words >= STUB or page.dates_itself:
        return False
    if asks_for_account((*page.names, page.opening)):
        return True
    if not page.kept or not page.is_unsigned_brief or page.case.stated.ld_articles:
        return False
    below = page.kept[-1].index + 1  # a box that rules took off
    return asks_for_account(
        one.folded for one in page.case.blocks[below : below + _BOX] if not one.hrefs
    )


def _speaks_to_visitor(page: AskedPage) -> bool:
    text = " ".join(block.text for block in page.kept[:6])
    return page.is_unsigned_brief and is_notice(text)


def _is_access_wall(page: AskedPage) -> bool:
    first = page.names[0] if page.names else ""
    return page.is_unsigned_brief and is_access_notice(page.case.metadata.title, first)


def _needs_browser(page: AskedPage) -> bool:
    short = [name for name in page.names if len(name.split()) <= _ERROR_WORDS]
    if page.is_unsigned_brief and any(map(_BROWSER.match, short)):
        return True
    return page.bare and _BROWSER.search(_all(page.case.blocks) + " ".join(page.names)) is not None


def _is_blocked(page: AskedPage) -> bool:
    return page.bare and _BLOCKED.search(_all(page.case.blocks) + " ".join(page.names)) is not None


def _media(page: AskedPage) -> str | None:
    def own() -> Iterator[Block]:  # teasers are not its own
        return (block for block in page.kept if not leads_elsewhere(block, page.case))

    if page.thin or holds_less(own(), BRIEF):
        return media_page(page.case, page.names, list(own()))
    return None


def _are_teasers(page: AskedPage) -> bool:
    case = page.case
    if is_list(case, page.kept, page.names):
        return True
    title = case.metadata.title
    if are_led_on(page.kept, title, case.page.url):
        return True
    described = case.metadata.description or case.lead or ""
    if case.page.outlet and are_standfirsts(page.kept, title, described):
        return True
    if page.is_nobodys and is_section(case, page.kept):
        return True
    if page.thin and page.is_nobodys and is_below_list(case, page.kept, is_dated=page.dated):
        return True
    lead = fold(case.metadata.lead or "")
    is_without_body = case.is_body_empty and all(block.folded == lead for block in page.kept)
    is_thin = page.thin and case.page.outlet and (is_without_body or not page.is_signed)
    return bool(is_thin) and are_words_above_links(page.kept, case.blocks)


def _kind_of_outlet(page: AskedPage) -> str | None:
    if not page.kept or not page.case.page.outlet:
        return None
    return known_outlet.kind_of(page.case, page.kept, page.words)


def _without_text(page: AskedPage) -> str | None:
    if page.kept and page.words:
        return None
    shell = holds_less(page.case.blocks, _NO_TEXT) and not page.dated
    return "empty shell: no text without a browser" if shell else _nothing(page.case)


def _service(page: AskedPage) -> str | None:
    """Return the kind of a service page; some of an outlet have a date, in the article's template.

    On an unknown site only a few words without date and author are one.
    """
    if page.case.metadata.authors or not (page.case.page.outlet or page.is_unsigned_brief):
        return None
    if page.is_signed and (page.words >= STUB or any(map(is_marked, page.kept))):
        return None
    short = [name for name in page.names if len(name.split()) <= _ERROR_WORDS]
    is_login = any(map(_LOGIN.match, short))
    return service_page(page.names) or ("login wall" if is_login else None)


def _is_notice_only(page: AskedPage) -> bool:
    """Return whether each paragraph but headline and standfirst stands in a text's place."""
    own_lines = _own_lines(page.case)
    texts = [one for one in page.kept if one.kind is not HEADING]
    texts = [one for one in texts if one.folded not in own_lines and len(one.words) > _MARK_WORDS]
    return (
        page.thin
        and bool(texts)
        and all(
            is_in_place_of_text(one.folded) or is_access_notice(one.text, one.folded)
            for one in texts
        )
    )


def _is_error_page(page: AskedPage) -> bool:
    """Return whether the page says that the requested one does not exist.

    An article about such a page has a longer headline, a date, and another beginning.
    """
    if is_gone(page.bodies):
        return True
    names, dated = page.names, page.dated
    surely = any(_NOT_FOUND.search(name) for name in names)
    errors = [name for name in names if _NOT_FOUND.search(name) or is_error_title(name)]
    named = any(not dated or len(name.split()) <= _ERROR_WORDS for name in errors)
    if surely and not dated:
        return True
    if named and page.words < STUB and (page.thin or not dated):
        return True
    if dated:
        return False
    if page.thin and is_search(names) and found_nothing(page.opening):
        return True
    first = next((one for one in page.kept if one.kind is not HEADING), None)
    is_announced = named and (
        announces_error(page.opening) or (first is not None and is_notice(first.text))
    )
    return is_announced or (page.thin and _GONE.search(page.opening) is not None)


def _own_lines(case: PageEvidence) -> set[str]:
    """Return headline and standfirst, folded: a page without its text has them, too."""
    return {fold(text) for text in (case.metadata.title, case.metadata.lead, case.lead) if text}


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


def _when(holds: Callable[[AskedPage], bool], reason: str) -> Callable[[AskedPage], str | None]:
    return lambda page: reason if holds(page) else None


# In this order: the surest first; the later ones take what the earlier ones left for an article.
_CHECKS: tuple[Callable[[AskedPage], str | None], ...] = (
    _status,
    _when(lambda page: bool(_FEED.match(page.case.page.body[:_FEED_HEAD])), "feed or sitemap"),
    _when(lambda page: bool(_DATA.match(page.case.page.body[:_FEED_HEAD])), "data: no page"),
    _when(_is_error_page, "soft 404: the page says that nothing was found"),
    _when(_is_broken, "error page: the site does not work"),
    _when(_is_elsewhere, "blocked: the site does not show the page in this country"),
    _when(_is_consent_wall, "consent wall"),
    _service,
    _when(_is_login_wall, "login wall"),
    _when(_is_account_wall, "login wall"),
    _when(_speaks_to_visitor, "soft 404: the site speaks to its visitor instead"),
    _when(_is_access_wall, "login wall"),
    _when(_is_notice_only, "no text: only a notice in its place"),
    _when(_needs_browser, "empty shell: the page needs a browser"),
    _when(_is_blocked, "blocked: the site refused to show the page"),
    _media,
    _when(lambda page: is_author_page(page.case), "author's page"),
    _when(lambda page: is_calendar(page.case, page.kept), "calendar of events"),
    _when(_are_teasers, "list of teasers"),
    lambda page: kind_of(page.case, page.kept),
    _kind_of_outlet,
    _without_text,
)
