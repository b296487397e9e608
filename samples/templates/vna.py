"""VietnamPlus, English: the template of 2026 and the old one."""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

from samples.markup import Junk, body_html, escape, image, local, meta, printed, teasers
from samples.sample_articles import NoArticle, Sample, Site
from samples.templates import mcms

BRAND = mcms.Brand(
    home="https://en.vietnamplus.vn",
    media="mediaen.vietnamplus.vn",
    site_name="Vietnam+ (VietnamPlus)",
    suffix="",
    related="Related News",
    follow="Follow VietnamPlus",
    menu=("Politics", "Society", "Business", "World", "Environment", "Culture - Sports", "Videos"),
    footer="© Copyright belongs to VietnamPlus, VNA. Phone: (024) 39411349",
)


def article(sample: Sample, site: Site, junk: Junk) -> str:
    """Return an article page."""
    del site
    if sample.template == "old":
        return _old(sample, junk)
    junk.append("./.")
    glued = any("br br" in trap or "updated" in trap for trap in sample.traps)
    body = mcms.body(sample, BRAND, str(sample.extra["end"]), glued=glued)
    if "in-body related box" in sample.traps:
        one = teasers()[4]
        box = (
            '<div class="article-relate"><p>See also: '
            f'<a href="{BRAND.home}/{one.slug}-post350001.vnp">{junk(one.title)}</a></p></div>'
        )
        body = body.replace("</p>\n<h3>", f"</p>\n{box}\n<h3>", 1)
    return mcms.article(BRAND, sample, body, junk, source="VNA")


def reject(no: NoArticle, site: Site, junk: Junk) -> str:
    """Return a page that is not an article."""
    del site
    return mcms.reject(BRAND, no, junk)


def _old(sample: Sample, junk: Junk) -> str:
    """Return the template of about 2018: no JSON-LD, the time without a zone."""
    caption = sample.captions[0]
    junk.append(printed(caption))
    junk.append("-VNA")
    rows = "".join(
        f'<li><a href="{BRAND.home}/{one.slug}/131{index}50.vnp">{junk(one.title)}</a></li>'
        for index, one in enumerate(teasers()[:4])
    )
    stamp = f"{local(sample.published):%Y-%m-%d %H:%M}"
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(sample.title)} | Business | Vietnam+ (VietnamPlus)</title>
{meta([("description", sample.lead or ""), ("og:title", sample.title), ("og:url", sample.url)])}<link rel="canonical" href="{sample.url}">
</head><body>
<div class="header"><ul class="nav"><li><a href="/politics/">Politics</a></li><li><a href="/business/">Business</a></li></ul></div>
<div class="details">
<h1 class="details__headline cms-title">{escape(sample.title)}</h1>
<div class="source"><time datetime="{stamp}">{local(sample.published):%A, %B %d, %Y - %H:%M}</time> <span class="cms-author">VNA</span> <a href="/print-131244.html">Print</a></div>
<div class="details__summary cms-desc">{escape(sample.lead or "")}</div>
<div class="article-body cms-body">
<div class="article-photo"><img src="{image(sample.id, 1, "cdnimgen.vietnamplus.vn")}" alt="{escape(caption.text)}"><span>{escape(printed(caption))}</span></div>
{body_html(sample.blocks, str(sample.extra["end"]))}
</div>
<div class="details__more"><h4>{junk("Related News")}</h4><ul>{rows}</ul></div>
</div><div class="footer">Vietnam News Agency (VNA)</div></body></html>
"""
