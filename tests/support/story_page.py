"""A page with an article of four paragraphs, and room around and in it."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.extraction import extract
from pipelines.items import Article, Page

STORY = (
    "The first night ferry in eleven years left Harrow Quay at ten minutes past midnight on "
    "Sunday, carrying forty-one passengers and three delivery vans.",
    "The crossing to Skelmere takes fifty minutes. For most of the past decade anyone who missed "
    "the last boat had to sleep in the terminal.",
    "The county council agreed in June to cover the losses of the route, which it puts at 3.4 "
    "million crowns a year, until the tunnel opens.",
    "Two crews of six have been hired, most of them from the fishing fleet, which has laid up nine "
    "boats since the herring quota was cut.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in STORY)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def page(body: str = PARAGRAPHS, *, top: str = "", head: str = "", lang: str = "en") -> Page:
    """Return a page: ``top`` is below the headline, ``body`` in the text's element."""
    html = (
        f"<html lang={lang}><head><title>Night ferry returns to the strait | Harbour Daily</title>"
        f"{head}</head><body><nav><a href=/news>News</a> <a href=/economy>Economy</a></nav><main>"
        f"<article><h1>Night ferry returns to the strait</h1>{top}<div class=txt>{body}</div>"
        "</article></main><footer><p>Harbour Daily, licence 12.</p></footer></body></html>"
    )
    return Page("https://harbour.example/a/night-ferry-12.html", html.encode(), NOW)


def article(body: str = PARAGRAPHS, *, top: str = "", head: str = "", lang: str = "en") -> Article:
    """Return the article of such a page."""
    return extract(page(body, top=top, head=head, lang=lang))


def blocks(body: str = PARAGRAPHS, *, top: str = "", head: str = "", lang: str = "en") -> list[str]:
    """Return lead and body of such a page's article."""
    found = article(body, top=top, head=head, lang=lang)
    return [found.lead] * bool(found.lead) + [block.text for block in found.body]
