"""Roles of elements by class names, ids, ARIA roles and tags.

Templates name their parts in words: ``related-news``, ``articleBody``, ``share_bar``. The words of
an element's class, id, role, itemprop and data-* kind are looked up in one table that gives a set
of bits. Callers decide whether a bit counts: a wrapper of the whole page may be named
``has-sidebar``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from pipelines.extraction.lexicon import name_modifiers

BODY = 1  # the article's text
ARTICLE = 1 << 1  # something that contains an article
NAV = 1 << 2  # menus, breadcrumbs, pagers
SHARE = 1 << 3  # share bars
RELATED = 1 << 4  # lists of other articles
COMMENT = 1 << 5
CAPTION = 1 << 6
AUTHOR = 1 << 7  # bylines, bios
DATE = 1 << 8
TAGS = 1 << 9
AD = 1 << 10
PROMPT = 1 << 11  # newsletter, subscribe, app, cookie, log in
FOOTER = 1 << 12
SIDEBAR = 1 << 13
HIDDEN = 1 << 14
MEDIA = 1 << 15  # players, galleries
HEADER = 1 << 16
TITLE = 1 << 17
LEAD = 1 << 18
TEASER = 1 << 19  # one item of a list of articles
QUOTE = 1 << 20  # pull quotes
META = 1 << 21  # line of date, author, reading time
TOC = 1 << 22
KICKER = 1 << 23
TABLE = 1 << 24
FORM = 1 << 25
EMBED = 1 << 26  # a post of a social network
NOTICE = 1 << 27  # disclaimers, privacy notices, tooltips
BIO = 1 << 28  # about the author

NAMES = {
    BODY: "body",
    ARTICLE: "article",
    NAV: "menu",
    SHARE: "share bar",
    RELATED: "list of other articles",
    COMMENT: "comments",
    CAPTION: "caption",
    AUTHOR: "byline",
    DATE: "date line",
    TAGS: "tag list",
    AD: "advertisement",
    PROMPT: "prompt",
    FOOTER: "page footer",
    SIDEBAR: "sidebar",
    HIDDEN: "hidden",
    MEDIA: "player",
    HEADER: "page header",
    TITLE: "title",
    LEAD: "lead",
    TEASER: "teaser",
    QUOTE: "pull quote",
    META: "article header",
    TOC: "table of contents",
    KICKER: "kicker",
    FORM: "form",
    EMBED: "embedded post",
    NOTICE: "notice",
    BIO: "about the author",
}

_TAGS = {
    "nav": NAV,
    "menu": NAV,
    "footer": FOOTER,
    "aside": SIDEBAR,
    "header": HEADER,
    "figcaption": CAPTION,
    "figure": MEDIA,
    "address": AUTHOR,
    "article": ARTICLE,
    "main": ARTICLE,
    "form": FORM,
    "dialog": PROMPT,
    "time": DATE,
    "table": TABLE,
}

# Words of class names and ids. Pairs are written in their usual order.
_WORDS: dict[int, str] = {
    NAV: "nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs pager "
    "pagination pagenavi sitemap topbar megamenu hamburger skip skiplink navigational "
    "paging",
    SHARE: "share sharing shares sharebar sharethis addthis addtoany a2a social socials sociable "
    "socialmedia sharedaddy follow followus shareaholic ssba "
    "heateor like likes bookmark print printfriendly",
    RELATED: "related relate relatednews relatedposts relatedarticles relateds recommend "
    "recommended recommendation recommendations outbrain taboola trending trend popular mostread "
    "mostviewed readnext seealso moreon morefrom yarpp crp "
    "upnext nextup suggested suggestions latest mgid zergnet recirc recirculation "
    "prevnext nextprev otherposts othernews similar revcontent plista dable",
    COMMENT: "comment comments disqus commentlist commentform respond reply replies livefyre "
    "commenting comentarios kommentare komentar reviews",
    CAPTION: "caption captions figcaption imagecredit credit credits "
    "copyright legend legende bildunterschrift imagecaption imgcaption photocaption "
    "piefoto epigrafe photocredit photographer cutline",
    AUTHOR: "author authors byline bylines authorbox bio biography vcard writer contributor "
    "contributors autor auteur reporter authorname journalist abh "
    "saboxplugin columnist",
    DATE: "date dates time timestamp datetime pubdate published postdate updated "
    "dateline datum fecha",
    TAGS: "tag tags taglist tagcloud keyword keywords hashtag hashtags tagged topics",
    AD: "ad ads adv advert advertisement advertising adsbygoogle banner banners sponsor "
    "sponsored promo promos promotion promoted adslot dfp gpt rennab adunit advertorial "
    "adbox commercial affiliate publicidad werbung anzeige",
    PROMPT: "newsletter newsletters subscribe subscription subscriptions signup cookie "
    "cookies consent gdpr modal popup paywall login register optin cta mailchimp "
    "mc4wp donate donation appeal regwall piano onetrust lightbox popover membership "
    "donor notification notifications overlay inlinecta calltoaction cta2 cta3",
    FOOTER: "footer foot colophon bottombar disclaimer",
    SIDEBAR: "sidebar aside sidebars rail rightrail leftrail widget widgets sidecol secondary "
    "rightcol leftcol complementary",
    HIDDEN: "hidden hide visuallyhidden offscreen screenreader invisible",
    MEDIA: "video player audio gallery slideshow carousel slider podcast jwplayer playlist embed "
    "swiper lightgallery",
    HEADER: "masthead topheader",
    TITLE: "headline title",
    LEAD: "lead lede sapo standfirst dek deck summary excerpt subtitle subheadline subhead "
    "intro abstract chapo description strapline subheading entradilla bajada "
    "sommario vorspann",
    TEASER: "teaser teasers card cards postcard",
    QUOTE: "pullquote",
    META: "meta postmeta metadata info readtime articleinfo postmetadata",
    TOC: "toc tableofcontents lwptoc",
    KICKER: "kicker eyebrow overline rubric category categories postcategory",
    FORM: "form search searchform survey poll quiz",
    BIO: "bio biography authorbox authorbio abh saboxplugin",
    NOTICE: "privacy ccpa tooltip tooltips disclosure disclosures disclaimers",
}

_PAIRS: dict[int, str] = {
    BODY: "article-body article-content article-text article-copy entry-content post-content "
    "post-body story-body story-content story-text story-copy body-content body-text "
    "body-copy content-body news-content news-body news-text news-detail news-detailtext "
    "detail-content detail-body content-article content-detail content-text content-main "
    "main-text field-body article-main post-text post-article post-entry entry-body "
    "entry-text blog-content blog-body blog-post-content single-content "
    "single-post-content page-content article-detail article-details text-content "
    "td-post-content the-content theme-content rich-text richtext-content rte-content "
    "article-inner article-paragraphs cms-body zce-content fck-detail article-story "
    "paragraph-content text-post cuerpo-noticia nota-contenido cuerpo-nota texto-noticia "
    "contenido-nota artikel-inhalt texte-article contenu-article corps-article "
    "conteudo-noticia corpo-noticia testo-articolo item-content item-body markdown-body "
    "mw-parser c-content",
    RELATED: "read-next read-also most-read most-popular most-viewed see-also more-on "
    "more-from more-news more-stories more-articles other-news other-posts other-articles "
    "next-article next-post prev-post previous-post post-navigation posts-navigation "
    "nav-links up-next you-may may-like also-like also-read latest-news latest-posts "
    "latest-articles recent-posts recent-news recent-articles top-stories top-news "
    "editors-picks editor-picks featured-posts list-news news-list more-posts story-list "
    "hot-news dont-miss keep-reading further-reading in-case recommended-posts",
    SHARE: "social-links social-icons social-media share-buttons share-bar copy-link fb-like "
    "social-share follow-us",
    AUTHOR: "about-author author-bio author-box author-info written-by posted-by post-author "
    "entry-author article-author",
    BIO: "about-author author-bio author-box author-card author-description author-about",
    PROMPT: "sign-up sign-in log-in opt-in call-to e-mail",
    CAPTION: "photo-credit image-credit image-caption img-caption photo-caption media-caption "
    "wp-caption figure-caption caption-text desc-image image-desc img-desc",
    HIDDEN: "sr-only visually-hidden screen-reader assistive-text u-hidden d-none display-none "
    "is-hidden",
    TOC: "table-of ez-toc",
    TITLE: "entry-title post-title article-title page-title",
    AD: "ad-container ad-wrapper ad-slot google-ad",
    META: "entry-meta post-meta article-meta post-info article-info read-time reading-time "
    "article-reviewed medically-reviewed fact-checked",
    TAGS: "post-tags entry-tags article-tags tags-links tag-links tag-list entry-footer",
    LEAD: "article-lead article-intro sub-title article-summary",
    QUOTE: "pull-quote blockquote-pull",
    DATE: "publish-date post-date entry-date article-date published-date posted-on",
    HEADER: "site-header page-header",
    KICKER: "section-name cat-links",
    EMBED: "twitter-tweet instagram-media tiktok-embed bluesky-embed fb-post facebook-post",
}

_WORD_BITS: dict[str, int] = {}
for _bit, _line in _WORDS.items():
    for _word in _line.split():
        _WORD_BITS[_word] = _WORD_BITS.get(_word, 0) | _bit
_PAIR_BITS: dict[str, int] = {}
for _bit, _line in _PAIRS.items():
    for _word in _line.split():
        _PAIR_BITS[_word.replace("-", "")] = _PAIR_BITS.get(_word.replace("-", ""), 0) | _bit
_GLUED_BITS = {**_WORD_BITS, **_PAIR_BITS}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"[a-z0-9]+")
_APART = bytes(code if _PART.match(chr(code)) else 32 for code in range(256))
_MAX_NAMES_CHARS = 400  # a class attribute of a megabyte is not a name
_ROLES = {
    "navigation": NAV,
    "menu": NAV,
    "menubar": NAV,
    "complementary": SIDEBAR,
    "contentinfo": FOOTER,
    "banner": HEADER,
    "dialog": PROMPT,
    "alertdialog": PROMPT,
    "search": FORM,
    "article": ARTICLE,
    "main": ARTICLE,
}
_DIALOGS = frozenset(("dialog", "alertdialog"))
_ITEMPROPS = {
    "articlebody": BODY,
    "text": BODY,
    "headline": TITLE,
    "author": AUTHOR,
    "datepublished": DATE,
    "datemodified": DATE,
    "keywords": TAGS,
    "caption": CAPTION,
    "comment": COMMENT,
}
_ITEMTYPES = {  # schema.org
    "comment": COMMENT,
    "usercomments": COMMENT,
    "sitenavigationelement": NAV,
    "breadcrumblist": NAV,
    "wpfooter": FOOTER,
    "wpsidebar": SIDEBAR,
    "wpadblock": AD,
    "wpheader": HEADER,
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STYLE_LENGTH = 200
_COMPONENT = ("type", "data-type", "data-component", "data-testid", "data-module")


@lru_cache(maxsize=32768)
def flags_from_names(names: str) -> int:
    """Return the flags of a class or id attribute."""
    bits = 0
    for token in name_modifiers.own_names(names[:_MAX_NAMES_CHARS]):
        bits |= _of_token(token)
    if bits & HIDDEN and name_modifiers.is_shown_wide(names):
        bits &= ~HIDDEN
    return bits


@lru_cache(maxsize=32768)  # pages that share no attribute share most of their tokens
def _of_token(token: str) -> int:
    if ":" in token and name_modifiers.is_conditional(token):
        return 0
    lowered = token.lower()
    if lowered == "h-card":  # a person, in microformats
        return AUTHOR
    if lowered != token:
        lowered = _CAMEL.sub("-", token).lower()
    if lowered.isascii():  # nearly every name, and bytes are split several times faster
        if lowered.isalnum():
            return _GLUED_BITS.get(lowered, 0)
        parts = lowered.encode().translate(_APART).decode().split()
    else:
        parts = _PART.findall(lowered)
    bits = last = 0
    before = ""
    for part in name_modifiers.own_words(parts):
        last = _GLUED_BITS.get(part, 0)
        bits |= last
        if before:
            bits |= _PAIR_BITS.get(before + part, 0)
        before = part
    if last & (DATE | AUTHOR):
        return bits & ~RELATED  # "news-list-date" is a date
    return bits & ~TEASER if bits & BIO else bits  # "author-card" is no article's card


def _hides(value: str) -> int:
    return HIDDEN if _HIDDEN_STYLE.search(value[:_STYLE_LENGTH]) else 0


def _of_component(value: str) -> int:
    return flags_from_names(value[:_STYLE_LENGTH])


def _last(value: str) -> str:
    """Return the name of a type: ``comment`` of ``schema:Comment`` and of its whole address."""
    return re.split("[/:]", value)[-1].lower()


# Attributes other than class and id; an element has few, and most have no flags.
_ATTRIBUTES: dict[str, Callable[[str], int]] = {
    "role": lambda value: _ROLES.get(value.lower(), 0),
    **dict.fromkeys(("itemprop", "property"), lambda value: _ITEMPROPS.get(value.lower(), 0)),
    **dict.fromkeys(("itemtype", "typeof"), lambda value: _ITEMTYPES.get(_last(value), 0)),
    "hidden": lambda value: HIDDEN,
    "aria-hidden": lambda value: HIDDEN if value == "true" else 0,
    "style": _hides,
    **dict.fromkeys(_COMPONENT, _of_component),
}


def flags_from_element(tag: str, attributes: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """Return an element's class and id as written, and the flags of these, its tag and the rest."""
    bits = _TAGS.get(tag, 0)
    if not attributes:
        return "", bits
    names = ident = ""
    for key, value in attributes:
        if key == "class":
            names = value
        elif key == "id":
            ident = value
        elif key in _ATTRIBUTES:
            bits |= _ATTRIBUTES[key](value)
    if names:
        bits |= flags_from_names(names)
    if ident:
        bits |= flags_from_names(ident)
        names = f"{names} {ident}"
    return names, bits


def is_dialog(tag: str, role: str | None) -> bool:
    """Return whether an element is a dialog; ``PROMPT`` is a flag of each."""
    return tag == "dialog" or (role is not None and role.lower() in _DIALOGS)


@lru_cache(maxsize=4096)
def name(bits: int) -> str:
    """Return the words for the most specific flag, for ``stripped``."""
    for bit, text in NAMES.items():
        if bits & bit:
            return text
    return "page furniture"
