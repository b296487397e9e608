"""Location of the article, by each detector."""

from __future__ import annotations

import pytest

from pipelines.extraction.html.main_content import Body, find
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read
from pipelines.extraction.lexicon import class_names
from pipelines.items import BlockKind
from pipelines.layout import Layout

SENTENCE = "The harbour authority said on Monday that dredging would begin in March, a year late. "
PROSE = f"<p>{SENTENCE * 2}</p>" * 4
ASIDE = "<aside class='sidebar'><p>A short note on tides, for those who sail at night.</p></aside>"


def names(html: str, *layouts: Layout) -> tuple[Body, list[str]]:
    body = find(read(parse_text(f"<html><body>{html}</body></html>")), layouts)
    return body, [node.names for node in body.nodes]


def test_the_layout_comes_first_and_the_first_that_matches_is_used() -> None:
    html = f"<div class='entry-content'>{PROSE}</div><div id='abody'>{PROSE}</div>"
    new, old = Layout(body="#nowhere"), Layout(body="#abody")
    body, found = names(html, new, old)
    assert (found, body.located_by, body.layout) == ([" abody"], "layout", old)


def test_a_template_name_is_trusted_if_it_contains_prose() -> None:
    body, found = names(f"<div class='entry-content'>{PROSE}</div>{ASIDE}")
    assert (found, body.located_by) == (["entry-content"], "name")
    _, found = names(f"<div class='entry-content'></div><div class='zzz'>{PROSE}</div>")
    assert found == ["zzz"]


def test_a_body_split_over_two_containers_is_found_whole() -> None:
    part = f"<div class='article-body'>{PROSE}</div>"
    _, found = names(f"<main>{part}<div class='ad'>Advertisement</div>{part}</main>")
    assert found == ["article-body", "article-body"]


def part(at: int) -> str:
    text = SENTENCE.replace("March", f"month {at}")
    return f"<section class='zzz sec-{at}'><h2>Part {at}</h2><div><p>{text}</p></div></section>"


PARTS = "".join(part(at) for at in range(6))
BOX = "<div class='promo-x'><p>A note on tides, for those who sail.</p></div>"


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        pytest.param(f"<main>{PARTS}</main>{ASIDE}", 6, id="a box for each section"),
        pytest.param(
            f"<main><ol>{''.join(f'<li>{part(at)}</li>' for at in range(5))}</ol></main>",
            5,
            id="a box in each item of a list",
        ),
        pytest.param(
            f"<article><div class='rich-text'><p>{SENTENCE}</p></div>{PARTS}</article>",
            7,
            id="one small part has the name of a body",
        ),
        pytest.param(
            f"<main><div>{PARTS.replace('section', 'main')}</div></main>",
            6,
            id="a main in each box is no whole",
        ),
        pytest.param(
            f"<div class='one'>{PARTS}</div><div class='two'>{PARTS}</div>",
            6,
            id="the text again, for small screens, is no second part",
        ),
        pytest.param(
            f"<div><div class='zzz'><div><p>{SENTENCE * 2}</p></div></div>"
            f"<div class='thread'>{PROSE.replace('harbour', 'reader') * 3}</div></div>",
            12,
            id="boxes of another name are no parts: the longer one alone",
        ),
        pytest.param(
            f"<div class='grid'><article class='card'><div><p>{SENTENCE * 3}</p></div></article>"
            f"<article class='card'><p>{SENTENCE}</p></article>"
            f"<article class='card'><p>{SENTENCE * 2}</p></article></div>",
            1,
            id="other articles are no parts",
        ),
        pytest.param(
            f"<main><section class='zzz'><div>{PROSE}</div></section>"
            f"{PARTS.replace('<h2>', '<h2><a href=/other>').replace('</h2>', '</a></h2>')}</main>",
            4,
            id="teasers under linked headlines are no parts",
        ),
    ],
)
def test_the_parts_of_a_text_are_found_whole(html: str, paragraphs: int) -> None:
    page = read(parse_text(f"<html><body>{html}{BOX}</body></html>"))
    body = find(page)
    found = [block for block in page.blocks if body.in_body[block.index]]
    assert sum(block.kind is BlockKind.PARAGRAPH for block in found) == paragraphs


def test_a_wrapper_called_sidebar_does_not_lose_the_article() -> None:
    body, _ = names(f"<div class='has-sidebar'><div class='zzz'>{PROSE}</div></div>{ASIDE}")
    assert sum(body.in_body) == 4


def test_a_page_without_prose_is_its_own_body() -> None:
    body, _ = names("<a href='/x'>one</a>")
    assert all(body.in_body)


