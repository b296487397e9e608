"""The sample pages contain their traps: checked on the archives' own bytes.

Every other test of the samples would pass on pages without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from lxml import html as lxml_html

from pipelines.text import clean, fold
from samples.sample_articles import OUTLETS, load
from samples.site_captures import Capture, captures
from tests.support.sample_crawl import gold

PAGES = {outlet: captures(outlet) for outlet in OUTLETS}
LABELS = ("Related News", "Latest News", "More News", "Your care")
END = re.compile(r"\./\.|— VNS|-VNA|VNA/VNP")


def articles(outlet: str) -> list[tuple[dict[str, object], str]]:
    """Yield each article's gold with its page, first captures only."""
    first = {one.url: one for one in reversed(PAGES[outlet])}
    return [(one, first[one["url"]].body.decode()) for one in gold()[outlet]["articles"]]


def some(found: Callable[[dict[str, object], str], bool], *outlets: str) -> bool:
    """Return whether any page of the outlets (of all by default) satisfies a condition."""
    return any(found(*one) for outlet in outlets or OUTLETS for one in articles(outlet))


def printed(page: str) -> str:
    """Return the page's own text, on one line."""
    tree = lxml_html.document_fromstring(page)
    for element in tree.xpath("//script | //style | //head"):
        element.getparent().remove(element)
    return clean(" ".join(tree.itertext()))


def count(page: str, text: object) -> int:
    return fold(printed(page)).count(fold(str(text)))


def headlines(one: dict[str, object]) -> list[str]:
    """Return headlines of other pages on the article's page."""
    foreign: Sequence[str] = one["must_not"]  # type: ignore[assignment]
    return [text for text in foreign if len(text.split()) > 3 and "Photo" not in text]


def kinds(kind: str) -> list[Capture]:
    """Return captures of non-article pages, of one kind."""
    wanted = {one.url for outlet in OUTLETS for one in load(outlet).rejects if one.kind == kind}
    return [one for outlet in OUTLETS for one in PAGES[outlet] if one.url in wanted]


def after_end(one: dict[str, object], page: str) -> bool:
    """Return whether whole sentences follow the article's end mark."""
    ends = [found.end() for found in END.finditer(page)]
    below = lxml_html.fragment_fromstring(page[ends[-1] :], create_parent=True) if ends else None
    foreign: Sequence[str] = one["must_not"]  # type: ignore[assignment]
    below_text = fold(" ".join(below.itertext())) if below is not None else ""
    return any(len(text.split()) > 12 and fold(text) in below_text for text in foreign)


def in_body_node(page: str, selector: str, words: str) -> bool:
    nodes = lxml_html.document_fromstring(page).cssselect(selector)
    return any(words in "".join(node.itertext()) for node in nodes)


TRAPS: dict[str, Callable[[], bool]] = {
    "one p with br br": lambda: some(
        lambda one, page: bool(re.search(r"<p>(?:(?!</p>).)*<br> <br>.*?<br> <br>", page)), "vna"
    ),
    "share links inside the body node": lambda: some(
        lambda one, page: in_body_node(page, ".article__body", "Copy link"), "vna"
    ),
    "lead repeated": lambda: some(
        lambda one, page: bool(one["lead"]) and count(page, one["lead"]) == 2
    ),
    "lead in the middle of the text": lambda: some(
        lambda one, page: (
            "lead is a paragraph of the body too" in one["traps"]  # type: ignore[operator]
            and count(page, one["lead"]) == 2
        ),
        "vna",
    ),
    "captions twice": lambda: some(
        lambda one, page: any(count(page, text) == 2 for text, _ in one["captions"])  # type: ignore[attr-defined]
    ),
    "teasers in full sentences after the end mark": lambda: some(after_end, "vna", "vnp", "vns"),
    "the four lists of Customs News": lambda: all(
        [label for label in LABELS if f">{label}<" in page] == list(LABELS)
        for _, page in articles("customs")
    ),
    "related lines right after the lead": lambda: some(
        lambda one, page: any(
            fold(str(one["lead"])) + " " + fold(text) in fold(printed(page)).replace("vcn ", "")
            for text in headlines(one)
        ),
        "customs",
    ),
    "doubled headlines": lambda: some(
        lambda one, page: any(
            f"{fold(text)} {fold(text)}" in fold(printed(page)) for text in headlines(one)
        ),
        "customs",
    ),
    "a page of teasers only": lambda: len(kinds("teasers")) >= 3,
    "a photo page": lambda: len(kinds("photo")) >= 2,
    "a 404 with status 200": lambda: (
        bool(kinds("soft404"))
        and all(one.status == 200 and b"404" in one.body for one in kinds("soft404"))
    ),
    "wrong charset header": lambda: any(
        "windows-1252" in one.content_type and not one.body.isascii() and one.body.decode("utf-8")
        for one in PAGES["vna"]
    ),
    "NFD text": lambda: some(
        lambda one, page: not unicodedata.is_normalized("NFC", printed_raw(page)), "vns"
    ),
    "junk fragments in URLs": lambda: any(
        re.search(rb"\.html#KVSu|\.vnp#zalo", one.body)
        for outlet in ("vns", "vna")
        for one in PAGES[outlet]
    ),
    "one story in three outlets, edited": lambda: (
        len(
            {
                tuple(text for _, text in one["body"])
                for outlet in ("vns", "vna", "sggp")
                for one in gold()[outlet]["articles"]
                if "same story in three outlets" in one["traps"]
            }
        )
        == 3
    ),
    "one article updated between two captures": lambda: any(
        len({one.body for one in PAGES["vna"] if one.url == new["url"]}) == 2
        for new in gold()["vna"]["updates"]
    ),
    "tin nhap line": lambda: some(
        lambda one, page: bool(re.search(r"tin nhap \d{14}", page)), "customs"
    ),
    "image file name line": lambda: some(
        lambda one, page: bool(re.search(r"\b\d{4}-\d{4}-[\w-]+", printed(page))), "customs"
    ),
    "clone host": lambda: any(b"https://ufabetindo.in/" in one.body for one in PAGES["vna"]),
}


def printed_raw(page: str) -> str:
    """Return the page's text as typed."""
    return "".join(lxml_html.document_fromstring(page).itertext())


@pytest.mark.parametrize("trap", TRAPS)
def test_the_samples_hold(trap: str) -> None:
    assert TRAPS[trap]()
