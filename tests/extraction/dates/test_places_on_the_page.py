"""Where templates print the day of publication, and the same places with other articles' days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import structured_data
from pipelines.items import Page

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
DAY = date(2025, 11, 3)
TITLE = "Boats return to the old harbour"
STORY = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night, waiting for the last of the crews."
)


def read(body: str, head: str = "") -> Metadata:
    tree = parse_text(f"<html><head>{head}</head><body>{body}</body></html>")
    return metadata(
        tree, structured_data.read(tree), Page("https://harbour.example/boats", b"", NOW)
    )


def below_title(body: str) -> date | None:
    return read(f"<div><h1>{TITLE}</h1>{body}<p>{STORY}</p></div>").published_day


FACTS_BESIDE = [
    "<aside class='meta'><p>Von Lan Vien</p><p class='post-date'>3. Nov 2025</p><p>Tags:</p>"
    "</aside>",
    "<aside><dl><dt>Datum</dt><dd>03.11.2025</dd><dt>Kategorie</dt><dd>Hafen</dd></dl></aside>",
    "<aside class='columns'><ul class='content__meta'><li>Hafen</li><li class='meta__date'>"
    "03.11.2025</li><li>Lesedauer ca. 7 Minuten</li></ul></aside>",
    "<div class='header-authorAndSecondaryInfo'><div>by lanv</div>"
    "<div class='header-date'><time datetime='2025-11-03T12:45Z'>3rd Nov 2025</time></div></div>",
]


@pytest.mark.parametrize("facts", FACTS_BESIDE)
def test_facts_beside_the_headline_are_no_sidebar(facts: str) -> None:
    assert below_title(facts) == DAY


SIDEBARS = [
    "<aside class='meta'><p><a href='/x'>Two ferries collide off the northern cape</a></p>"
    "<p class='post-date'>1. Sep 2024</p></aside>",
    "<aside class='sidebar'><p>Two boats sink off the cape</p><p class='date'>1 Sep 2024</p>"
    "</aside>",
    "<div class='sidebar'><p>Two boats sink off the cape</p><p class='date'>1 Sep 2024</p></div>",
]


@pytest.mark.parametrize("sidebar", SIDEBARS)
def test_a_sidebar_with_another_article_stays_one(sidebar: str) -> None:
    assert below_title(sidebar) is None


LINES_OF_FACTS = [
    "<p class='rte__caption'>03. November 2025 | Naturschutz, Hafenverein</p>",
    "<h2>Stars (1 / 1) <span>03.11.2025 13:30 von Olga</span> <span>Symbolbild</span></h2>",
    "<div class='post_meta'>&sdot; November 3, 2025 <span>&sdot;</span> <a href='mailto:x'>Email "
    "this post</a> <span>&sdot;</span> <a href='/p'>Print this page</a></div>",
]


@pytest.mark.parametrize("line", LINES_OF_FACTS)
def test_a_line_of_facts_with_the_day_in_an_element_of_its_own(line: str) -> None:
    assert below_title(line) == DAY


CAPTIONS = [
    "<div><img src='/a.jpg'><p class='caption'>12 June 2019 | The pier, at noon</p></div>",
    "<figure><img src='/a.jpg'><figcaption><span>12 June 2019</span> <b>Pier</b></figcaption>"
    "</figure>",
    "<p class='photo-caption'><span>12 June 2019</span> <b>The pier, at noon, from the air</b></p>",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_with_a_day_is_no_line_of_facts(caption: str) -> None:
    assert below_title(caption) is None


def test_a_day_in_an_element_of_its_own_in_the_headlines() -> None:
    heading = f"<h1><span><span>03.11.2025</span></span>{TITLE}</h1>"
    assert read(f"{heading}<p>{STORY}</p>").published_day == DAY


def test_a_day_that_the_headline_is_about() -> None:
    heading = "<h1>Boats return on <b>3 November 2025</b> to the old harbour</h1>"
    assert read(f"{heading}<p>{STORY}</p>").published_day is None


BELOW_THE_TEXT = [
    "This entry was posted on Monday, November 3rd, 2025 at 3:21 pm and is filed under Harbour.",
    "This entry was posted in Harbour, Boats by Lan Vien on November 3, 2025. Bookmark it.",
    "Dieser Artikel wurde am 3. November 2025 um 14:48 von Lan Vien veröffentlicht.",
    "Cet article a été publié dans Port le 3 novembre 2025 par Lan Vien. Vous pouvez réagir.",
    "Esta entrada fue publicada en Puerto el 3 noviembre, 2025 por Lan Vien. Guarda el enlace.",
    "Dit bericht werd geplaatst in Haven door Lan Vien op 3 november 2025. Bewaar de link.",
    "Ten wpis został opublikowany w kategorii Port, 3 listopada 2025 przez Lan Vien.",
    "Запись опубликована 3 ноября 2025 автором Lan Vien в рубрике Порт.",
]


@pytest.mark.parametrize("sentence", BELOW_THE_TEXT)
def test_a_blogs_sentence_below_the_text(sentence: str) -> None:
    found = below_title(f"<p>{STORY}</p><p class='postmetadata'><small>{sentence}</small></p>")
    assert found == DAY


FOOTERS = {
    "Erstellt von Lan Vien - veröffentlicht 03.11.2025 06:00": DAY,
    "Erschienen am: 03.11.2025": DAY,
    "Last updated: 03.11.2025": None,
    "Harbour Daily, 03.11.2025": None,
}


@pytest.mark.parametrize(("line", "day"), FOOTERS.items())
def test_a_line_in_a_footer_counts_if_it_says_published(line: str, day: date | None) -> None:
    footer = f"<div class='footer-row'><div class='document-byline'>{line}</div></div>"
    story = f"<h1>{TITLE}</h1><div><p>{STORY}</p><p>{STORY}</p></div>"
    assert read(story + footer).published_day == day


def test_two_days_in_a_footer_are_of_other_articles() -> None:
    lines = "<div>Published: 03.11.2025</div><div>Published: 04.11.2025</div>"
    page = f"<h1>{TITLE}</h1><p>{STORY}</p><footer>{lines}</footer>"
    assert read(page).published_day is None


def test_a_printed_day_of_publication_counts_more_than_its_machines_date() -> None:
    printed = "<time datetime='2025-11-07T10:18:46Z'>Publié le 3 novembre 2025</time>"
    assert below_title(printed) == DAY
    unlabelled = "<time datetime='2025-11-03T10:18:46Z'>7 novembre 2025</time>"
    assert read(f"<h1>{TITLE}</h1>{unlabelled}<p>{STORY}</p>").published_at == datetime(
        2025, 11, 3, 10, 18, 46, tzinfo=UTC
    )


def test_a_loose_tag_gives_way_to_an_earlier_printed_day() -> None:
    tag = "<meta name='date' content='2025-11-12T08:00:00+00:00'>"
    body = f"<h1>{TITLE}</h1><p class='date'>03.11.2025</p><p>{STORY}</p>"
    assert read(body, tag).published_day == DAY
    later = f"<h1>{TITLE}</h1><p class='date'>20.11.2025</p><p>{STORY}</p>"
    assert read(later, tag.replace("12T", "03T")).published_at == datetime(
        2025, 11, 3, 8, 0, tzinfo=UTC
    )


def test_the_day_of_an_event_is_not_the_articles() -> None:
    tag = "<meta property='article:published_time' content='2025-11-03T08:00:00+00:00'>"
    body = f"<h1>{TITLE}</h1><h2>February</h2><p>Termin: 21.02.2026, 19 Uhr</p><p>{STORY}</p>"
    assert read(body, tag).published_day == DAY
