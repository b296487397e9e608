"""Viet Nam News: template B (2024 on) and template A (before), after public scrapers' selectors."""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

import unicodedata

from samples.markup import (
    Junk,
    body_html,
    escape,
    figures,
    image,
    local,
    meta,
    printed,
    slug,
    teasers,
)
from samples.sample_articles import Caption, NoArticle, Sample, Site

HOME = "https://vietnamnews.vn"
OLD_HOST = "http://vietnamnews.vnagency.com.vn"
PICTURES = "image.vietnamnews.vn"
MENU = ("Politics & Law", "Society", "Economy", "Life & Style", "Sports", "Environment", "World")


def article(sample: Sample, site: Site, junk: Junk) -> str:
    """Return an article page."""
    del site
    junk.append("— VNS")
    text = _template_a(sample, junk) if sample.template == "A" else _template_b(sample, junk)
    return _decomposed(text) if sample.extra.get("nfd") else text


def _decomposed(text: str) -> str:
    """Return the page as typed on another machine: NFD, with invisible characters."""
    return unicodedata.normalize("NFD", text.replace(" per cent", " per\u200b cent", 1))


def _template_b(sample: Sample, junk: Junk) -> str:
    lines: list[str] = []
    if "byline" in sample.extra:
        lines.append(f"<p><em>{escape(str(sample.extra['byline']))}</em></p>")
    if "date line repeated in the body node" in sample.traps:
        lines.append(f'<p class="datetime">{_date_b(sample)}</p>')
    for caption in sample.captions:
        junk.append(printed(caption))
        if not caption.after:
            lines.append(_photo(sample, caption, twin="caption twice" in sample.traps))
    if sample.lead:
        lines.append(f"<p><strong>{escape(sample.lead)}</strong></p>")
        if "lead repeated as first paragraph" in sample.traps:
            lines.append(f"<p>{escape(sample.lead)}</p>")
    inside = figures(sample, lambda one: _photo(sample, one, twin=True))
    body = "\n".join([*lines, body_html(sample.blocks, str(sample.extra["end"]), inside)])
    below = ""
    if "teasers after the end mark" in sample.traps:
        below = "".join(f"<p>{junk(one.text)}</p>" for one in teasers()[:3])
    main = f"""<div class="breadcrumbs"><a href="/">Home</a> <a href="/{slug(sample.section)}">{escape(sample.section)}</a></div>
<div class="detail__header"><h1 class="headline">{escape(sample.title)}</h1></div>
<div class="detail__meta"><div class="datetime">{_date_b(sample)}</div></div>
<div class="detail__content"><div id="abody" class="abody">
{body}
</div>{below}</div>
<div class="detail__tag">{"".join(f'<a href="/tags/{slug(tag)}">{escape(tag)}</a> ' for tag in sample.tags)}</div>
{_more_b(sample, junk)}"""
    return _document(sample.title, sample.lead or sample.blocks[0].text, sample.url, main)


def _date_b(sample: Sample | NoArticle) -> str:
    assert sample.published is not None
    return f"{local(sample.published):%B %d, %Y - %H:%M}"


def _photo(sample: Sample, caption: Caption, *, twin: bool) -> str:
    """Return an image and its caption as paragraphs; the copy is the alt text printed again."""
    text = escape(printed(caption))
    source = image(sample.id, 1, PICTURES)
    again = f"<p>{text}</p>" if twin else ""
    return (
        f'<p class="picture"><img src="{source}" alt="{text}"></p>'
        f'<p class="caption" style="text-align: center;"><em>{text}</em></p>{again}'
    )


def _more_b(sample: Sample, junk: Junk) -> str:
    """Return related articles; half of the pages print them without a label."""
    label = "" if "related headlines without a label" in sample.traps else junk("Related Stories")
    entries = "".join(
        f'<div class="story"><a class="story__title" href="/society/17{index}5370/{one.slug}.html">'
        f"{junk(one.title)}</a><p>{junk(one.text)}</p></div>"
        for index, one in enumerate(teasers()[:4])
    )
    return f'<div class="detail__related"><h4>{label}</h4>{entries}</div><div class="e-paper"><a href="/epaper">E-paper</a></div>'


