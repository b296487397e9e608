"""Customs News: MasterCMS. After a real page of a sister paper and the text of real pages.

The selectors of the body, the image tables and the table of related articles in the body are those
of the sister paper; the four lists and their order are as on a page of this outlet.
"""

# ruff: noqa: E501  # lines of HTML stand as on the page

from __future__ import annotations

from datetime import datetime

from samples.markup import Junk, body_html, escape, image, local, printed, slug, teasers
from samples.sample_articles import NoArticle, Sample, Site

HOME = "https://english.haiquanonline.com.vn"
STAGING = "https://bhqennew.mastercms.vn"
LISTS = ("Related News", "Latest News", "More News", "Your care")
MENU = ("Headlines", "Customs", "Import-Export", "Regulations", "Anti-Smuggling", "World Customs")


def article(sample: Sample, site: Site, junk: Junk) -> str:
    """Return an article page."""
    extra = sample.extra
    mark = str(extra.get("lead_mark", ""))
    lines = "".join(
        _related_line(text, str(extra["related_style"]), junk)
        for text in extra.get("related_lines", ())
    )
    pictures = "".join(_picture(sample, index, junk) for index in range(len(sample.captions)))
    name_line = str(extra.get("image_name_line", ""))
    if name_line:
        pictures = f"<p>{junk(name_line)}</p>{pictures}"
    body = body_html(sample.blocks, str(extra.get("end", "")))
    body = body.replace(
        "</p>\n", f"</p>\n{_article_table(extra.get('article_table', ()), junk)}\n", 1
    )
    if "trailing bars" in sample.traps:
        body += "<p> | |</p>"
    byline = str(extra.get("byline_end", ""))
    if byline:
        junk.append(byline)
        body += f'\n<p align="right"><strong>{escape(byline)}</strong></p>'
    main = f"""{_stamp(sample.published)}
<a class="print" href="/apicenter@/print_article&amp;i={_number(sample.url)}">{junk("Print article")}</a>
<h1 class="detail-title">{escape(sample.title)}</h1>
<p class="detail-sapo">{escape(mark)}{escape(sample.lead or "")}</p>
<div class="category article-content __MASTERCMS_CONTENT __MB_CONTENT_FOR_PRINTER"><div class="__MB_MASTERCMS_EL item-content" id="__MB_MASTERCMS_EL_3">
{lines}
{pictures}
{body}
</div></div>
<div class="fb-like"></div>
{_lists(sample, site, junk)}
<div class="main-cate before-after"><a href="/">{junk("Previous article")}</a> <a href="/">{junk("Next article")}</a></div>
<div id="user-comment"><div class="__API_WIDGET" data-type="user_comments">(0) user say</div></div>"""
    return _document(sample.title, sample.url, main)


def _stamp(at: datetime) -> str:
    return (
        f'<span class="datetime"><span class="format_time">{local(at):%H:%M}</span> | '
        f'<span class="format_date">{local(at):%d/%m/%Y}</span></span>'
    )


def _number(url: str) -> str:
    return url.rpartition("-")[2].removesuffix(".html")


def _related_line(text: str, style: str, junk: Junk) -> str:
    """Return related lines between lead and text, in the formats of different years."""
    link = f'<a href="/{slug(text)}-26{len(text)}.html">{junk(text)}</a>'
    if style == "double":
        return f"<p>{link} {escape(text)}</p>\n"
    if style == "slug":
        return f"<p>{slug(text).replace('-', ' ')} {link}</p>\n"
    if style == "bars":
        return f"<p>{link} | |</p>\n"
    if style == "table":
        return f'<table><tr><td><img alt=""></td><td>{link}</td><td></td></tr></table>\n'
    return f"<p>{link}</p>\n"


def _picture(sample: Sample, index: int, junk: Junk) -> str:
    """Return an image table: image row, caption row; the caption is also the alt text and a line."""
    caption = sample.captions[index]
    text = printed(caption)
    junk.append(text)
    alt = sample.title if sample.extra.get("alt_is_title") else text
    twin = text.replace(". Photo", ".  Photo") if sample.extra.get("caption_twin_blank") else text
    again = f"<p>{escape(twin)}</p>" if index == 0 else ""
    stamp = f"{local(sample.published):%m%Y/%d/%H}"
    source = f"{HOME}/stores/news_dataimages/editor/{stamp}/in_article/{sample.id}-{index}.jpg?rt=20250101"
    return (
        '<table class="MASTERCMS_TPL_TABLE"><tbody><tr><td><img class="__img_mastercms" '
        f'alt="{escape(alt)}" src="{source}"></td></tr><tr><td>{escape(text)}</td></tr></tbody></table>{again}\n'
    )


