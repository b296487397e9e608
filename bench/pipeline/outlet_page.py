"""Generates a page like the outlets' own, after an article of en.vietnamplus.vn of August 2026.

The original has 109,289 characters and 679 elements: 133 a, 94 div, 67 img (28 of them repeated in
a noscript each), 48 link (18 preconnect, 21 dns-prefetch, 5 preload), 47 meta, 34 h2, 33 article
(teasers, none of them the article: 3 related with image, date and teaser of about 40 words, 20 more
of the section, 5 most read, 5 in boxes), 32 li, 31 p, 29 figure, 28 noscript, 26 time, 24 br, 21
script (4 of JSON-LD, 10 inline of about 6,500 characters, 7 external), 6 ul, 6 h3, 6 i, 2 span, and
one each of h1, b, figcaption, style, header, footer, button and input. The article's body is one p,
13 paragraphs of about 540 words separated by two br each; most of the bytes are URLs of images, six
per teaser.

Words are invented, and each page has its own text. The lists are those of a site fetched at one
time: all pages of a section list its newest articles, and all pages the same most read ones. Run as
a program, ``bench.pipeline.outlet_page`` counts the elements it generates.
"""

from __future__ import annotations

import json
import random
import string
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from functools import cache

from lxml import html

from bench.stories.words import sentence, source_of, title, word

START = datetime(2025, 2, 1, tzinfo=timezone(timedelta(hours=7)))
SECTIONS = ("Politics", "World", "Society", "Business", "Culture", "Science", "Health", "Travel")
_MEDIA = "https://media.bench-plus.example"
SITE = "Bench+ (BenchPlus)"
_PARAGRAPHS = (52, 33, 42, 62, 55, 35, 48, 24, 27, 36, 70, 27, 33)  # words
_LETTERS = string.ascii_letters + string.digits + "-_"
_BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
_ELSEWHERE = tuple(f"//{name}.example" for name in (
    "www.count-visits", "static.tags-of-all", "stc.chat-plugin", "fonts.letters",
    "pagead.show-ads", "tpc.show-ads", "securepubads.doubled", "accounts.sign-in",
    "adservice.show-ads", "adservice.show-ads-vn", "www.tag-services", "partner.show-ads-too",
    "tpc.safe-frame", "za.chat-log", "sp.chat-button", "connect.face-pages", "www.face-pages",
    "graph.face-pages", "static.face-pages", "staticxx.face-pages",
))  # fmt: skip


def _title(number: int) -> str:
    return title(number, 12)


def path(number: int) -> str:
    """Return the path of a page: its headline and its number."""
    return f"/{_title(number).lower().replace(' ', '-')}-post{300_000 + number}.html"


def page(number: int, total: int, home: str) -> bytes:
    """Return a page of a site at ``home`` with ``total`` pages."""
    source = source_of(number)
    lead = f"{sentence(source, 20)} {sentence(source, 22)}"
    tags = [f"{word(source)} {word(source)} {word(source)}" for _ in range(2)]
    parts = (
        _head(number, home, lead, tags, source),
        '<body class="detail-page">',
        _ad("Masthead"),
        _HEADER,
        f'<div class="site-body">{_ad("Background")}<div class="container">',
        f'<div class="breadcrumb breadcrumb-detail"><h2 class="main">{_section_link(number, home)}'
        f"</h2></div>{_ad('Top')}",
        _article(number, total, home, lead, tags, source),
        f"{_sidebar(total, home)}</div></div>{_ad('Bottom')}</div></div>",
        '<div class="back-to-top"></div>',
        _footer(home),
        _end(home),
        "</body></html>\n",
    )
    return " ".join(parts).encode()


def _at(number: int) -> datetime:
    return START + timedelta(minutes=number)


def _section(number: int) -> str:
    return SECTIONS[number % len(SECTIONS)]


