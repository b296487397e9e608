"""VietnamPlus of 2026 and SGGP: one content management system, two sets of boilerplate.

Structure of VietnamPlus after a page of 2026: heads, JSON-LD, classes and the blocks after the
body.
"""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.markup import (
    BLANK,
    Junk,
    Teaser,
    body_html,
    escape,
    figures,
    image,
    json_ld,
    local,
    meta,
    printed,
    slug,
    teasers,
    with_end,
)
from samples.sample_articles import Block, Caption, NoArticle, Sample


@dataclass(frozen=True, slots=True)
class Brand:
    """What differs between the outlets of this system."""

    home: str
    media: str
    site_name: str
    suffix: str
    related: str
    follow: str
    menu: tuple[str, ...]
    footer: str


SHARE = ("Facebook", "Twitter", "Bookmark", "Print", "Copy link")


def head(brand: Brand, page: Sample | NoArticle, lead: str) -> str:
    """Return the ``<head>``: meta tags and JSON-LD scripts."""
    published = local(page.published).isoformat() if page.published else ""
    changed = page.modified if isinstance(page, Sample) else None
    modified = local(changed).isoformat() if changed else published
    tags = ",".join(page.tags) if isinstance(page, Sample) else ""
    # Another size in another format, at a URL that does not identify the image.
    picture = image(page.id, 1, brand.media).replace("/images/", "/images/w1200/") + ".webp"
    logo = {"@type": "ImageObject", "url": f"{brand.home}/styles/img/logo.png"}
    publisher = {"@type": "Organization", "name": brand.site_name, "logo": logo}
    crumbs = {
        "@type": "ListItem",
        "position": 1,
        "item": {"@id": f"{brand.home}/{slug(page.section)}/", "name": page.section},
    }
    news = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": page.url},
        "headline": page.title,
        "description": lead,
        "image": {"@type": "ImageObject", "url": picture, "width": 1200, "height": 675},
        "datePublished": published,
        "dateModified": modified,
        "author": {"@type": "Person", "name": ""},
        "publisher": publisher,
    }
    return (
        f"<title>{escape(page.title)}{brand.suffix}</title>\n"
        + meta([("description", lead), ("keywords", tags), ("news_keywords", tags)])
        + '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>\n'
        + '<meta http-equiv="refresh" content="1800"/>\n'
        + '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        + '<meta http-equiv="content-language" content="vi"/>\n'
        + meta(
            [
                ("author", brand.site_name),
                ("copyright", f"Copyright © 2026 by {brand.site_name}"),
                ("robots", "index, follow, max-image-preview:large"),
            ]
        )
        + f'<link rel="canonical" href="{page.url}"/>\n'
        + meta(
            [
                ("og:site_name", brand.site_name),
                ("og:type", "article"),
                ("og:url", page.url),
                ("og:image", picture),
                ("og:title", page.title),
                ("og:description", lead),
                ("article:tag", tags),
                ("article:section", page.section),
                ("article:published_time", published),
                ("article:modified_time", modified),
            ]
        )
        + json_ld(
            {"@context": "http://schema.org", "@type": "Organization", "name": brand.site_name}
        )
        + json_ld({"@context": "https://schema.org", "@type": "WebSite", "url": brand.home})
        + json_ld(
            {
                "@context": "http://schema.org",
                "@type": "BreadcrumbList",
                "itemListElement": [crumbs],
            }
        )
        + json_ld(news)
        + "<script>var cmsConfig = { pageType: 1, siteId: 0, adsLazy: true };</script>\n"
        + "<style>.infographic-page { overflow-x: hidden; }</style>\n"
    )


def page(brand: Brand, head_html: str, section: str, article: str, junk: Junk) -> str:
    """Return the whole document around ``div.article``."""
    menu = "".join(
        f'<li><a href="{brand.home}/{slug(name)}/" title="{escape(name)}">{escape(name)}</a></li>'
        for name in brand.menu
    )
    languages = "".join(f"<li>{name}</li>" for name in ("Tiếng Việt", "English", "Français"))
    return f"""<!DOCTYPE html> <html lang="en" class="en"> <head>
{head_html}</head>
<body class="detail-page">
<div id="sdaWeb_SdaMasthead" class="rennab " data-platform="1"></div>
<header class="site-header"><div id="header-news" class="pick-news hidden"></div>
<a class="logo" href="{brand.home}/">{escape(brand.site_name)}</a>
<ul class="menu">{languages}</ul><div class="search-wrapper"><input type="text" class="search" placeholder="Keyword"></div></header>
<div class="navigation"><ul class="menu">{menu}</ul></div>
<div class="site-body"><div class="container">
<div class="breadcrumb breadcrumb-detail"> <h2 class="main"> <a href="{brand.home}/{slug(section)}/" title="{escape(section)}" class="active">{escape(section)}</a> </h2> </div>
{article}
</div></div>
<div class="back-to-top"></div>
<footer class="site-footer"><ul class="menu">{menu}</ul><p>{junk(brand.footer)}</p></footer>
</body></html>
"""


