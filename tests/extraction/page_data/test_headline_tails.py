"""Titles of pages without ``<h1>``: parts not printed with the headline are cut."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.metadata import metadata
from pipelines.extraction.page_data import structured_data
from pipelines.items import Page

HEADLINE = "Boats return to the old harbour"
STORY = (
    "The boats came back at dawn, and the people of the town stood on the wall with lamps that "
    "they had carried for most of the night, waiting for the last of the crews to come ashore."
)
MENU = "<nav><ul><li><a href='/sea'>Sea life</a></li><li><a href='/e'>Economy</a></li></ul></nav>"
SITE = "<meta property='og:site_name' content='Báo Hoa Lâm'>"


def title(stated: str, body: str, head: str = "") -> str:
    tree = parse_text(
        f"<html><head><title>{stated}</title>{head}</head><body>{body}<p>{STORY}</p></body></html>"
    )
    page = Page("https://hoalam.example/a", b"", datetime(2026, 1, 5, tzinfo=UTC))
    return metadata(tree, structured_data.read(tree), page).title


@pytest.mark.parametrize(
    "tail",
    [
        " - Economy",
        " - Economy - Báo Hoa Lâm",
        " | Sea life | Báo Hoa Lâm",
        " – Báo Hoa Lâm – News by the hour",
        ".:.Báo Hoa Lâm",
        " -Báo Hoa Lâm",
    ],
)
@pytest.mark.parametrize("printed", ["", f"<p class='headline'>{HEADLINE}</p>"])
def test_section_and_site_are_cut_off(tail: str, printed: str) -> None:
    assert title(HEADLINE + tail, MENU + printed, SITE) == HEADLINE


def test_a_title_is_cut_to_the_printed_headline() -> None:
    printed = f"<h2>{HEADLINE}</h2>"
    assert title(f"{HEADLINE} - pictures of the crews - The Sail", printed) == HEADLINE
    assert title(f"{HEADLINE} - The Sail", f"<p><a href='/b'>{HEADLINE}</a></p>") != HEADLINE


@pytest.mark.parametrize(
    ("stated", "body"),
    [
        (f"{HEADLINE} - the crews", MENU),
        (f"{HEADLINE} - Economy", f"{MENU}<h2>{HEADLINE} - Economy</h2>"),
        ("Storm – Economy", MENU),
        ("Storm – what we know", "<h2>Storm</h2>"),
        (HEADLINE, MENU),
    ],
)
def test_what_may_be_headline_stays(stated: str, body: str) -> None:
    assert title(stated, body) == stated