def _section_link(number: int, home: str) -> str:
    name = _section(number)
    return f'<a href="{home}/{name.lower()}/" title="{name}" class="active">{name}</a>'


def _ad(name: str) -> str:
    return (
        f'<div id="slotWeb_Slot{name}" class="rennab " data-platform="1" '
        f'data-position="Web_Slot{name}"> </div>'
    )


def _code(source: random.Random, length: int) -> str:
    """Return a script of about this many characters."""
    made = "window.layer = window.layer || []; "
    while len(made) < length:
        one, two = word(source), word(source)
        made += f"if (window.{one} !== '{two}') {{ layer.push(function(e){{return e.{two}+1}}); }} "
    return made


def _data(kind: str, **values: object) -> str:
    document = json.dumps({"@context": "http://schema.org", "@type": kind, **values}, indent=1)
    return f'<script type="application/ld+json"> {document} </script>'


@cache
def _picture(number: int) -> tuple[str, str, str]:
    """Return URLs of an image in two sizes, and its caption."""
    source = source_of(-1_000_000 - number)
    longer = source.random() < 0.33
    name = "-".join(word(source) for _ in range(14 if longer else 3))
    one, two = ("".join(source.choices(_LETTERS, k=22)) for _ in range(2))
    rest = "".join(source.choices(_LETTERS, k=source.randint(85, 150) if longer else 42))
    caption = f"{sentence(source, source.randint(6, 30))} (Photo: BNA)"
    one, two = (f"{_MEDIA}/images/{size}{rest}/{name}.jpg" for size in (one, two))
    return one, two, caption


