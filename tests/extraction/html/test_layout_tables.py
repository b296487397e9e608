"""Columns of layout tables are not data, and sub-headings between line breaks are blocks."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

LIST = "".join(f"<br><a href=/{at}>Other headline number {at} of today</a>" for at in range(4))


def test_a_text_beside_a_column_of_headlines() -> None:
    rows = f"<tr><td>{PARAGRAPHS}</td><td><b>Most read</b>{LIST}</td></tr>"
    table = f"<table><tr><td colspan=2><a href=/>Harbour Daily</a></td></tr>{rows}</table>"
    assert blocks(table) == list(STORY)


@pytest.mark.parametrize("cell", ["{}", "<p>{}</p>"])
def test_a_table_of_data_is_one_block(cell: str) -> None:
    rows = (("Year", "Boats"), ("2025", "12"), ("2026", "18"))
    cells = ("".join(f"<td>{cell.format(text)}</td>" for text in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    assert "Year | Boats\n2025 | 12\n2026 | 18" in blocks(f"{PARAGRAPHS}<table>{table}</table>")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{0}<br><strong>Who pays</strong><br>{1}</p><p>{2}</p>",
        "<p>{0}<br><br><b><span>Who pays</span></b><br/>{1}<br><br>{2}</p>",
        "<p>{0}</p><p><strong>Who pays<br></strong>{1}</p><p>{2}</p>",
    ],
)
def test_a_sub_heading_between_line_breaks(markup: str) -> None:
    assert blocks(markup.format(*STORY)) == [STORY[0], "Who pays", STORY[1], STORY[2]]


def test_a_bold_paragraph_with_a_line_break_is_whole() -> None:
    bold = "<p><strong>The boat is back after eleven<br>years, and the council pays.</strong></p>"
    assert "The boat is back after eleven years, and the council pays." in blocks(bold + PARAGRAPHS)


@pytest.mark.parametrize("mode", ["shadowrootmode=open", "shadowroot=open"])
def test_a_shadow_root_is_page_text(mode: str) -> None:
    assert blocks(f"<x-body><template {mode}>{PARAGRAPHS}</template></x-body>") == list(STORY)


def test_a_template_for_scripts_is_none() -> None:
    card = "<template><p>A card of another article that a script may show later on.</p></template>"
    assert blocks(PARAGRAPHS + card) == list(STORY)
