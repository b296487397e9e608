"""Sections as metadata, breadcrumbs and menus state them, and what only stands there."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import structured_data
from pipelines.items import Page

TITLE = "Boats return to the old harbour"
NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def read(head: str = "", top: str = "", path: str = "boats.html") -> Metadata:
    tree = parse_text(
        f"<html><head><title>{TITLE} - Daily</title>{head}</head><body>{top}<h1>{TITLE}</h1></body>"
    )
    return metadata(
        tree, structured_data.read(tree), Page(f"https://harbour.example/{path}", b"", NOW)
    )


@pytest.mark.parametrize(
    ("stated", "section"),
    [
        ("Politics", "Politics"),
        ("Harbour,Boats", "Harbour"),
        ("Arts, Letters and Film", "Arts, Letters and Film"),
        ("Film, night, lamps, boats", "Film"),
        ("Business Aviation,", "Business Aviation"),
        ("nil", None),
        (TITLE, None),
    ],
)
def test_what_json_states(stated: str, section: str | None) -> None:
    article = {"@type": "NewsArticle", "headline": TITLE, "articleSection": stated}
    script = f"<script type='application/ld+json'>{json.dumps(article)}</script>"
    assert read(script).section == section


@pytest.mark.parametrize(
    ("first", "section"),
    [
        ("Politik", "Politik"),
        ("/ Presserom", "Presserom"),
        ("‹ Zurück", "Meldungen"),
        ("Direkt zum Inhalt", "Meldungen"),
        ("teilen", "Meldungen"),
        ("...", "Meldungen"),
        ("2026", "Meldungen"),
        ("November 2026", "Meldungen"),
        ("Backnang", "Backnang"),  # a town
        ("Print & Presse", "Meldungen"),
    ],
)
def test_the_first_crumb_that_is_a_section(first: str, section: str) -> None:
    crumbs = f"<div class=breadcrumb><a href=/x>{first}</a><a href=/m>Meldungen</a></div>"
    assert read(top=crumbs).section == section


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("2026/11/boats.html", "<a href=/2026>2026</a><a href=/2026/11>Archive of autumn</a>"),
        ("@lanvien/boats", "<a href=/@lanvien>Lan Vien</a>"),
        ("artikel/boats", ""),
    ],
)
def test_years_accounts_and_words_for_article_are_no_directories(path: str, link: str) -> None:
    assert read(top=f"<div>{link}</div>", path=path).section is None