def _head(number: int, home: str, lead: str, tags: list[str], source: random.Random) -> str:
    url, name, at = home + path(number), _title(number), _at(number).isoformat()
    picture = f"{_picture(number)[0]}.webp"
    listed = ",".join(tags)
    named = {
        "description": lead, "keywords": listed, "news_keywords": listed,
        "revisit-after": "1 days", "viewport": "width=device-width, initial-scale=1",
        "format-detection": "telephone=no", "mobile-web-app-capable": "yes",
        "apple-mobile-web-app-status-bar-style": "black", "apple-mobile-web-app-title": SITE,
        "referrer": "no-referrer-when-downgrade", "author": SITE,
        "copyright": f"Copyright 2026 by {SITE}", "RATING": "GENERAL", "GENERATOR": SITE,
        "source": SITE, "medium": "news", "robots": "index, follow, max-image-preview:large",
        "GOOGLEBOT": "index, follow, max-image-preview:large", "twitter:card": "summary",
        "twitter:url": url, "twitter:title": name, "twitter:description": lead,
        "twitter:image": picture, "twitter:site": f"@{SITE}", "twitter:creator": f"@{SITE}",
    }  # fmt: skip
    properties = {
        "fb:pages": "100200300", "fb:app_id": "4005006007", "og:site_name": SITE,
        "og:rich_attachment": "true", "og:type": "article", "og:url": url, "og:image": picture,
        "og:image:width": "1200", "og:image:height": "630", "og:title": name,
        "og:description": lead, "article:publisher": "https://www.face-pages.example/BenchPlus",
        "article:tag": listed, "article:section": _section(number),
        "article:published_time": at, "article:modified_time": at,
    }  # fmt: skip
    headers = {
        "Content-Type": "text/html; charset=utf-8", "X-UA-Compatible": "IE=edge",
        "refresh": "1800", "content-language": "vi",
    }  # fmt: skip
    metas = (
        *(f'<meta http-equiv="{key}" content="{value}">' for key, value in headers.items()),
        *(f'<meta name="{key}" content="{value}"/>' for key, value in named.items()),
        *(f'<meta property="{key}" content="{value}"/>' for key, value in properties.items()),
        '<meta name="format-detection" content="address=no"/>',
    )
    media = f"{home}/assets/web"
    sheets = (f"{media}/main.min-1.0.15.css", "https://common.cms.example/outlet-1.0.0.css")
    scripts = tuple(f"{media}/{one}.min-1.0.22.js" for one in ("main", "story", "detail"))
    links = (
        f'<link rel="shortcut icon" href="{media}/favicon.ico" type="image/x-icon"/>',
        *(f'<link rel="preconnect" href="{one}"/>' for one in (home, *_ELSEWHERE[:17])),
        *(f'<link rel="dns-prefetch" href="{one}"/>' for one in (home, *_ELSEWHERE)),
        f'<link rel="canonical" href="{url}"/>',
        *(f'<link rel="preload" href="{one}" as="script">' for one in scripts),
        *(f'<link rel="preload" href="{one}" as="style">' for one in sheets),
        *(f'<link rel="stylesheet" href="{one}">' for one in sheets),
    )
    told_of = (
        f"'articleId': '{number}', 'articleTitle': '{name}', 'articleTags': '{listed}', "
        f"'articlePublishDate': '{at}', 'articleThumbnail': '{picture}', "
        f"'articleShortUrl': '{url}', 'articleFullUrl': '{url}',"
    )
    publisher = {"@type": "Organization", "name": SITE, "logo": f"{media}/logo.png"}
    inline = (
        _code(source, 1750), f"var baseUrl = '{url}'; {_code(source, 800)}",
        f"var _metaOgUrl = '{url}'; {_code(source, 250)}", _code(source, 170), _code(source, 110),
        f"layer.push({{ 'event': 'Pageview', {told_of} }});",
        f"tag('event', 'article_page', {{ {told_of} }});", _code(source, 400), _code(source, 900),
    )  # fmt: skip
    return " ".join((
        f'<!DOCTYPE html> <html lang="en" class="en"> <head> <title>{name}</title>',
        *metas,
        *links,
        _data("Organization", name=SITE, url=home, logo=f"{media}/logo.png", foundingDate="2008",
              address=[{"@type": "PostalAddress", "streetAddress": "5 Bench Street",
                        "addressLocality": "Bench City", "postalCode": "100000"}],
              contactPoint=[{"@type": "ContactPoint", "telephone": f"+84-24-000-000{one}",
                             "contactType": "customer service"} for one in range(2)],
              sameAs=[f"https://www.{one}.example/bench" for one in ("face", "clips", "bird")]),
        _data("WebSite", name=SITE, url=home, alternateName="Bench News Online",
              potentialAction={"@type": "SearchAction", "query-input": "required name=q",
                               "target": {"@type": "EntryPoint", "urlTemplate": f"{home}/s?q"}}),
        _data("BreadcrumbList", itemListElement=[
            {"@type": "ListItem", "position": 1,
             "item": {"@id": f"{home}/{_section(number).lower()}/", "name": _section(number)}}]),
        _data("NewsArticle", mainEntityOfPage={"@type": "WebPage", "@id": url}, headline=name,
              description=lead, datePublished=at, dateModified=at, publisher=publisher,
              image={"@type": "ImageObject", "url": picture, "width": 1200, "height": 675},
              author={"@type": "Person", "name": ""}),
        *(f"<script> {one} </script>" for one in inline),
        *(f'<script async src="{one}"></script>' for one in (_ELSEWHERE[0], _ELSEWHERE[2])),
        "<style>.infographic-page { overflow-x: hidden;}</style> </head>",
    ))  # fmt: skip


_HEADER = (
    '<header class=" site-header"> <div class="sticky"> <div class="container"> '
    '<i class="ic-menu"></i> <i class="ic-bell"></i> '
    '<div id="header-news" class="pick-news hidden" data-source="header-latest-news"></div> '
    f'<a class="small-logo" href="/" title="{SITE}">{SITE}</a> <ul class="menu"> '
    + " ".join(
        f'<li> <a href="https://{short}.bench.example" title="{name}" target="_blank" '
        f'rel="nofollow">{name}</a> </li>'
        for short, name in (
            ("www", "Tiếng Việt"), ("en", "English"), ("fr", "Français"), ("es", "Español"),
            ("zh", "中文"), ("ru", "Русский"),
        )
    )
    + ' </ul> <div class="search-wrapper"> <i class="ic-search"></i> '
    '<input type="text" class="search txtsearch" placeholder="Keyword"> </div> </div> </div> '
    "</header>"
)  # fmt: skip


