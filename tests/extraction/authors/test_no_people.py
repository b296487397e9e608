"""What stands in an author's place without being a person, and people who seem to be none."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipelines.extraction import extract
from pipelines.extraction.authors.byline import byline
from pipelines.extraction.authors.people import people
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import structured_data
from pipelines.items import Page

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
TITLE = "Boats return to the old harbour"
STORY = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night, waiting for the last of the crews."
)


def read(body: str = "", head: str = "", host: str = "paper.example") -> Metadata:
    page = f"<html><head>{head}</head><body><div><h1>{TITLE}</h1>{body}<p>{STORY}</p></div></body>"
    tree = parse_text(page)
    return metadata(tree, structured_data.read(tree), Page(f"https://{host}/boats", b"", NOW))


def linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gespeichert von", []),
        ("Artikel von", []),
        ("Zitat von HafenFan", []),
        ("Alles von Lan Vien", ["Lan Vien"]),
        ("Pressemitteilung von Lan Vien", ["Lan Vien"]),
        ("Kurier-Online-Experte Lan Vien", ["Lan Vien"]),
        ("Af Lan Vien", ["Lan Vien"]),
        ("Developed By Lan Vien", []),
        ("wordpressadmin", []),
        ("admin2x", []),
        ("Lan Vien ESPN.com", ["Lan Vien"]),
        ("HarbourMarkets.com", []),
        ("J.de Vries", ["J.de Vries"]),
        ("H.P. Report", []),
        ("Lan Vien, Jo Carver, AP Harbour Writers", ["Lan Vien", "Jo Carver"]),
        ("LAN VIEN AP Harbour Writer", ["Lan Vien"]),
        ("Diario del Puerto", []),
        ("Preußische Hafen Zeitung, Lan Vien", ["Lan Vien"]),
        ("Ministerium für Häfen und Küstenschutz", []),
        ("वाराणसी ब्यूरो", []),
        ("作者：记者王小明", ["王小明"]),
        ("Autor/in: Lan Vien", ["Lan Vien"]),
        ("كتبت أسماء نصار", ["أسماء نصار"]),
        ("Pär Lind", ["Pär Lind"]),
        ("Piše: P. Vienović", ["P. Vienović"]),
        ("Снимка: Getty Images/Guliver", []),
        ("Lan Vien, Jo Carver | USA TODAY", ["Lan Vien", "Jo Carver"]),
        ("kovar, Tog, Ernesta", ["kovar", "Tog", "Ernesta"]),
    ],
)
def test_labels_accounts_and_outlets_are_no_people(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize("name", ["O Papel", "Jornal O Papel", "Papel Portugal Online"])
def test_a_sites_name_within_another_is_no_person(name: str) -> None:
    assert people(name, frozenset(("opapel", "papelportugal"))) == []


@pytest.mark.parametrize("name", ["Maria Papel", "Ana Portugal", "La Toya Vien"])
def test_a_person_may_share_a_word_with_the_site(name: str) -> None:
    assert people(name, frozenset(("opapel", "papelportugal"))) == [name]


SECTIONS = [
    "<p><a rel='category tag' href='/category/el-mundo/'>El Mundo</a> | octubre 7, 2020</p>",
    "<p>by <span>j0xf_10</span> | <span>Jun 2, 2020</span> | "
    "<a rel='category tag' href='/category/b/'>Harbour Search Blogs</a> |</p>",
    "<p>Posted by Paper Articles, 06/01/2020 <a href='/category/b/'>Business</a>, "
    "<a href='/category/s/'>Small Business</a></p>",
    "<div class='post-head'><div class='post-cat'>Business Law</div>"
    "<div>Posted 2 June 2020</div></div>",
]


@pytest.mark.parametrize("line", SECTIONS)
def test_a_link_to_a_section_is_no_author(line: str) -> None:
    assert read(line).authors in ((), ("Paper Articles",))


AUTHORS = [
    "<p><a href='/autor/lan-vien/' rel='category tag'>Lan Vien</a>, "
    "<a href='/autor/jo-carver/' rel='category tag'>Jo Carver</a> | 7 June 2020</p>",
    "<p>By <a href='/tag/lan-vien/'>Lan Vien</a>, <a href='/tag/jo/'>Jo Carver</a></p>"
    "<p>7 June 2020</p>",
]


@pytest.mark.parametrize("line", AUTHORS)
def test_authors_whose_pages_are_tags_stay(line: str) -> None:
    assert read(line).authors == ("Lan Vien", "Jo Carver")


def test_a_tag_that_microdata_calls_the_author_is_one() -> None:
    name = "<span itemprop='author'><span itemprop='name'>Lan Vien</span></span>"
    linked = f"<span>Edited by <a href='/topic/lan-vien'>{name}</a></span>"
    line = f"<p><span><a href='/harbour'>All Harbour</a></span>{linked}</p>"
    assert read(f"{line}<p>7 June 2020</p>").authors == ("Lan Vien",)


def test_buttons_beside_the_date_are_no_author() -> None:
    assert read("<p>Teilen Teilen Drucken</p><p>7 June 2020</p>").authors == ()


def test_microdata_of_an_organisation_is_no_author() -> None:
    kind = "itemprop='author' itemscope itemtype='https://schema.org/{}'"
    meta = "<meta itemprop='name' content='Harbour Komsomol'>"
    assert read(f"<div {kind.format('Organization')}>{meta}</div>").authors == ()
    assert read(f"<div {kind.format('Person')}>{meta}</div>").authors == ("Harbour Komsomol",)


def test_what_json_declares_an_organisation_is_a_credit() -> None:
    article = {"@type": "NewsArticle", "headline": TITLE}
    body = {**article, "author": {"@type": "Organization", "name": "Harbour Gear"}}
    found = read(head=linked(body))
    assert (found.authors, found.credit) == ((), "Harbour Gear")
    person = {**article, "author": {"@type": ["Person", "Organization"], "name": "Lan Vien"}}
    assert read(head=linked(person)).authors == ("Lan Vien",)


def test_a_person_who_owns_the_site_is_its_author() -> None:
    owner = {"@type": ["Person", "Organization"], "@id": "#p", "name": "Lan Vien"}
    site = {"@type": "WebSite", "name": "Lan Vien", "publisher": {"@id": "#p"}}
    article = {
        "@type": "Article",
        "headline": TITLE,
        "author": {"name": "Lan Vien", "@id": "#p"},
        "publisher": {"@id": "#p"},
    }
    graph = linked({"@graph": [owner, site, article]})
    assert read(head=graph, host="lanvien.example").authors == ("Lan Vien",)
    body = linked({"@graph": [{**owner, "@type": "Organization"}, site, article]})
    assert read(head=body, host="lanvien.example").authors == ()


@pytest.mark.parametrize("line", ["H.D. Report", "Monitoring Report", "Staff Report"])
def test_a_newsroom_signs_above_the_text(line: str) -> None:
    body = f"<p><b>{line}</b></p><p>HUE: {STORY}</p><p>{STORY} They sang.</p>"
    page = f"<html><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    found = extract(Page("https://paper.example/boats", page.encode(), NOW))
    assert (found.authors, found.text.startswith("HUE")) == ((), True)


def test_a_linked_button_in_capitals_signs_nothing() -> None:
    button = "<div><a href='https://paper.example'><strong>BACK TO OUR HOME</strong></a></div>"
    story = f"<p>{STORY}</p><p>{STORY} They sang.</p><p>{STORY} Nobody slept.</p>"
    page = f"<html><body><article><h1>{TITLE}</h1>{story}{button}</article></body></html>"
    assert extract(Page("https://paper.example/boats", page.encode(), NOW)).authors == ()


def test_an_arabic_sentence_of_writing_is_no_byline() -> None:
    assert byline("كتب محمد صلاح تاريخا جديدا أمس") is None
