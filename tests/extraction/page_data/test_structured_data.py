"""JSON-LD and meta tags in real forms: valid, broken and hostile."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.page_data import structured_data
from pipelines.extraction.page_data.structured_data import Structured
from tests.support.steps import steps


def page(*scripts: str, head: str = "") -> Structured:
    marked = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return structured_data.read(
        parse_text(f"<html lang='vi'><head>{head}{marked}</head><body></body>")
    )


ARTICLE = '{"@type": "NewsArticle", "headline": "Boats return"'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE + "}",
        ARTICLE + ",}",
        "<!-- " + ARTICLE + "} -->",
        "//<![CDATA[\n" + ARTICLE + "}\n//]]>",
        "/* made by a plugin */ " + ARTICLE + "};",
        ARTICLE + ', // the title\n "description": "two\nlines\tand a tab"}',
        ARTICLE + ', "keywords": ["a", "b",],}',
        ARTICLE + ', "url": "C:\\drive"}',
        '{"@graph": [{"@type": "WebSite", "name": "X"}, ' + ARTICLE + "}]}",
        "[[" + ARTICLE + "}]]",
        '{"@type": "WebPage", "mainEntity": ' + ARTICLE + "}}",
        ARTICLE + "} " + '{"@type": "WebSite"}',
        ARTICLE.replace('"NewsArticle"', '["Thing", "http://schema.org/NewsArticle"]') + "}",
        "var data = " + ARTICLE + ",}",
    ],
)
def test_an_article_is_extracted_whatever_wraps_or_breaks_it(script: str) -> None:
    found = page(script)
    assert [node["headline"] for node in found.ld_articles] == ["Boats return"]


def test_articles_of_a_list_are_not_the_pages_article() -> None:
    listing = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "X"}]}
    assert page(json.dumps(listing)).ld_articles == ()


def test_a_broken_script_costs_only_itself() -> None:
    found = page('{"@type": "NewsArticle", "headline": ', ARTICLE + "}")
    assert len(found.ld_articles) == 1


def test_strings_lose_markup_and_entities() -> None:
    assert structured_data.text("<p>Caf&eacute; &amp;amp; bar</p>") == "Café & bar"
    assert structured_data.text(["", {"@value": " A  B "}]) == "A B"
    assert structured_data.text({"name": 7}) == "7"
    assert structured_data.text(None) is None
    assert structured_data.text("5 < 6 and 7 > 6") == "5 < 6 and 7 > 6"


def test_meta_tags_link_title_and_language() -> None:
    head = (
        '<title> Boats  return | Daily </title><meta property="OG:Title" content="Boats return">'
        '<meta name="author" content=""><meta name="author" content="Lan Anh">'
        '<meta itemprop="datePublished" content="2026-01-02">'
        '<link rel="nofollow canonical" href="/a">'
    )
    found = page(head=head)
    assert found.first("og:title") == "Boats return"
    assert found.first("nothing", "author") == "Lan Anh"
    assert found.first("itemprop:datepublished") == "2026-01-02"
    assert (found.canonical, found.title, found.lang) == ("/a", "Boats return | Daily", "vi")


@pytest.mark.parametrize(
    "script",
    [
        "[" * 200_000,
        '{"a":' * 100_000,
        '"' * 400_000,
        '\\"' * 300_000,
        "/*" * 300_000,
        "{" + ",  " * 200_000,
        '{"@type": "NewsArticle", "headline": "' + "<" * 400_000 + '"}',
        '{"@type": "NewsArticle", "x": ' + "9" * 10_000 + "}",
        json.dumps([{"@type": "NewsArticle", "headline": str(n)} for n in range(20_000)]),
    ],
)
def test_hostile_json_is_bounded(script: str) -> None:
    assert steps(lambda: page(script)) < 1_500_000
    assert len(page(script).ld_articles) <= 2_000


def test_ten_thousand_meta_tags_are_bounded() -> None:
    head = "".join(f'<meta property="article:tag" content="tag {n}">' for n in range(10_000))
    assert len(page(head=head).meta["article:tag"]) == 1_000


NODES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "headline", "author", "mainEntity", "name"]),
            inner | st.sampled_from(["NewsArticle", "WebPage"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(NODES)
def test_any_json_is_read(value: object) -> None:
    found = page(json.dumps(value).replace("</", "<\\/"))
    for node in (*found.ld_articles, *found.ld_nodes):
        structured_data.text(node.get("headline"))
        structured_data.types(node)