def _share(number: int, home: str, classes: str) -> str:
    nowhere = 'href="javascript:void(0);"'
    to = f'data-href="{home}{path(number)}"'
    return (
        f'<div class="{classes}"> '
        f'<a {nowhere} class="item fb" {to} data-rel="facebook" title="Facebook">Facebook</a> '
        f'<a {nowhere} class="item tw" {to} data-rel="twitter" title="Twitter">Twitter</a> '
        f'<a {nowhere} class="bookmark sendbookmark hidden" onclick="keep(this, {number});" '
        f'data-id="{number}" title="Bookmark">Bookmark</a> '
        f'<a {nowhere} class="print sendprint" title="Print" data-href="/print-{number}.html">'
        f"Print</a> "
        f'<a {nowhere} class="item link" {to} data-rel="copy" title="Copy link">Copy link</a> '
        "</div>"
    )


def _article(
    number: int, total: int, home: str, lead: str, tags: list[str], source: random.Random
) -> str:
    at = _at(number)
    picture, _, caption = _picture(number)
    paragraphs = [sentence(source, count) for count in _PARAGRAPHS]
    place = word(source).capitalize()
    text = " <br> <br> ".join(paragraphs).rstrip(".")
    newest = [one for one in range(total - 1, -1, -1) if one % len(SECTIONS) == _of(number)]
    listed = [one for one in newest[:21] if one != number][:20]
    more = [_story(one, home, teased=True) for one in listed]
    related = [_story((number + 7 * step) % total, home, teased=True) for step in (3, 5, 8)]
    return f"""<div class="article"> <h1 class="article__title cms-title "> {_title(number)} </h1>
<div class="article__sapo cms-desc"> <p>{lead}</p> </div> {_ad("ArticleAfterSapo")}
<div class="article__meta"> <time class="time" datetime="{at.isoformat()}"
 data-time="{at.timestamp():.0f}" data-friendly="false">{at:%A, %B %d, %Y %H:%M}</time>
<meta class="cms-date" itemprop="datePublished" content="{at.isoformat()}">
<div id='shortenlink-container'></div> </div>
<div class="col"> <div class="main-col content-col"> <figure class="article__avatar ">
<img class="cms-photo" src="{picture}.avif" alt="{caption}" cms-photo-caption="{caption}"/>
<figcaption>{caption}</figcaption> </figure> {_ad("ArticleAfterAvatar")}
<div class="article__body zce-content-body cms-body" itemprop="articleBody">
{_share(number, home, "social-pin sticky article__social")}
<p><b> {place} (BNA) </b>– {text}./.</p>
<div class="article__source"> <div class="source"> <span class="name">BNA</span> </div> </div>
{_ad("ArticleAfterBody")} </div>
<div class="article__tag"> {_tags(tags, home)} </div> {_ad("ArticleAfterTag")}
<div class="wrap-social"> {_share(number, home, "social-pin article__social")}
<a href="https://news.example/publications/bench" class="google-news" target="_blank"
 title="Google News">Follow BenchPlus</a> </div>
{_ad("ArticleAfterBody1")} {_ad("ArticleAfterBody2")}
<div class="box-related-news"> <h3 class="box-heading"> <span class="title">Related News</span>
</h3> <div class="box-content" data-source="related-news"> {" ".join(related)} </div> </div>
{_ad("ArticleAfterRelated")}
<div class="timeline secondary"> <h3 class="box-heading"> <a href="{home}/more/" title="More"
 class="title"> See more </a> </h3> <div class="box-content content-list"
 data-source="recommendation-{_of(number)}"> {" ".join(more[:5])} {_ad("Native1")}
{" ".join(more[5:])} </div> <button type="button" class="more-news control__loadmore"
 data-page="1" data-type="zone" data-layout="recommend">Load more</button> </div> </div>"""


