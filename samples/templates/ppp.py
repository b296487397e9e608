"""Phnom Penh Post: Drupal."""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

from samples.markup import (
    Junk,
    body_html,
    escape,
    figures,
    image,
    json_ld,
    local,
    meta,
    printed,
    teasers,
)
from samples.sample_articles import Caption, NoArticle, Sample, Site

HOME = "https://www.phnompenhpost.com"
PICTURES = "www.phnompenhpost.com"


def article(sample: Sample, site: Site, junk: Junk) -> str:
    """Return an article page."""
    del site
    for caption in sample.captions:
        junk.append(printed(caption))
        junk.append("Content image - Phnom Penh Post")
    top = "".join(_figure(sample, one) for one in sample.captions if not one.after)
    if top and "caption twice" in sample.traps:
        top += f"<p><em>{escape(printed(sample.captions[0]))}</em></p>"
    lead = (
        f'<div class="field field-name-field-lead">{escape(sample.lead)}</div>'
        if sample.lead
        else ""
    )
    first = ""
    if sample.lead and "lead repeated as first paragraph" in sample.traps:
        first = f"<p>{escape(sample.lead)}</p>"
    body = first + body_html(sample.blocks, "", figures(sample, lambda one: _figure(sample, one)))
    if sample.extra.get("newsletter"):
        prompt = junk("Subscribe to our newsletter and get the morning’s news in your inbox.")
        body = body.replace(
            "</p>\n",
            f'</p>\n<div class="newsletter-box"><p>{prompt}</p><form><input type="email" placeholder="Your email"><button>Subscribe</button></form></div>\n',
            1,
        )
    authors = " and ".join(
        f'<a href="/author/{one.lower().replace(" ", "-")}">{escape(one)}</a>'
        for one in sample.authors
    )
    at = local(sample.published)
    junk.append(f"{at:%d %B %Y | %H:%M} | ICT")
    main = f"""<div class="single-article-header"><h2 class="section">{escape(sample.section)}</h2><h1 class="title">{escape(sample.title)}</h1></div>
<div class="article-meta"><span class="author">{authors}</span> <span>| Publication date</span> {at:%d %B %Y | %H:%M} | ICT</div>
{_share(junk)}
{lead}
<div class="field field-name-body"><div class="field-item even" property="content:encoded" itemprop="articleBody">
{top}
{body}
</div></div>
{_share(junk)}
{_stories(sample, junk)}"""
    return _document(sample, sample.lead or "", main)


def _share(junk: Junk) -> str:
    return f'<ul class="share"><li><a href="#">{junk("Share on Facebook")}</a></li><li><a href="#">{junk("Tweet this")}</a></li></ul>'


def _figure(sample: Sample, caption: Caption) -> str:
    text = escape(printed(caption))
    source = image(sample.id, caption.after, PICTURES)
    return f'<div class="image"><img src="{source}" alt="Content image - Phnom Penh Post"><div class="image-caption">{text}</div><span class="alt">Content image - Phnom Penh Post</span></div>'


def _stories(sample: Sample, junk: Junk) -> str:
    label = "" if any("without a label" in trap for trap in sample.traps) else junk("Top stories")
    entries = "".join(
        f'<li><a href="/national/{one.slug}">{junk(one.title)}</a><p>{junk(one.text)}</p></li>'
        for one in teasers()[:4]
    )
    return f'<div class="view view-top-stories"><h3>{label}</h3><ul>{entries}</ul></div>'


def reject(no: NoArticle, site: Site, junk: Junk) -> str:
    """Return a login wall or a photo page."""
    del site
    if no.kind == "login":
        main = """<h1 class="title">Log in to continue</h1><form id="user-login" action="/user/login" method="post">
<label>E-mail</label><input type="text" name="name"><label>Password</label><input type="password" name="pass">
<button>Log in</button></form><p>This briefing is for subscribers. Please log in or create an account to read it.</p>"""
        return _document(no, "", main)
    shots = "".join(
        f'<div class="image"><img src="{image(no.id, index, PICTURES)}" alt="Content image - Phnom Penh Post"><div class="image-caption">{escape(text)}</div></div>'
        for index, text in enumerate(no.captions)
    )
    assert no.published is not None
    main = f"""<div class="single-article-header"><h1 class="title">{escape(no.title)}</h1></div>
<div class="article-meta">Publication date {local(no.published):%d %B %Y | %H:%M} | ICT</div>
<div class="field field-name-body"><div class="field-item even" itemprop="articleBody">{shots}</div></div>
<div class="view view-top-stories"><h3>{junk("Top stories")}</h3></div>"""
    return _document(no, "", main)


def _document(page: Sample | NoArticle, lead: str, main: str) -> str:
    menu = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>'
        for name in ("National", "Business", "Lifestyle", "Sport")
    )
    old = page.extra.get("template") == "old"
    stamp = local(page.published).isoformat() if page.published else ""
    names = (
        [{"@type": "Person", "name": one} for one in page.authors]
        if isinstance(page, Sample)
        else []
    )
    data = (
        ""
        if old or not names
        else json_ld(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "NewsArticle",
                        "headline": page.title,
                        "datePublished": stamp,
                        "author": names,
                        "articleSection": page.section,
                    }
                ],
            }
        )
    )
    head = meta(
        [("description", lead), ("og:title", page.title), ("og:site_name", "Phnom Penh Post")]
    )
    return f"""<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 7 (http://drupal.org)">
<title>{escape(page.title)} | Phnom Penh Post</title>
{head}<link rel="canonical" href="{page.url}">
{data}</head><body class="html not-front node-type-article">
<div id="header"><a href="/">Phnom Penh Post</a><ul class="menu">{menu}</ul></div>
<div id="content">
{main}
</div>
<div id="footer"><p>© 2026, Post Media Co Ltd. Building 41, Street 228, Phnom Penh.</p></div>
</body></html>
"""
