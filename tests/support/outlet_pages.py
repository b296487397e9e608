"""Pages of the six outlets in their real structure, with an invented article and its traps.

The class names are those of the outlets' templates; parameters give what differs from page to page:
byline, mark, what is in the body and below it.
"""

# ruff: noqa: E501 - lines of HTML stand as on the page

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

TITLE = "Weavers of the upper river sell their cloth by the metre again"
LEAD = "A co-operative of 31 looms has won back the buyers that it lost to factories ten years ago."
TOLD = (
    "The looms of the upper river were silent for most of a decade, until a teacher of the village "
    "school asked her pupils to write down what their grandmothers still knew.",
    "Thirty-one families have since joined a co-operative that buys the yarn together and sells the "
    "cloth by the metre, with the weaver's name sewn into the edge.",
    "“We do not compete with the factory, we sell what it cannot make,” said Hoàng Thị Dền, who is "
    "67 and taught most of the others to set up the warp.",
    "The cloth is dyed with indigo and with the bark of a tree that grows behind each house, and no "
    "two pieces have the same blue.",
    "Buyers from the capital come once a month. They pay a third more than two years ago, and they "
    "order before the thread is on the loom.",
    "The next step is a workshop of its own beside the school, for which the district has promised "
    "the land.",
)
OTHERS = (
    "The city's oldest cinema will reopen in spring as a library for children, with lamps in place "
    "of the projector.",
    "Farmers on the coast have begun to raise crabs in old rice fields, where the water has become "
    "too salty for grain.",
    "A night train to the mountains will carry bicycles free of charge until the end of the year.",
)
HEADLINES = (
    "Old cinema becomes a library for children",
    "Crabs replace rice in salty fields",
    "Night train carries bicycles for free",
)

MARKS = {
    "vns": " — VNS",
    "vna": "./.",
    "customs": "./.",
    "vnp": " VNA/VNP",
    "sggp": " — VNA",
    "ppp": "",
}
URLS = {
    "vns": "https://vietnamnews.vn/society/1803555/weavers-sell-by-the-metre.html",
    "vna": "https://en.vietnamplus.vn/weavers-sell-by-the-metre-post355555.vnp",
    "customs": "https://english.haiquanonline.com.vn/weavers-sell-by-the-metre-32555.html",
    "vnp": "https://vietnam.vnanet.vn/english/tin-van/weavers-sell-by-the-metre-419555.html",
    "sggp": "https://en.sggp.org.vn/weavers-sell-by-the-metre-post125555.html",
    "ppp": "https://www.phnompenhpost.com/national/weavers-sell-by-the-metre",
}


@dataclass(frozen=True, slots=True)
class Story:
    """What a page holds.

    Attributes:
        paragraphs: HTML each; the mark is put behind the last.
        title, lead, mark: as printed; ``""`` for none.
        author: what ``meta[name=author]`` says.
        byline: HTML of the place where the template prints the byline.
        above, below: HTML within the body node, above and below the text.
        after: HTML below the body node.
        dated: whether the page prints a date.
        ld_author: JSON of the author in JSON-LD.
    """

    paragraphs: tuple[str, ...] = field(default=TOLD)
    title: str = TITLE
    lead: str = LEAD
    mark: str | None = None
    author: str = ""
    byline: str = ""
    above: str = ""
    below: str = ""
    after: str = ""
    dated: bool = True
    ld_author: str = '{"@type": "Person", "name": ""}'


def page(outlet: str, story: Story) -> str:
    """Return the page as the outlet prints it."""
    mark = MARKS[outlet] if story.mark is None else story.mark
    paragraphs = [escape(text, quote=False) for text in story.paragraphs]
    if paragraphs and mark:
        last = paragraphs[-1].removesuffix(".") if mark.startswith("./.") else paragraphs[-1]
        paragraphs[-1] = last + mark
    joined = "".join(f"<p>{text}</p>" for text in paragraphs)
    if outlet == "vna" and paragraphs:
        joined = "<p>" + " <br> <br> ".join(paragraphs) + "</p>"
    inner = f"{story.above}{joined}{story.below}"
    body = _BODIES[outlet](story, inner)
    return _head(outlet, story) + (body if story.dated else _undated(body)) + "</body></html>"


def _undated(body: str) -> str:
    """Return the page without its own date; lists keep theirs."""
    for pattern in _DATES:
        body = re.sub(pattern, "", body)
    return body


def _head(outlet: str, story: Story) -> str:
    title = escape(story.title)
    ld = (
        '{"@context": "https://schema.org", "@type": "NewsArticle", '
        f'"headline": "{title}", "author": {story.ld_author}}}'
    )
    data = f'<script type="application/ld+json">{ld}</script>' if outlet in ("vna", "sggp") else ""
    author = f'<meta name="author" content="{escape(story.author)}">' if story.author else ""
    lead = f'<meta name="description" content="{escape(story.lead)}">' if story.lead else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}">{lead}{author}{data}'
        f'<link rel="canonical" href="{URLS[outlet]}"></head><body>'
        '<div class="menu"><ul><li><a href="/politics">Politics</a></li>'
        '<li><a href="/society">Society</a></li><li><a href="/economy">Economy</a></li></ul></div>'
    )