def _article_table(titles: object, junk: Junk) -> str:
    """Return the table of related articles within the body."""
    assert isinstance(titles, list | tuple)
    rows = "".join(
        f'<tr><td><img class="__img_mastercms" alt="{escape(text)}"></td>'
        f'<td><a href="/{slug(text)}-26{len(text)}.html">{junk(text)}</a></td></tr>'
        for text in titles
    )
    return f'<table class="__MB_ARTICLE_A"><tbody>{rows}</tbody></table>' if rows else ""


def _lists(sample: Sample | NoArticle, site: Site, junk: Junk) -> str:
    """Return the four lists below every article: headline and ``HH:MM | DD/MM/YYYY Section``."""
    own = [
        (one.title, one.published, one.section, one.url)
        for one in site.articles
        if one.url != sample.url
    ]
    other = [(one.title, one.at, one.section, f"{HOME}/{one.slug}-32800.html") for one in teasers()]
    double = bool(sample.extra.get("list_item_double"))
    blocks = []
    for number, label in enumerate(LISTS):
        picked = (own[number : number + 2] + other[number : number + 2])[:4]
        entries = "".join(
            f'<li><div class="box-title"><a class="title" href="{_host(url, sample)}">{junk(title)}</a></div> '
            f"{junk(f'{local(at):%H:%M | %d/%m/%Y} {section}')}</li>"
            for title, at, section, url in picked
        )
        if double and label == "Your care":
            one = teasers()[1]
            entries += (
                f"<li>{escape(one.title)} {escape(one.title)} {junk('VCN - ' + one.text)}</li>"
            )
        between = ""
        if "teasers between the lists" in sample.traps and number:
            between = f"<p>{junk(teasers()[number].text)}</p>"
        blocks.append(
            f'{between}<div class="main-cate"><div class="cat-head"><span class="cat-name">{junk(label)}</span></div>'
            f'<ul class="list-news">{entries}</ul></div>'
        )
    return "\n".join(blocks)


def _host(url: str, sample: Sample | NoArticle) -> str:
    """Return the host of a link: some pages link to the staging host or the former host."""
    traps = sample.traps if isinstance(sample, Sample) else ()
    return url.replace(HOME, STAGING) if any("staging" in trap for trap in traps) else url


def reject(no: NoArticle, site: Site, junk: Junk) -> str:
    """Return a photo page, lists only, or an error page sent with status 200."""
    if no.kind == "soft404":
        main = '<h1 class="detail-title">404</h1><p>Page not found. The page may have been moved or deleted.</p>'
        return _document(no.title, "", main)
    assert no.published is not None
    shots = "".join(
        f'<table class="MASTERCMS_TPL_TABLE"><tbody><tr><td><img class="__img_mastercms" alt="{escape(text)}" src="{image(no.id, index, "english.haiquanonline.com.vn")}"></td></tr><tr><td>{escape(text)}</td></tr></tbody></table>'
        for index, text in enumerate(no.captions)
    )
    main = f"""{_stamp(no.published)}<h1 class="detail-title">{escape(no.title)}</h1>
<div class="category article-content __MASTERCMS_CONTENT"><div class="__MB_MASTERCMS_EL item-content" id="__MB_MASTERCMS_EL_3">{shots}</div></div>
{_lists(no, site, junk)}"""
    return _document(no.title, no.url, main)


def _document(title: str, url: str, main: str) -> str:
    menu = "".join(f'<li><a href="/{slug(name)}">{name}</a></li>' for name in MENU)
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta property="og:title" content="{escape(title)}"><meta property="og:site_name" content="Customs News">{canonical}</head>
<body><div class="header"><a href="/">Customs News</a><ul class="menu">{menu}</ul></div>
<div class="wrapper">
{main}
</div>
<div class="footer">Customs News. Copyright: customs magazine. Email: editors@haiquanonline.example</div>
</body></html>
"""
