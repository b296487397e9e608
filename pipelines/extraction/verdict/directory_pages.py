"""Recognises a site's pages of its authors and of events to come, which state no article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.authors.names import looks_like_name
from pipelines.extraction.dates import line_days, patterns
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.page_data.site_names import address_path
from pipelines.extraction.page_data.structured_data import types
from pipelines.extraction.verdict.page_evidence import PageEvidence
from pipelines.extraction.verdict.word_overlap import is_unspaced
from pipelines.text import fold

# Directories of pages of people. In others, such as /people/, magazines have their stories.
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:es|en|a)?|autore|autori|auteurs?|penulis|tac-gia|reporters?|journalists?|"
    r"contributors?|yazar(?:lar)?)/([^/]{2,80})(?:/page/\d{1,4})?/?$",
    re.I,
)
_BEHIND_NAME = re.compile(r"\s*[,|(:]|\s[-–—]\s")
_NAME_WORDS, _NAME_CHARS = 4, 20  # in scripts without capitals
_LATIN = re.compile(r"[a-z]")
_CALENDAR = re.compile(
    r"/(?:events?|calendar|agenda|kalender|termine|veranstaltungen|eventos?|evenements?|eventi|"
    r"appuntamenti|lich su kien|su-kien|acara|etkinlik(?:ler)?)\b"
)
_LEAST_DAYS = 4  # days that a calendar names
_LINE_WORDS = 20  # words of one event
_SENTENCE = 8  # words of the shortest sentence that tells something
_UNSPACED_LINE = 40  # characters of one event
_ENDS = (".", "!", "?", "…", "。", "।", "؟")


def is_author_page(case: PageEvidence) -> bool:
    """Return whether a page says that it is a profile, or its address and headline are a person's.

    A column in an author's directory has a longer headline.
    """
    if _states_article(case):
        return False
    if case.stated.first("og:type") == "profile" or any(
        "profilepage" in types(node) for node in case.stated.ld_nodes
    ):
        return True
    found = _AUTHOR_PATH.search(address_path(case.page.url))
    if not found:
        return False
    name = _BEHIND_NAME.split(case.metadata.title)[0]
    words, slug = set(fold(name).split()), set(fold(found[1]).split())
    if not _LATIN.search(fold(name)):
        return 0 < len(words) <= _NAME_WORDS and len(name) <= _NAME_CHARS
    return looks_like_name(name) and (slug <= words or words <= slug)


def is_calendar(case: PageEvidence, kept: Sequence[Block]) -> bool:
    """Return whether a text is days and what takes place on them, without a sentence.

    A chronicle in the news tells in sentences; a programme that it prints has one before it.
    """
    if _states_article(case):
        return False
    lines = [line for block in kept for line in block.text.split("\n")]
    if any(map(_tells, lines)):
        return False
    is_called = _CALENDAR.search(f"{address_path(case.page.url)}/{fold(case.metadata.title)}")
    has_day = _names_day_or_hour if is_called else line_days.names_day
    return sum(map(has_day, lines)) >= _LEAST_DAYS


def _names_day_or_hour(line: str) -> bool:
    return line_days.names_day(line) or patterns.CLOCK.search(line) is not None


def _tells(line: str) -> bool:
    words = len(line.split())
    if is_unspaced(line):
        return len(line) > _UNSPACED_LINE
    return words > _LINE_WORDS or (words >= _SENTENCE and line.rstrip().endswith(_ENDS))


def _states_article(case: PageEvidence) -> bool:
    return bool(case.stated.ld_articles) or case.stated.first("og:type") == "article"
