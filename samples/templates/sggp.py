"""SGGP, English edition."""

# lines of HTML stand as on the page

from __future__ import annotations

from samples.markup import Junk, escape, slug, teasers
from samples.sample_articles import NoArticle, Sample, Site
from samples.templates import mcms

BRAND = mcms.Brand(
    home="https://en.sggp.org.vn",
    media="image.sggp.org.vn",
    site_name="SGGP English Edition",
    suffix=" | SGGP English Edition",
    related="Other news",
    follow="",
    menu=("Ho Chi Minh City", "Business", "Health", "Culture", "Sports", "Videos"),
    footer="Sai Gon Giai Phong Newspaper. Editorial office: 432-434 Nguyen Thi Minh Khai",
)


def article(sample: Sample, site: Site, junk: Junk) -> str:
    """Return an article page."""
    del site
    body = mcms.body(sample, BRAND, "", glued=False)
    byline = sample.extra.get("byline_end")
    if byline:
        junk.append("Translated by")
        body += f'\n<p class="article-author"><strong>{escape(str(byline))}</strong></p>'
    box = sample.extra.get("related_box", ())
    if box:
        entries = "".join(
            f'<li><a href="/{slug(one)}-post119870.html">{junk(one)}</a></li>' for one in box
        )
        label = junk("Related news")
        body = body.replace(
            "</p>\n",
            f'</p>\n<div class="box-related"><h4>{label}</h4><ul>{entries}</ul></div>\n',
            1,
        )
    if "print variant" in sample.traps:
        body += (
            f'\n<p class="print"><a href="/print-121402.html">{junk("Print this story")}</a></p>'
        )
    if "gallery captions" in sample.traps:
        one = teasers()[0]
        body += f'\n<p><a href="/{one.slug}-post121001.html">{junk(one.title)}</a></p>'
    return mcms.article(BRAND, sample, body, junk, source=str(sample.extra.get("source_line", "")))


def reject(no: NoArticle, site: Site, junk: Junk) -> str:
    """Return a page that is not an article."""
    del site
    return mcms.reject(BRAND, no, junk)
