"""The engine end to end: it accepts any input, and keeps the article."""

# ruff: noqa: E501 - a page's markup reads better unbroken

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction import NotAnArticle, extract, extract_metadata, extract_text
from pipelines.extraction.engine import run
from pipelines.extraction.html.parse import parse_text
from pipelines.items import Article, BlockKind, Page, RepeatedLines
from pipelines.text import fold
from tests.support.steps import steps

STEPS = 1_200  # lines of code per element
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCE = "The harbour authority said on Monday that dredging would begin in March, a year late. "
BODY = (
    f"<p>{SENTENCE * 2}</p><h2>What it costs</h2><p>{SENTENCE.replace('March', 'April') * 2}</p>"
    f"<ul><li>Two ferries will stop.</li><li>One pier will close for good.</li></ul>"
    f"<blockquote><p>We were never asked, and now it is too late to plan for it.</p></blockquote>"
    f"<p>{SENTENCE.replace('harbour', 'port') * 2}</p>"
)
HTML = (
    "<html lang=en><head><title>Dredging begins in March | The Coast</title></head><body>"
    "<nav><a href=/a>Home</a><a href=/b>Politics</a></nav><article><h1>Dredging begins in March</h1>"
    f"<div class=article-body>{BODY}</div></article><footer>All rights reserved</footer></body></html>"
)


def article(html: str) -> Article:
    return extract(Page(url="https://example.org/a", body=html.encode(), fetched_at=NOW))


def test_kinds_of_blocks_are_kept_in_order() -> None:
    kinds = [block.kind for block in article(HTML).body]
    assert kinds == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]


def test_text_not_kept_is_stripped_with_reason_and_position() -> None:
    found = article(HTML)
    taken = {one.text: one.rule for one in found.stripped}
    assert taken["Dredging begins in March"] == "headline repeated"
    assert "All rights reserved" in taken
    assert all(one.rule and one.position >= 0 for one in found.stripped)


def test_every_word_of_the_page_is_kept_or_stripped() -> None:
    found = run(Page(url="https://example.org/a", body=HTML.encode(), fetched_at=NOW))
    assert found.article is not None
    kept = " ".join(block.text for block in found.article.body)
    taken = " ".join(one.text for one in found.article.stripped)
    on_page = " ".join(block.text for block in found.blocks)
    assert sorted(f"{kept} {taken}".split()) == sorted(on_page.split())


def test_a_rule_can_be_switched_off() -> None:
    page = Page(url="https://example.org/a", body=HTML.encode(), fetched_at=NOW)
    off = run(page, without=frozenset({"repeated-headline"}))
    assert "headline repeated" not in off.removals.values()


@pytest.mark.parametrize(
    ("counters", "heads"),
    [
        (("<i>02<i>/7</i></i>", "<i>03<i>/7</i></i>"), ["Old boats", "New boats"]),
        (("<i>02<i>/7</i></i>", "<i>03<i>/8</i></i>"), ["02/7Old boats", "03/8New boats"]),
        (("3/4 ", "1/4 "), ["3/4 Old boats", "1/4 New boats"]),
        (("9/11", ""), ["9/11Old boats", "New boats"]),
    ],
)
def test_a_gallerys_counters_are_cut_from_its_headings(
    counters: tuple[str, str], heads: list[str]
) -> None:
    one, other = counters
    more = f"<h3>{one}Old boats</h3><p>{SENTENCE}</p><h3>{other}New boats</h3><p>{SENTENCE * 2}</p>"
    found = article(HTML.replace("<h2>", f"{more}<h2>"))
    assert [one.text for one in found.body if one.kind is BlockKind.HEADING][:2] == heads


def test_extract_text_is_paragraphs_apart_by_one_newline() -> None:
    text = extract_text(HTML)
    assert text.split("\n")[1] == "What it costs"
    assert "\n\n" not in text


def test_bytes_give_the_same_as_text() -> None:
    assert extract_text(HTML.encode()) == extract_text(HTML)
    assert extract_metadata(HTML.encode()) == extract_metadata(HTML)


