"""Results with invented articles, as a crawl passes them to the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from pipelines.items import Article, BodyBlock, Image, Outcome, Page, Result, Stripped

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def url_of(number: int | str) -> str:
    return f"https://news.example/business/{number}.html"


def text_of(number: int | str) -> str:
    return (
        f"The mill at bend {number} of the river ground its last sack of rice on Friday. "
        f"Its owner, who had kept {number} geese, said he would now keep bees."
    )


def article(number: int | str = 1, **values: Any) -> Article:
    """Return an article that differs from every other number's in title and text."""
    url = values.pop("url", url_of(number))
    text = values.pop("text", text_of(number))
    body = values.pop("body", (BodyBlock(text), BodyBlock("The bees have not been asked.")))
    defaults: dict[str, Any] = {
        "outlet": "vna",
        "title": f"Mill number {number} closes",
        "published_at": NOW - HOUR,
        "authors": ("Lê Thị Hồng",),
        "tags": ("rice", "bees"),
        "engine": "1",
        "lines": (f"mill number {number} closes", "most read", "the bees have not been asked"),
        "stripped": (Stripped("list: Most read", "Most read", 3),),
        "images": (Image("https://news.example/mill.jpg", "The mill", "Photo: L.H."),),
    }
    return Article(url=url, body=body, **(defaults | values))


def result(number: int | str = 1, **values: Any) -> Result:
    """Return a fetched page with an article; ``at``, ``page_url``, ``headers`` shape the page."""
    at = values.pop("at", NOW)
    headers = values.pop("headers", (("Content-Type", "text/html"), ("ETag", f'"{number}"')))
    page_url = values.pop("page_url", None)
    bytes_ = values.pop("bytes_", None)
    made = article(number, **values)
    address = page_url or made.url
    body = (made.text if bytes_ is None else bytes_).encode("utf-8", "replace")
    page = Page(address, body, at, outlet=made.outlet, headers=headers)
    return Result(address, made.outlet, at, page, made)


def failure(number: int | str = 1, reason: str = "HTTP 503", **values: Any) -> Result:
    defaults: dict[str, Any] = {"fetched_at": NOW, "retry": True}
    return Result(
        url_of(number), "vna", outcome=Outcome.FAILED, reason=reason, **(defaults | values)
    )