def share(brand: Brand, url: str, junk: Junk, sticky: str = "") -> str:
    """Return the share links, which are inside the body node and again below it."""
    links = "".join(
        f'<a href="javascript:void(0);" class="item" data-href="{url}" title="{name}">{name}</a> '
        for name in SHARE
    )
    junk.extend(("Copy link", "Bookmark"))
    return f'<div class="social-pin{sticky} article__social">{links}</div>'


def figure(sample: Sample, caption: Caption, number: int, brand: Brand) -> str:
    """Return an image with its caption in attribute, alt text and text, and a noscript copy."""
    text = escape(printed(caption))
    source = image(sample.id, number, brand.media)
    return (
        f'<figure class="article__avatar "><img class="cms-photo lazyload" src="{BLANK}" '
        f'data-src="{source}" alt="{text}" cms-photo-caption="{text}"/>'
        f'<noscript><img src="{source}" alt="{text}" class="image-fallback"></noscript> '
        f"<figcaption>{text}</figcaption></figure>"
    )


def inner_figure(sample: Sample, brand: Brand, caption: Caption) -> str:
    """Return an image between the paragraphs, as a table: image row, caption row."""
    text = escape(printed(caption))
    source = image(sample.id, 2, brand.media)
    return (
        f'<figure class="picture"><img src="{source}" alt="{text}" cms-photo-caption="{text}">'
        f"<figcaption>{text}</figcaption></figure>"
    )


def story(one: Teaser, brand: Brand, junk: Junk, *, time: str = "%d/%m/%Y %H:%M") -> str:
    """Return a list entry: image with caption, headline, time, teaser."""
    url = f"{brand.home}/{one.slug}-post{340000 + len(one.title)}.vnp"
    alt = escape(f"{one.title} seen by our photographer (Photo: VNA)")
    summary = f"<p>{junk(one.text)}</p>" if one.text else ""
    return (
        f'<article class="story"><figure class="story__thumb"><a class="cms-link" href="{url}" '
        f'title="{escape(one.title)}"><img class="lazyload" src="{BLANK}" alt="{alt}">'
        f'<noscript><img alt="{alt}" class="image-fallback"></noscript></a></figure> '
        f'<h2 class="story__heading"> <a class=" cms-link" href="{url}"> {junk(one.title)} </a></h2> '
        f'<time class="time" datetime="{one.at.isoformat()}"> {one.at:{time}} </time> '
        f'<div class="story__summary story__shorten"> {summary} </div></article>'
    )


def after_body(brand: Brand, url: str, tags: Sequence[str], junk: Junk) -> str:
    """Return tags, share links again, related articles, more articles."""
    listed = teasers()
    tag_links = "".join(
        f'<a href="{brand.home}/tag/{slug(tag)}">#{escape(tag)}</a> ' for tag in tags
    )
    junk.extend(f"#{tag}" for tag in tags)
    related = "".join(story(one, brand, junk) for one in listed[:3])
    more = "".join(story(one, brand, junk) for one in listed[3:])
    follow = f'<a class="google-news" href="https://news.google.com/">{junk(brand.follow)}</a>'
    return f"""<div class="article__tag"> {tag_links}</div>
<div class="wrap-social"> {share(brand, url, junk)} {follow if brand.follow else ""} </div>
<div class="rennab "></div>
<div class="box-related-news"><h3 class="box-heading"><span class="title">{junk(brand.related)}</span></h3>
<div class="box-content" data-source="related-news">{related}</div></div>
<div class="rennab "></div>
<div class="timeline secondary"><h3 class="box-heading"><a href="{brand.home}/" class="title"> {junk("See more")} </a></h3>
<div class="box-content content-list">{more}</div></div>"""


