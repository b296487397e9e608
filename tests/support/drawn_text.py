"""The text that the engine keeps of a drawn page."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page
from tests.support.labelled_list_pages import ListedPage

AT = datetime(2026, 11, 20, tzinfo=UTC)


def page_of(drawn: ListedPage) -> Page:
    return Page(drawn.url, drawn.html.encode(), fetched_at=AT)


def text_of(drawn: ListedPage) -> str:
    try:
        article = extract(page_of(drawn))
    except NotAnArticle as refusal:
        return f"taken for none: {refusal.reason}"  # everything is lost
    return "\n".join([article.lead or "", *(block.text for block in article.body)])
