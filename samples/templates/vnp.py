"""Vietnam Pictorial: short news (``tin-van``), long form, and the page of before 2023."""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

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

HOME = "https://vietnam.vnanet.vn"
PICTURES = "vnanet.vn"


def article(sample: Sample, site: Site, junk: Junk) -> str:
    """Return an article page."""
    del site
    for caption in sample.captions:
        junk.append(printed(caption))
    if "end_line" in sample.extra:
        junk.append(str(sample.extra["end_line"]))
    make = {"long-form": _long_form, "old": _old}.get(sample.template, _tin_van)
    return make(sample, junk)


def _figure(sample: Sample, caption: Caption, css: str) -> str:
    source = image(sample.id, caption.after, PICTURES)
    text = escape(printed(caption))
    return f'<div class="lr-image"><img src="{source}" alt="{text}"></div><div class="{css}">{text}</div>'


def _body(sample: Sample, css: str) -> str:
    top = "".join(_figure(sample, one, css) for one in sample.captions if not one.after)
    if top and "caption twice" in sample.traps:
        top += f"<p><em>{escape(printed(sample.captions[0]))}</em></p>"
    return top + body_html(
        sample.blocks, "", figures(sample, lambda one: _figure(sample, one, css))
    )


def _tin_van(sample: Sample, junk: Junk) -> str:
    kicker = str(sample.extra.get("kicker", ""))
    kicker_html = f'<div class="bavn-cate-post">{junk(kicker)}</div>' if kicker else ""
    again = (
        f'<h2 class="bavn-tt-again">{escape(sample.title)}</h2>'
        if sample.extra.get("title_twice")
        else ""
    )
    lead = f'<div class="bavn-sapo-post">{escape(sample.lead)}</div>' if sample.lead else ""
    tail = _teasers(junk, doubled=True) if any("teasers" in trap for trap in sample.traps) else ""
    bar = _bar(sample, junk) if any("like bar" in trap for trap in sample.traps) else ""
    main = f"""{kicker_html}
<div class="bavn-top-post"><h1 class="bavn-tt-post">{escape(sample.title)}</h1>{again}
<time class="bavn-time-news">{local(sample.published):%d/%m/%Y %H:%M}</time></div>{bar}
<div class="bavn-main-post"><article class="lr-ct">
{lead}
{_body(sample, "lr-caption")}
<p style="text-align: right;"><strong>{escape(str(sample.extra["end_line"]))}</strong></p>
</article>
{tail}</div>
<a class="bavn-top" href="#">{junk("Back to top")}</a>
{_small_news(junk)}"""
    return _document(sample.title, sample.url, sample.lead or "", main)


def _teasers(junk: Junk, *, doubled: bool) -> str:
    """Return a teaser in full sentences below the end mark; its headline appears twice."""
    one = teasers()[2]
    again = f"<p>{escape(one.title)}</p>" if doubled else ""
    return (
        f'<div class="bavn-relate"><h3>{junk(one.title)}</h3>{again}<p>{junk(one.text)}</p></div>'
    )


def _bar(sample: Sample, junk: Junk) -> str:
    junk.append("Email Print Like 0")
    return f'<div class="tools">{local(sample.published):%d/%m/%Y %H:%M} GMT+7 <span>Email</span> <span>Print</span> <span>Like</span> <span>0</span></div>'


def _long_form(sample: Sample, junk: Junk) -> str:
    byline = str(sample.extra["byline"])
    junk.append(byline)
    main = f"""<div class="bavn-top-post"><h1 class="bavn-tt-post">{escape(sample.title)}</h1>
<time class="bavn-time-news">{local(sample.published):%d/%m/%Y}</time></div>
<div class="bavn-mid-post"><article class="lr-ct">
<p class="bavn-sapo-post"><strong>{escape(sample.lead or "")}</strong></p>
{_body(sample, "lr-caption")}
<ul class="lr-author"><li><strong>{escape(byline)}</strong></li></ul>
</article></div>
{_small_news(junk)}"""
    stamp = local(sample.published).isoformat()
    return _document(sample.title, sample.url, sample.lead or "", main, published=stamp)


def _old(sample: Sample, junk: Junk) -> str:
    main = f"""<p class="kicker">{junk(str(sample.extra["kicker"]))}</p>
<h1 class="bavn-tt-post">{escape(sample.title)}</h1>
{_bar(sample, junk)}
<div class="bavn-main-post"><article class="lr-ct">
{_body(sample, "lr-caption")}
<p>{escape(str(sample.extra["end_line"]))}</p>
</article></div>
{_small_news(junk)}"""
    return _document(sample.title, sample.url, "", main)


def _small_news(junk: Junk) -> str:
    entries = "".join(
        f'<div class="bavn-item"><a class="thumb-img" href="{HOME}/english/tin-van/{one.slug}-41300{index}.html"><img alt=""></a>'
        f'<a href="{HOME}/english/tin-van/{one.slug}-41300{index}.html">{junk(one.title)}</a></div>'
        for index, one in enumerate(teasers()[:5])
    )
    return f'<div class="bavn-small-news"><h3>{junk("Other articles")}</h3>{entries}</div>'


def reject(no: NoArticle, site: Site, junk: Junk) -> str:
    """Return teasers only, or a video page."""
    del site
    assert no.published is not None
    if no.kind == "video":
        inside = (
            '<video controls><source src="https://vnanet.vn/v/1.mp4"></video>'
            f'<div class="lr-caption">{escape(no.captions[0])}</div>'
        )
    else:
        inside = ""
        for one in teasers():
            inside += f'<div class="bavn-relate"><h3><a href="/english/tin-van/{one.slug}-413100.html">{junk(one.title)}</a></h3><p>{junk(one.text)}</p></div>'
        inside = f'</article>{inside}<article class="lr-ct">'
    main = f"""<div class="bavn-top-post"><h1 class="bavn-tt-post">{escape(no.title)}</h1>
<time class="bavn-time-news">{local(no.published):%d/%m/%Y %H:%M}</time></div>
<div class="bavn-main-post"><article class="lr-ct">{inside}</article></div>
{_small_news(junk)}"""
    return _document(no.title, no.url, "", main)


def _document(title: str, url: str, description: str, main: str, published: str = "") -> str:
    menu = "".join(
        f'<li><a href="/english/{slug(name)}.html">{name}</a></li>'
        for name in ("News", "Long form", "Culture", "Society", "Cover story")
    )
    head = meta(
        [("description", description), ("og:title", title), ("article:published_time", published)]
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - Vietnam Pictorial</title>
{head}<link rel="canonical" href="{url}"></head>
<body><div class="bavn-header"><a href="/english/">Vietnam Pictorial</a><ul>{menu}</ul></div>
<div class="bavn-content">
{main}
</div>
<div class="bavn-footer">Vietnam Pictorial, 79 Ly Thuong Kiet, Hanoi. Published by the news agency.</div>
</body></html>
"""