def article(brand: Brand, sample: Sample, body: str, junk: Junk, source: str = "") -> str:
    """Return a whole article page."""
    lead = (
        f'<div class="article__sapo cms-desc"> <p>{escape(sample.lead)}</p> </div>'
        if sample.lead
        else ""
    )
    avatar = "".join(figure(sample, one, 1, brand) for one in sample.captions if not one.after)
    for one in sample.captions:
        junk.append(printed(one))
    credit = (
        f'<div class="article__source"><div class="source"><span class="name">{source}</span></div></div>'
        if source
        else ""
    )
    printed_time = f"{local(sample.published):%A, %B %d, %Y %H:%M}"
    stamp = local(sample.published).isoformat()
    main = f"""<div class="article">
<h1 class="article__title cms-title "> {escape(sample.title)} </h1>
{lead}
<div class="rennab "></div>
<div class="article__meta"> <time class="time" datetime="{stamp}" data-time="{int(sample.published.timestamp())}">{printed_time}</time> <meta class="cms-date" itemprop="datePublished" content="{stamp}"> <div id="shortenlink-container"></div> </div>
<div class="col"><div class="main-col content-col">
{avatar}
<div class="article__body zce-content-body cms-body" itemprop="articleBody">
{share(brand, sample.url, junk, " sticky")}
{body}
{credit}
<div id="sdaWeb_SdaArticleAfterBody" class="rennab " data-platform="1"></div>
</div>
{after_body(brand, sample.url, sample.tags, junk)}
</div><div class="sub-col sidebar"><div class="box-podcast"><h3 class="box-heading">Podcast</h3><article class="story"><h2 class="story__heading"><a class="cms-link" href="{brand.home}/podcast/">Weekly highlights</a></h2><div class="story__meta"><a class="link cms-link" href="{brand.home}/podcast/">Listen</a></div></article></div></div></div>
</div>"""
    lead_text = sample.lead or ""
    return page(brand, head(brand, sample, lead_text), sample.section, main, junk)


def body(sample: Sample, brand: Brand, end: str, *, glued: bool) -> str:
    """Return the body: all paragraphs in one ``<p>`` separated by ``<br> <br>``, or elements."""
    blocks = list(sample.blocks)
    if "lead repeated as first paragraph" in sample.traps and sample.lead:
        blocks.insert(0, Block("paragraph", sample.lead))
    if not glued:
        return body_html(blocks, end, figures(sample, lambda one: inner_figure(sample, brand, one)))
    joined = " <br> <br> ".join(escape(one.text, quote=False) for one in blocks)
    text = with_end(joined, end)
    place, mark, rest = text.partition(" – ")
    if sample.dateline and text.startswith(sample.dateline) and mark:
        text = f"<b> {place} </b>– {rest}"
    return f"<p>{text}</p>"


def reject(brand: Brand, no: NoArticle, junk: Junk) -> str:
    """Return a page without prose: teasers, video, infographic, or an error page with 200."""
    if no.kind == "soft404":
        return page(
            brand,
            f"<title>{escape(no.title)}{brand.suffix}</title>\n",
            "",
            '<div class="page-404"><h1>404</h1><p>The page you are looking for was not found or '
            f'has been removed.</p><a href="{brand.home}/">Back to the home page</a></div>'
            + "".join(story(one, brand, junk) for one in teasers()[:3]),
            junk,
        )
    media = {
        "video": '<div class="article__body cms-body"><video class="cms-video" controls '
        f'poster="{image(no.id, 1, brand.media)}"><source src="https://{brand.media}/v/1.mp4">'
        '</video><div class="player">0:00 / 0:00 Speed1x</div></div>',
        "infographic": '<div class="article__body cms-body infographic-page"><figure><img src="'
        f'{image(no.id, 1, brand.media)}" alt="{escape(no.title)}"></figure></div>',
        "teasers": '<div class="article__body cms-body"></div>',
    }[no.kind]
    caption = f"<p>{escape(no.captions[0])}</p>" if no.captions else ""
    assert no.published is not None
    main = f"""<div class="article"><h1 class="article__title cms-title ">{escape(no.title)}</h1>
<div class="article__sapo cms-desc">{caption}</div>
<div class="article__meta"><time class="time" datetime="{local(no.published).isoformat()}">{local(no.published):%A, %B %d, %Y %H:%M}</time></div>
{media}
{after_body(brand, no.url, (), junk)}</div>"""
    return page(
        brand, head(brand, no, no.captions[0] if no.captions else ""), no.section, main, junk
    )