def _of(number: int) -> int:
    return number % len(SECTIONS)


def _tags(tags: list[str], home: str) -> str:
    return " ".join(
        f'<a class="active" href="{home}/tag/{tag.replace(" ", "-")}-tag{place}.html" '
        f'title="{tag}">#{tag}</a>'
        for place, tag in enumerate(tags)
    )


def _heading(number: int, home: str, before: str = "") -> str:
    url, name = home + path(number), _title(number)
    return (
        f'<h2 class="story__heading" data-tracking="{number}"> '
        f'<a class=" cms-link" href="{url}" title="{name}"> {before}{name} </a> </h2>'
    )


@cache
def _story(number: int, home: str, *, teased: bool, dated: bool = True, before: str = "") -> str:
    """Return a teaser of a list: image, headline, and further parts."""
    url, name = home + path(number), _title(number)
    one, two, caption = _picture(number)
    pair = f"{one}.avif 1x, {two}.avif 2x"
    at = _at(number)
    source = source_of(-2_000_000 - number)
    teaser = sentence(source, source.randint(20, 55))
    return " ".join((
        '<article class="story"> <figure class="story__thumb">',
        f'<a class="cms-link" href="{url}" title="{name}">',
        f'<img class="lazyload" src="{_BLANK}" data-src="{one}.avif" data-srcset="{pair}"',
        f'alt="{caption}"> <noscript><img src="{one}.avif" srcset="{pair}" alt="{caption}"',
        f'class="image-fallback"></noscript> </a> </figure> {_heading(number, home, before)}',
        f'<time class="time" datetime="{at.isoformat()}" data-time="{at.timestamp():.0f}"> '
        f"{at:%d/%m/%Y %H:%M} </time>" if dated else
        f'<div class="story__meta"> <a class="link cms-link" href="{url}" title="{name}"> Listen '
        "</a> </div>",
        f'<div class="story__summary story__shorten"> <p>{teaser}</p> </div>' if teased else "",
        "</article>",
    ))  # fmt: skip