def test_extract_metadata() -> None:
    assert extract_metadata(HTML)["title"] == "Dredging begins in March"


@pytest.mark.parametrize(
    "html", ["", " ", "<p>", "\x00", "<html><body><nav><a href=x>Menu</a></nav>"]
)
def test_an_empty_page_is_not_an_article(html: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        article(html)
    assert caught.value.reason
    assert extract_text(html) == ""


UNLIKE = "Word{0} thing{1} other{2} sentence number {0} of nothing else stands here alone now."


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + SENTENCE,
        "<a href=x>link</a>" * 12_000,
        "<p class='" + "x " * 500_000 + "'>" + SENTENCE,
        "a<br>" * 6_000,
        f"<section><p>{SENTENCE}" * 400,
        "<h3>Related News</h3><a href=x>other story</a>" * 1_500,
        "<meta property='og:title' content='" + "a " * 200_000 + "'><p>" + SENTENCE,
        "<table>" + "<tr><td>a<td>b" * 1_500,
        f"<div>{6 * f'<p>{SENTENCE}'}{6_000 * '<h2><a href=x>A headline of the day</a></h2>'}",
        "".join(f"<p>{UNLIKE.format(n, 7 * n, 3 * n)}" for n in range(600)),
    ],
    ids=[
        *("divs", "links", "attribute", "breaks", "sections", "labels", "long title", "rows"),
        *("linked headlines", "paragraphs without a subject"),
    ],
)
def test_monstrous_pages_take_a_few_steps_per_element(html: str) -> None:
    extract_text("a<br>" * 100)  # one-time loading is no page's cost
    elements = sum(1 for _ in parse_text(html).iter())
    assert steps(lambda: extract_text(html)) < STEPS * (elements + 100)


def test_a_lead_that_repeats_a_paragraph_removes_nothing_from_the_text() -> None:
    """Newsrooms copy a sentence from the middle of the text as the lead."""
    lead = "The lamps of the old quay are to be lit again from the first of May onwards."
    prose = [
        f"Paragraph {number} of the report tells who will climb the poles, who pays for the oil, "
        f"and what the ferrymen of the other bank think about it all this spring."
        for number in range(6)
    ]
    prose.insert(3, lead)
    html = (
        f'<html><head><title>Lamps</title><meta name="description" content="{lead}"></head><body>'
        f'<article><h1>Lamps of the old quay are lit</h1><p class="sapo">{lead}</p>'
        f'<div class="content">{"".join(f"<p>{text}</p>" for text in prose)}</div></article>'
    )
    article = extract(Page("https://example.org/lamps", html.encode(), datetime.now(UTC)))
    assert article.lead == lead
    assert [block.text for block in article.body] == prose


@pytest.mark.parametrize("first", ["By Dawn", "By Road and Rail"])
def test_a_phrase_with_by_above_the_text_names_no_author(first: str) -> None:
    line = f"<div class=article-body><p>{first}</p>"
    found = article(HTML.replace("<div class=article-body>", line))
    assert found.authors == ()
    assert first not in {one.text for one in found.stripped if one.rule == "byline"}


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("<meta name=author content=Dawn>", "<p>By Dawn</p>"),
        ("", "<p>By Dawn</p><p>November 3, 2025 09:15</p>"),
        ("", "<p class=byline>By Dawn</p>"),
        ("", "<p>By <a href=/authors/dawn>Dawn</a></p>"),
        ("", "<p>By: Dawn</p>"),
    ],
)
def test_a_single_name_is_an_author_if_the_page_confirms_it(head: str, line: str) -> None:
    page = HTML.replace("<head>", "<head>" + head)
    found = article(page.replace("<div class=article-body>", line + "<div class=article-body>"))
    assert found.authors == ("Dawn",)
    assert all("By Dawn" not in block.text for block in found.body)