def test_a_class_name_around_most_sections_is_ignored() -> None:
    cards = "".join(f"<div class='card'>{PROSE}</div>" for _ in range(3))
    page = read(parse_text(f"<html><body><div class='entry-content'>{cards}</div></body></html>"))
    body = find(page)
    assert {
        body.ancestor_flags[block.node.index] & class_names.TEASER for block in page.blocks
    } == {0}
    one = f"<div class='entry-content'>{PROSE * 3}<div class='card'><p>{SENTENCE}</p></div></div>"
    page = read(parse_text(f"<html><body>{one}</body></html>"))
    assert find(page).ancestor_flags[page.blocks[-1].node.index] & class_names.TEASER


def test_a_footer_is_the_article_only_if_it_contains_the_headline() -> None:
    body, _ = names(f"<h1>Scores</h1><p>One 0-2 Two</p><footer>{PROSE}</footer>")
    assert body.ancestor_flags[-1] & class_names.FOOTER
    body, _ = names(f"<footer><h1>Dredging</h1><div>{PROSE}</div></footer>{ASIDE}")
    assert sum(body.in_body) == 4


@pytest.mark.parametrize("site", ["", f"<footer><p>{SENTENCE * 2} © 2026</p></footer>"])
def test_a_footer_among_the_articles_paragraphs_is_a_part_of_it(site: str) -> None:
    other = (
        "<p>The harbour authority will pay for dredging, said the mayor in March on a Monday.</p>"
    )
    text = PROSE + other * 2
    body, _ = names(f"<article><h1>Dredging</h1>{text}<footer>{text}</footer></article>{site}")
    assert sum(body.in_body[:-1]) >= 12
    assert not any(flags & class_names.FOOTER for flags in body.ancestor_flags[:-2])


def main_text(html: str) -> str:
    """Return the text of the body, on a page whose head says that it is about dredging."""
    headline = "dredging begins late the harbour authority dredging would begin in march"
    page = read(parse_text(f"<html><body>{html}</body></html>"))
    body = find(page, (), headline)
    return " ".join(block.text for block in page.blocks if body.in_body[block.index])


OFFER = "<p>Free delivery on all orders over forty crowns, see our terms for your country.</p>"


def test_prose_above_the_headline_yields_to_prose_about_the_headline() -> None:
    banner = f"<div class='bar'><div>{OFFER * 9}</div></div>"
    story = f"<h1>Dredging begins late</h1><p>{SENTENCE * 2}</p>"
    assert main_text(f"{banner}<div class='zzz'>{story}</div>").startswith("Dredging")


def test_a_headline_below_its_text_costs_nothing() -> None:
    story = f"<div class='zzz'>{PROSE}</div><h1>Dredging begins late</h1>"
    assert SENTENCE.strip() in main_text(f"{story}<div class='notes'>{OFFER}</div>")
    assert SENTENCE.strip() in main_text(f"{story}<div class='more'><p>{SENTENCE}</p></div>")


ESSAY = [f"<p>{SENTENCE.replace('March', f'month {at}')}</p>" for at in range(20)]


def section(paragraphs: list[str]) -> str:
    text = "".join(paragraphs)
    return f"<section class='ef eg'><div class='n'><div class='z'>{text}</div></div></section>"


def test_sections_alike_in_one_article_are_one_text_though_one_holds_most_of_it() -> None:
    parts = section(ESSAY[:2]) + section(ESSAY[2:17]) + section(ESSAY[17:])
    body, _ = names(f"<article><h1>Dredging</h1><div>{parts}</div></article>{ASIDE}")
    assert sum(body.in_body) >= len(ESSAY)


def test_sections_of_teasers_below_the_text_stay_outside() -> None:
    other = OFFER.replace("</p>", "").replace("<p>", "<h3><a href='/n/1'>Free delivery</a></h3><p>")
    parts = section(ESSAY) + section([other] * 4)
    _, found = names(f"<article><h1>Dredging</h1><div>{parts}</div></article>{ASIDE}")
    assert found == ["z"]


STORIES = "".join(
    f"<li><div class='bfc'><h3 class='f'><a href='/n/{at}'>Story {at}</a></h3>"
    f"<p>{OFFER[3:-4] * 3}</p></div></li>"
    for at in range(12)
)
PLAYER = "".join(
    f"<p>Clip {at}</p><p><a href='/v/{at}'>Next video {at}</a></p>" for at in range(30)
)


def test_a_stream_of_teasers_is_no_evidence_beside_an_article_in_a_card() -> None:
    text = f"<div class='b'>{''.join(ESSAY[:9])}</div>"
    story = f"<section class='card-main'><div class='vp'>{PLAYER}</div>{text}</section>"
    found = main_text(f"<div>{story}<ul class='stream'>{STORIES}</ul></div>")
    assert found.count("harbour authority") == 9
    assert "Free delivery" not in found


def test_items_with_linked_headings_below_an_introduction_are_the_text() -> None:
    intro = f"<div class='intro'>{''.join(ESSAY[:4])}</div>"
    page = f"<main><h1>Dredging</h1>{intro}<div><ul class='picks'>{STORIES}</ul></div></main>"
    assert main_text(page).count("Free delivery") == 36