def _stories(css: str) -> str:
    return "".join(
        f'<article class="{css}"><h2><a class="cms-link" href="/other-{n}-post30000{n}.vnp">'
        f"{escape(head)}</a></h2><div>{escape(text)}</div></article>"
        for n, (head, text) in enumerate(zip(HEADLINES, OTHERS, strict=True))
    )


def _vns(story: Story, inner: str) -> str:
    lead = f"<p><strong>{escape(story.lead)}</strong></p>" if story.lead else ""
    return (
        '<div class="detail"><div class="breadcrumbs"><a href="/">Home</a> <a href="/society">Society'
        f'</a></div><div class="detail__header"><h1 class="headline">{escape(story.title)}</h1></div>'
        '<div class="detail__meta"><div class="datetime">October 28, 2026 - 09:12</div></div>'
        f'<div class="detail__content"><div id="abody" class="abody">{story.byline}{lead}{inner}</div>'
        f'</div><div class="detail__related"><h4>Related Stories</h4>{_stories("story")}</div>'
        f"{story.after}</div>"
    )


def _mcms(story: Story, inner: str, source: str) -> str:
    return (
        '<div class="breadcrumb-detail"><h2 class="main"><a href="/society">Society</a></h2></div>'
        f'<div class="article"><h1 class="article__title cms-title">{escape(story.title)}</h1>'
        f'<div class="article__sapo cms-desc">{escape(story.lead)}</div>'
        f'<div class="article__meta">{story.byline}<time class="time" datetime="2026-10-28T09:12:00+07:00">'
        "Wednesday, October 28, 2026 09:12</time></div>"
        '<div class="article__body cms-body" itemprop="articleBody">'
        '<div class="article__social"><a href="#">Facebook</a> <a href="#">Twitter</a></div>'
        f'{inner}<div class="article__source">{source}</div></div>'
        '<div class="article__tag"><a href="/tag/looms">#looms</a></div>'
        f'<div class="box-related-news"><h3>Related News</h3>{_stories("story")}</div>'
        f'<div class="timeline secondary"><h3>See more</h3>{_stories("story")}</div></div>{story.after}'
    )


def _vna(story: Story, inner: str) -> str:
    return _mcms(story, inner, "VNA")


def _sggp(story: Story, inner: str) -> str:
    return _mcms(story, inner, "")


def _customs(story: Story, inner: str) -> str:
    rows = "".join(
        f'<li><a class="title" href="/other-{n}-3000{n}.html">{escape(head)}</a> '
        f"16:3{n} | 15/02/2025 Import-Export</li>"
        for n, head in enumerate(HEADLINES)
    )
    lists = "".join(
        f'<div class="main-cate"><div class="cat-head"><span class="cat-name">{label}</span></div>'
        f'<ul class="list-news">{rows}</ul></div>'
        for label in ("Related News", "Latest News", "More News", "Your care")
    )
    return (
        f'<div class="col"><h1 class="detail-title">{escape(story.title)}</h1>'
        '<span class="format_time">09:12</span> | <span class="format_date">28/10/2026</span>'
        f'<p class="detail-sapo">VCN - {escape(story.lead)}</p>'
        f'<div class="__MASTERCMS_CONTENT"><div class="__MB_MASTERCMS_EL item-content">{inner}'
        f"{story.byline}</div></div>{lists}{story.after}</div>"
    )


def _vnp(story: Story, inner: str) -> str:
    return (
        '<div class="bavn-top-post"><p class="kicker">Making news</p>'
        f'<h1 class="bavn-tt-post">{escape(story.title)}</h1>'
        '<time class="bavn-time-news">28/10/2026</time></div>'
        f'<div class="bavn-main-post"><article class="lr-ct"><p><strong>{escape(story.lead)}</strong></p>'
        f"{inner}{story.byline}</article></div>"
        f'<div class="bavn-small-news"><h3>Top</h3>{_stories("thumb")}</div>{story.after}'
    )


def _ppp(story: Story, inner: str) -> str:
    return (
        f'<h1 class="page-title">{escape(story.title)}</h1>'
        f'<div class="article-author">{story.byline} | Publication date 28 October 2026 | 09:12 | ICT</div>'
        f'<div itemprop="articleBody"><p>{escape(story.lead)}</p>{inner}</div>'
        f'<div class="top-stories"><h2>Top stories</h2>{_stories("views-row")}</div>{story.after}'
    )


_BODIES = {
    "vns": _vns,
    "vna": _vna,
    "customs": _customs,
    "vnp": _vnp,
    "sggp": _sggp,
    "ppp": _ppp,
}
_DATES = (
    r'<div class="datetime">.*?</div>',
    r'<time class="(?:time|bavn-time-news)".*?</time>',
    r'<span class="format_time">.*?</span> \| <span class="format_date">.*?</span>',
    r"\| Publication date .*? ICT",
)
OUTLETS = tuple(_BODIES)