IMPRINT = (
    "<footer><p>Published by the council of Hoa Lam. Licence number 12 of 2 January 2020.</p>"
    "<p>Editor: Le Van Bao. Office: 12 Old Quay Road, Hoa Lam, beside the market hall.</p></footer>"
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<article><h1>Evening at the quay</h1><p>Whose boat lies moored in yellow light</p>"
            "<p>The song falls into wide grey water</p><p>A wind leans on the reeds all night</p>"
            "</article>",
            [
                "Whose boat lies moored in yellow light",
                "The song falls into wide grey water",
                "A wind leans on the reeds all night",
            ],
        ),
        (
            "<h1>Bus line gets ten more trips</h1><div><p>From Monday on, bus line four makes ten "
            "more trips a day for pupils.</p><p>Fares stay as they are, the operator said.</p></div>",
            [
                "From Monday on, bus line four makes ten more trips a day for pupils.",
                "Fares stay as they are, the operator said.",
            ],
        ),
    ],
    ids=["verse", "brief"],
)
def test_the_imprint_in_the_footer_is_never_the_article(page: str, expected: list[str]) -> None:
    found = article(f"<html><body>{page}{IMPRINT}</body></html>")
    assert [block.text for block in found.body] == expected


BRIEF = "A 4.1-magnitude quake shook Hoa Lam on Monday. No one was hurt."
STATED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Quake shakes Hoa Lam"'
    f', "articleBody": "{BRIEF}"}}</script>'
)


@pytest.mark.parametrize(
    ("head", "name"), [("", "entry-content"), (STATED, "zzz")], ids=["by name", "as stated"]
)
def test_a_brief_too_short_for_the_witness_is_kept_with_little_confidence(
    head: str, name: str
) -> None:
    found = article(
        f"<html><body>{head}<article><h1>Quake shakes Hoa Lam</h1><div class='{name}'>"
        f"<p>{BRIEF}</p></div></article></body></html>"
    )
    assert [block.text for block in found.body] == [BRIEF]
    assert found.confidence < 0.5
    assert "kept for its place alone" in found.concerns


def test_a_brief_that_is_all_of_its_page_is_kept() -> None:
    found = article(
        "<html><head><title>Quake shakes Hoa Lam</title></head><body>"
        f"<div class='entry-content'><p>{BRIEF}</p></div></body></html>"
    )
    assert [block.text for block in found.body] == [BRIEF]
    assert "kept for its place alone" in found.concerns


def test_a_notice_instead_of_the_text_is_not_a_brief() -> None:
    with pytest.raises(NotAnArticle):
        article(
            "<html><body><article><h1>Quake shakes Hoa Lam</h1><div class='entry-content'>"
            "<p>Please turn your telephone to see it.</p></div></article></body></html>"
        )


@pytest.mark.parametrize(
    ("below", "agency"),
    [
        ("<p>VNA/VNP</p>", "VNA/VNP"),
        ("<p>Printed from the Ledger</p><p>VNA/VNP</p>", "VNA/VNP"),
        ("<p>Printed from the Ledger</p>", None),
        ("</div><div><p>VNA/VNP</p>", None),  # a label of the site's, outside the article
        ("", None),
    ],
)
def test_an_end_mark_that_the_outlet_repeats_still_credits_the_text(
    below: str, agency: str | None
) -> None:
    """It is learned as boilerplate from the third article on."""
    prose = "".join(
        f"<p>The {who} of the delta met for the {count} time to hear what the council had decided "
        f"about the weir, and went home before the rain came.</p>"
        for who, count in (("weavers", "second"), ("ferrymen", "third"), ("potters", "fourth"))
    )
    page = Page(
        url="https://news.example/a",
        body=f'<h1>The delta meets</h1><div class="article-body">{prose}{below}</div>'.encode(),
        fetched_at=datetime(2026, 11, 2, tzinfo=UTC),
        marks=("VNA/VNP",),
        repeated=RepeatedLines(9, {fold(one): 9 for one in ("VNA/VNP", "Printed from the Ledger")}),
    )
    found = extract(page)
    assert found.agency == agency
    assert "VNP" not in found.text
    assert "Ledger" not in found.text
