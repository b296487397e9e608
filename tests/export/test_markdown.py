"""Markdown of an article, as a parser of CommonMark reads it."""

from __future__ import annotations

import pytest
from lxml import html

from pipelines.export.text_formats import markdown

ROW = {"outlet": "vna", "url": "https://x.example/1", "published_at": None, "authors": []}
KINDS = ("paragraph", "heading", "list_item", "quote", "code", "table", "code")


@pytest.mark.parametrize(
    "text",
    [
        *("1. first", "12) second", "123456789. x", "2026. Then", "- dash", "+ plus", "* star"),
        *("# head", "===", "---", "***", "___", "+++", "&lt;b&gt;", "&amp;", "&#60;", "AT&T &c"),
        *("<b>x</b>", "<https://x.example>", "![a](b)", "[a]: https://x.example", "`c`", "```"),
        *("> quoted", "back\\slash \\* \\", "_a_ __b__ *c*", "    indented", "<!-- c -->", "~~~"),
        *("a | b", "a  b", "."),
    ],
)
def test_it_says_the_text_and_nothing_else(text: str) -> None:
    """Each block is one element of its kind, with its text."""
    markdown_it = pytest.importorskip("markdown_it")
    blocks = [{"kind": kind, "text": text} for kind in KINDS]
    row = ROW | {"title": text, "lead": text, "blocks": blocks, "images": [], "agency": text}
    rendered = markdown_it.MarkdownIt().enable("table").render(markdown(row))
    root = html.fromstring(f"<div>{rendered}</div>")
    words = " ".join(text.split())
    said = [" ".join(one.text_content().split()) for one in root]
    assert said == [words, f"vna · {words} · https://x.example/1", *[words] * 8]
    kinds = [next(iter(one), one).tag if one.tag == "ul" else one.tag for one in root]
    assert kinds == ["h1", "p", "p", "p", "h2", "li", "blockquote", "pre", "pre", "pre"]
    for name in ("img", "b", "em", "hr", "ol", "table"):
        assert root.find(f".//{name}") is None
    assert len(root.findall(".//a")) == 1
