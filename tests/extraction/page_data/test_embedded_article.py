"""A page rendered by scripts has its text as data; a page that prints its text is left alone."""

from __future__ import annotations

import json
from html import escape

import pytest

from pipelines.extraction import NotAnArticle, extract
from tests.support.story_page import PARAGRAPHS, STORY, blocks, page

TITLE = "Night ferry returns to the strait"
TEXT = [*STORY, *(f"{text} So the harbour master said on Monday." for text in STORY)]


def state(value: object, *, angular: bool = False) -> str:
    text = json.dumps(value)
    if angular:
        for meant, written in (("&", "&a;"), ('"', "&q;"), ("<", "&l;"), (">", "&g;")):
            text = text.replace(meant, written)
    return f"<script type=application/json>{text}</script>"


@pytest.mark.parametrize(
    "data",
    [
        state({"props": {"article": {"headline": TITLE, "body": [{"html": one} for one in TEXT]}}}),
        state({"story": {"title": TITLE, "content": "".join(f"<p>{one}</p>" for one in TEXT)}}),
        state({"a": {"title": TITLE, "content": "\n".join(TEXT)}}, angular=True),
        '<script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(TEXT)})
        + "</script>",
        f"<script>var a=1;window.__STATE__ = {json.dumps({'x': {'title': TITLE, 'body': TEXT}})};"
        "b = {};</script>",
        "<script>self['state']=JSON.parse("
        + json.dumps(json.dumps({"title": TITLE, "text": "\n".join(TEXT)}))
        + ")</script>",
        "<script>self.state = JSON.parse('"
        + json.dumps({"title": TITLE, "text": TEXT}).replace("\\", "\\\\").replace("'", "\\'")
        + "')</script>",
        "<meta itemprop=articleBody content='" + escape("\n\n".join(TEXT)) + "'>",
    ],
    ids=[
        "objects",
        "markup",
        "angular",
        "articleBody",
        "assigned",
        "parsed",
        "quoted",
        "microdata",
    ],
)
def test_a_text_that_is_only_in_data(data: str) -> None:
    assert blocks("<div class=skeleton></div>", head=data) == TEXT


def test_what_the_page_prints_comes_first() -> None:
    longer = "\n".join([*STORY, "A sentence that the page does not print, and that readers miss."])
    assert blocks(PARAGRAPHS, head=state({"title": TITLE, "body": longer})) == list(STORY)


def test_the_text_of_another_article_is_not_taken() -> None:
    data = state({"title": "Owl keeps a whole street awake", "body": "\n".join(TEXT)})
    with pytest.raises(NotAnArticle):
        extract(page("", head=data))


@pytest.mark.parametrize("code", ["window.a={", "window.a=JSON.parse('", "a = {x: f(1)}", "a=[[["])
def test_code_that_is_no_data_is_passed_over(code: str) -> None:
    head = f"<script>{code * 400}</script>" + state({"title": TITLE, "body": "\n".join(TEXT)})
    assert blocks("", head=head) == TEXT


def test_a_text_for_subscribers_is_not_taken() -> None:
    paid = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(TEXT)}
    paid["isAccessibleForFree"] = "False"
    head = f'<script type="application/ld+json">{json.dumps(paid)}</script>'
    with pytest.raises(NotAnArticle):
        extract(page("", head=head))