@cache
def _sidebar(total: int, home: str) -> str:
    """Return the sidebar: the same on all pages."""
    spread = [place * total // 11 for place in range(10)]
    read = " ".join(
        f'<article class="story"> {_heading(one, home)} </article>' for one in spread[:5]
    )
    graphic = _story(spread[5], home, teased=False, before='<i class="ic-infographic"></i> ')
    video = _story(spread[6], home, teased=False)
    heard = " ".join(_story(one, home, teased=False, dated=False) for one in spread[7:])
    boxes = (("most-viewed", "Most popular", read), ("box-infographic", "Infographics", graphic),
             ("box-video", "Videos", video), ("box-podcast", "Podcast", heard))  # fmt: skip
    made = " ".join(
        f'<div class="{kind} fyi-position"> <h3 class="box-heading"> <a class="title" '
        f'href="{home}/{kind}/" title="{name}">{name}</a> </h3> <div class="box-content" '
        f'data-source="zone-{kind}"> {content} </div> </div> '
        + (_ad(f"Right{place}") if place < len(boxes) else "")
        for place, (kind, name, content) in enumerate(boxes, 1)
    )
    return (
        '<div class="sub-col sidebar-right"> <div id="sidebar-top-1"> '
        f'{_ad("RightTop1")} {_ad("RightTop2")} {made} </div><div id="sidebar-sticky-1"> '
        f"{_ad('RightSticky')} </div> </div>"
    )


@cache
def _footer(home: str) -> str:
    source = source_of(-3)
    logos = " ".join(
        f'<a class="swiper-slide item" href="https://{name}.example/" target="_blank" '
        f'title="{name}" rel="nofollow"> <img src="{_picture(-place)[0]}.webp" '
        f'alt="{name}"/> </a>'
        for place, name in enumerate((word(source) for _ in range(10)), 1)
    )
    about = " ".join(
        f'<li> <a href="#" title="{name}">{name}</a> </li>'
        for name in ("Intellectual Property", "Terms Of Use", "RSS", "Support", "Languages", "BNA",
                     "News Service", "Advertisements", "Contact")
    )  # fmt: skip
    return f"""<footer class="site-footer"> <div class="networks"> <div class="swiper">
<div class="swiper-wrapper"> {logos} </div> </div> </div> <div class="container">
<div class="content"> <a href="{home}" class="logo" title="{SITE}">{SITE}</a>
<p class="upper">Copyright, BenchPlus, Bench News Agency (BNA)</p>
<p>Editor-in-chief, Lan Vien.</p> </div> <div class="info"> <ul class="menu"> {about} </ul>
<p>Licence No. 1000/BENCH dated January 1, 2008 by the ministry of benches.</p>
<p>Tel: (+84 24) 0000.0000, Fax: (+84 24) 0000.0001</p>
<p>Email: <a href="mailto:bench@bench.example" title="Email">bench@bench.example</a></p>
<p>Copyright belongs to BenchPlus, BNA. No reproduction in any form.</p> </div> </div> </footer>"""


_MENU = (*SECTIONS[1:], "Op-ed", "Environment")


@cache
def _end(home: str) -> str:
    def entry(name: str, under: str = "") -> str:
        address = f"{home}/{name.lower()}/"
        return f'<li> <a class="" href="{address}" title="{name}">{name}</a> {under}</li>'

    def sub(*names: str) -> str:
        inner = " ".join(entry(name) for name in names)
        return f'<i class="ic-right"></i> <ul class="sub-menu"> {inner} </ul> '

    media = " ".join(
        f'<a class="" href="{home}/{name.lower()}/" title="{name}">{name}</a>'
        for name in ("Stories", "Infographics", "Photos", "Videos", "Podcast")
    )
    plain = " ".join(entry(name) for name in _MENU)
    scripts = " ".join(
        f'<script defer src="{home}/assets/web/js/{name}.min-1.0.js"></script>'
        for name in ("common", "main", "story", "detail")
    )
    hidden = "z-index: 999; position: fixed; bottom: 0px; margin: 600px;"
    return f"""<div class="navigation"> <ul class="menu"> {plain}
{entry("Overseas", sub("Abroad", "Asean"))} {entry("Tours", sub("Places", "Festivals", "Trips"))}
<li class="other-subject"> <a href="/multimedia/" title="Media Center">Media Center</a>
<ul class="sub-menu show"> {media} </ul> </li> </ul> </div> {scripts}
{_ad("ArticleInpage")} {_ad("ArticleVideoPreroll")}
<script src='https://short-links.example/script'></script>
<script type='text/javascript'> {_code(source_of(-4), 230)} </script>
<div class="float-ads hidden" id="floating-left" style="{hidden}"> {_ad("FloatLeft")} </div>
<div class="float-ads hidden" id="floating-right" style="{hidden}"> {_ad("FloatRight")} </div>
{_ad("Balloon")}"""


def counts(number: int = 500, total: int = 1_000) -> tuple[int, Counter[str]]:
    """Return a page's number of characters, and its elements by name."""
    made = page(number, total, "https://en.bench-plus.example").decode()
    return len(made), Counter(str(one.tag) for one in html.document_fromstring(made).iter("*"))


if __name__ == "__main__":
    characters, elements = counts()
    sys.stdout.write(f"{characters:,} characters, {elements.total()} elements\n")
    sys.stdout.write(", ".join(f"{count} {name}" for name, count in elements.most_common()) + "\n")
