"""Segmentation into blocks as a reader sees them, in order, no word glued and none lost."""

from __future__ import annotations

import pytest

from pipelines.extraction.html.elements.tag_roles import SKIPPED
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read
from pipelines.items import BlockKind
from tests.support.steps import steps

STEPS = 120  # lines of code per element


def texts(html: str) -> list[str]:
    return [block.text for block in read(parse_text(html)).blocks]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>One line <br> <br> another <br/><br/> third", ["One line", "another", "third"]),
        ("<p>roses<br>violets<br>sugar", ["roses violets sugar"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        (
            "<div>some <b>bold</b> and <a href=x>linked</a> words</div>",
            ["some bold and linked words"],
        ),
        ("<a href=a>Facebook</a><a href=b>Twitter</a>", ["Facebook Twitter"]),
        ("<p><span>T</span>he first letter", ["The first letter"]),
        ("<p>a<script>x()</script>b <noscript>c</noscript>d", ["ab d"]),
        ("<p>zero\u200bwidth&nbsp;and\u00a0 blanks", ["zerowidth and blanks"]),
        (
            "<p>In <st1:place><st1:city>Hoa Lam</st1:city></st1:place>, it was <o:p></o:p>dry",
            ["In Hoa Lam, it was dry"],
        ),
        ("<p>Shares of <stock-quote>HLM</stock-quote> rose", ["Shares of HLM rose"]),
        ("<p>one</p><x-box>two</x-box><p>three", ["one", "two", "three"]),
        ("<div>one<x-box><p>two</p></x-box>three</div>", ["one", "two", "three"]),
        (
            "<span>The pier cost a million.</span><span>The road cost more.</span>",
            ["The pier cost a million. The road cost more."],
        ),
        ("<p>the <span>U.</span><span>S.</span> fleet", ["the U.S. fleet"]),
        ("<h2>Head</h2>tail<blockquote><p>said</p></blockquote>", ["Head", "tail", "said"]),
    ],
)
def test_blocks_end_where_the_page_breaks(html: str, wanted: list[str]) -> None:
    assert texts(f"<body>{html}</body>") == wanted


def test_a_long_sentence_before_a_single_break_is_a_paragraph() -> None:
    first = "The ministry said on Monday that the bridge would open to traffic in spring."
    assert texts(f"<p>{first}<br>It did not say when.") == [first, "It did not say when."]


def test_kinds() -> None:
    html = (
        "<h2>Sub</h2><ul><li>one<li><p>two<p>more</ul><blockquote>quote</blockquote>"
        "<pre>if x:\n    y()\n</pre><p>text"
    )
    kinds = [(block.kind, block.text) for block in read(parse_text(f"<body>{html}")).blocks]
    assert kinds == [
        (BlockKind.HEADING, "Sub"),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.PARAGRAPH, "more"),
        (BlockKind.QUOTE, "quote"),
        (BlockKind.CODE, "if x:\n    y()"),
        (BlockKind.PARAGRAPH, "text"),
    ]


def test_a_table_of_data_is_one_block_and_a_layout_table_is_none() -> None:
    data = "<table><tr><th>Year<th>Tonnes<tr><td>2023<td>14<tr><td>2024<td>17</table>"
    assert texts(f"<body>{data}") == ["Year | Tonnes\n2023 | 14\n2024 | 17"]
    prose = (
        "A paragraph of the article that is long enough to be prose, and then some more of it. " * 2
    )
    layout = f"<table><tr><td>{prose}<td>{prose}<tr><td>{prose}<td>{prose}</table>"
    assert len(texts(f"<body>{layout}")) == 4


def test_links_and_pictures_are_counted() -> None:
    page = read(parse_text("<body><p><a href='/x'>all link</a></p><img alt='At the port'><p>none"))
    assert [block.link_share > 0.9 for block in page.blocks] == [True, False]
    assert page.blocks[0].hrefs == ("/x",)
    assert page.pictures == ["At the port"]


def test_every_node_knows_its_blocks() -> None:
    page = read(parse_text("<body><div><p>a<p>b</div><div class=article-body><p>c</div>"))
    spans = {(node.tag, node.start, node.end) for node in page.nodes}
    assert {("div", 0, 2), ("div", 2, 3), ("body", 0, 3)} <= spans


def test_a_frame_around_one_paragraph_is_no_node() -> None:
    tree = parse_text("<body><div class=x7><div id=deep><p>a</div></div><section hidden><p>b")
    page = read(tree)
    assert [node.tag for node in page.nodes if node.end > node.start] == [
        "html",
        "body",
        "p",
        "section",
        "p",
    ]
    found = page.by_element()
    assert (
        found[tree.find(".//div")] is found[tree.get_element_by_id("deep")] is page.blocks[0].node
    )


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep",
        "<a href=x>link</a>" * 50_000,
        "<p class='" + "x " * 500_000 + "'>text",
        "<table><tr><td>" * 5_000 + "x",
        "<ul><li>" * 20_000,
        "<b><i>" * 20_000 + "x",
    ],
    ids=[
        "nested divs",
        "links",
        "long attribute",
        "nested tables",
        "nested lists",
        "nested inline",
    ],
)
def test_monstrous_pages_take_a_few_steps_per_element(html: str) -> None:
    tree = parse_text(html)
    elements = sum(1 for _ in tree.iter())
    assert steps(lambda: read(tree).blocks) < STEPS * (elements + 20)


def test_no_word_outside_skipped_elements_is_lost() -> None:
    tree = parse_text(
        "<body><nav>menu</nav><div>x<span>y</span> <em>z</em><p>p</p>q</div><footer>f"
    )
    words = " ".join(block.text for block in read(tree).blocks).split()
    assert words == ["menu", "xy", "z", "p", "q", "f"]
    assert "nav" not in SKIPPED


def test_text_that_a_script_would_write_is_extracted_from_noscript() -> None:
    line = "<p>The harbour authority said on Monday that dredging would begin in March.</p>"
    page = parse_text(f"<body><noscript>{line * 5}</noscript><noscript><p>Turn it on</noscript>")
    assert [block.text for block in read(page).blocks] == [line[3:-4]] * 5


def test_a_link_around_blocks_ends_with_them() -> None:
    card = "<a href=/x><div><h3>Boats race at dawn</h3><p>Twelve took part.</p></div></a>"
    page = read(parse_text(f"<div><p>Before.</p>{card}<p>After.</p></div>"))
    assert [block.hrefs for block in page.blocks] == [(), ("/x",), ("/x",), ()]
    pictured = read(parse_text(f"<div>{card}<p><a href=/y><img src=z></a>Below it.</p></div>"))
    assert [block.hrefs for block in pictured.blocks] == [("/x",), ("/x",), ("/y",)]