def _template_a(sample: Sample, junk: Junk) -> str:
    at = local(sample.published)
    date = f"{at:%B, %d/%Y - %H:%M}"
    if sample.extra.get("update_label"):
        date = f"Update: {at:%B, %d/%Y – %H:%M}"
    picture = ""
    for caption in sample.captions:
        junk.append(printed(caption))
        source = image(sample.id, 1, PICTURES)
        picture += (
            f'<div class="inline-image"><img src="{source}"><p>{escape(printed(caption))}</p></div>'
        )
    body = body_html(sample.blocks, str(sample.extra["end"]))
    glued = sample.extra.get("glued_byline")
    if glued:
        body = body.replace("<p>", f"<p><strong>{escape(str(glued))}</strong>", 1)
    entries = "".join(
        f'<li><span class="vnnews-tt-list-news"><a href="{OLD_HOST}/showarticle.php?num=0{index}SOC">'
        f"{junk(one.title)}</a></span>"
        f'<div class="vnnews-sapo-list-news">{junk(one.text)}</div></li>'
        for index, one in enumerate(teasers()[1:4])
    )
    user = "" if glued else '<span class="vnnews-user-post">Viet Nam News</span>'
    main = f"""<div class="vnnews-ct-post"><h3 class="vnnews-tt-post">{escape(sample.title)}</h3>
<div class="vnnews-time-post"><span>{date}</span></div>
<div class="vnnews-text-post">
{picture}
{body}
</div>
{user}</div>
<div class="vnnews-list-news"><ul>{entries}</ul></div>
<div class="vnnews-bot-list-news"><a href="{OLD_HOST}/">{junk("More news from this section")}</a></div>"""
    return _document(sample.title, "", sample.url, main, old=True)


def reject(no: NoArticle, site: Site, junk: Junk) -> str:
    """Return a photo page, a page of teasers, or an error page sent with status 200."""
    del site
    if no.kind == "soft404":
        main = "<h1>404</h1><p>Sorry, the page you requested was not found.</p><a href='/'>Back to home</a>"
        return _document(no.title, "", "", main)
    header = f"""<div class="detail__header"><h1 class="headline">{escape(no.title)}</h1></div>
<div class="detail__meta"><div class="datetime">{_date_b(no)}</div></div>"""
    if no.kind == "photo":
        shots = "".join(
            f'<p><img src="{image(no.id, index, PICTURES)}" alt="{escape(text)}"></p><p class="caption"><em>{escape(text)}</em></p>'
            for index, text in enumerate(no.captions)
        )
        main = f'{header}<div class="detail__content"><div id="abody">{shots}</div></div>'
        return _document(no.title, "", no.url, main)
    entries = "".join(
        f'<div class="story"><a class="story__title" href="/talk-around-town/179{index}001/{one.slug}.html">'
        f"{junk(one.title)}</a><p>{junk(one.text)}</p></div>"
        for index, one in enumerate(teasers())
    )
    main = f'{header}<div class="detail__content"><div id="abody"></div></div>{entries}'
    return _document(no.title, "", no.url, main)


def _document(title: str, description: str, url: str, main: str, *, old: bool = False) -> str:
    menu = "".join(f'<a class="nav-item" href="/{slug(name)}">{escape(name)}</a>' for name in MENU)
    canonical = f'<link rel="canonical" href="{url}">' if url and not old else ""
    navigation = f'<div id="vnnews-nav-mobile">{menu}</div>' if old else f"<nav>{menu}</nav>"
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>
{meta([("description", description)])}{canonical}</head><body>
<header><a href="/"><img src="/img/logo.png" alt="Viet Nam News"></a><span>Monday, November 2 2026</span></header>
{navigation}
<div class="container">
{main}
</div>
<footer><p>Copyrights 2012 Viet Nam News, All rights reserved. Add: 79 Ly Thuong Kiet Street, Ha Noi, Viet Nam.</p></footer>
</body></html>
"""
