"""Section and tags of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.page_data import structured_data
from pipelines.extraction.page_data.headline import compact, is_site
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.extraction.page_data.site_names import address_path, local_path
from pipelines.extraction.page_data.structured_data import Node, Structured, values
from pipelines.items import Page
from pipelines.text import clean, fold

_MAX_TAG_CHARS = 80
_TAGS = 50
_SEPARATORS = re.compile("[,;，、]")
_LINKS = 400
_SECTION_METAS = ("article:section", "parsely-section", "section", "itemprop:articlesection")
_TAG_METAS = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_KEYWORDS = "keywords"
_SAYS = ("og:description", "description")
_DEEPEST = 3
# Names of a link to the article's category, in its own head.
_CATEGORY = re.compile(
    r"(?:^|[\s_-]|post|article|entry)(?:cat|category|catname|cat-name|kicker|eyebrow|rubric|rubrik"
    r"|chuyen-?muc)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEAD_LEVELS, _HEAD_LINKS = 2, 30
_LANGUAGES_LIST = "en english vi vn fr zh cn jp ja ko ru es de th id ms lo km"
_LANGUAGES = frozenset(_LANGUAGES_LIST.split())
_SECTION_PATH = re.compile(r"[a-z]{3,}(?:[-_][a-z]{2,}){0,3}")
_NO_SECTIONS_LIST = (
    "article articles story stories post posts blog blogs content node page pages index archive "
    "archives detail details print amp tag tags topic topics html web site share author authors "
    "artikel beitrag beitraege nota notas noticia articulo articolo bai-viet doi contents "
    "wp uploads item items view read id news-detail newsdetail media public www"
)
_NO_SECTIONS = frozenset(_NO_SECTIONS_LIST.split())
_HOME_NAMES = (
    "home|homepage|trang chủ|accueil|inicio|start|startseite|news home|front page|home page|main|"
    "página inicial|início|portada|pagina iniziale|etusivu|hem|hjem|forside|forsiden|strona główna|"
    "domů|hlavní stránka|domov|kezdőlap|címlap|acasă|prima pagină|pradžia|sākums|avaleht|početna|"
    "ana sayfa|anasayfa|beranda|laman utama|αρχική|главная|головна|начало|насловна|ראשי|דף הבית|"
    "الرئيسية|صفحه اصلی|خانه|होम|হোম|প্রচ্ছদ|ホーム|トップ|首页|首頁|홈|หน้าแรก|หน้าหลัก|ໜ້າຫຼັກ|ទំព័រដើម"
)
_HOMES = frozenset(map(fold, _HOME_NAMES.split("|")))
_SEVERAL = 4  # sections in a text with commas
_TITLE_WORDS = 4
_NOTHING = frozenset(("nil", "null", "none", "undefined", "nan", "false", "true"))
_DATED = re.compile(r"[^\W\d]{3,10}\.?\s(?:19|20)\d{2}")  # an archive's month
_WAY = re.compile(  # folded: to the page's parts, back, and to networks
    r"(?:zuruck|back|beginn|vorherige[rs]?|nachste[rs]?|previous|next|precedente?|suivant|volver"
    r"|anterior|siguiente|voltar|terug|indietro|wstecz|назад|tro ve|quay lai|teilen|tweet\w*|share"
    r"|partager|compartir|condividi|drucken|print|abo|abonne[zr]?-\w+|subscribe|log ?in)\b"
    r"|(?:direkt )?zu[mr] (?:inhalt|navigation|sender|haupt)|skip to|jump to|aller au|ir al? "
    r"|saltar"
)


def section(
    main: Node,
    data: Structured,
    seen: LayoutFields,
    blocks: Blocks,
    page: Page,
    sites: frozenset[str],
) -> tuple[str | None, str]:
    """Return the section and its source: layout, structured data, breadcrumbs, the menu.

    Breadcrumbs that are the site's name (compact form in ``sites``) or "home" are ignored. Then the
    menu's entry for a directory of the URL is used (``/national/...``); last the section of the
    source that listed the page, and the URL.
    """
    if seen.layout_section:
        return seen.layout_section[:_MAX_TAG_CHARS], "layout"
    stated = [
        text for text in map(structured_data.text, values(main.get("articleSection"))) if text
    ]
    title, hinted = fold(data.title or ""), page.hint.section
    for text in stated:
        if (first := _first_of(text)) and _is_section(first, title):
            return first[:_MAX_TAG_CHARS], "json-ld"
    meta = data.first(*_SECTION_METAS)
    if meta and "://" not in meta and (first := _first_of(meta)) and _is_section(first, title):
        return first[:_MAX_TAG_CHARS], "meta"
    for source, names in (
        ("json-ld breadcrumbs", _stated_crumbs(data)),
        ("breadcrumbs", _printed_crumbs(blocks)),
        ("kicker", _kickers(blocks, page)),
        ("menu", _menu_entry(blocks, page.url, _paths(page.url), title)),
    ):
        for name in names:
            name = (name or "").strip(" /<>«»‹›→←:")
            if name and not is_site(name, sites) and _is_section(name, title):
                return name[:_MAX_TAG_CHARS], source
    if hinted:  # of the outlet's sections, even one named like it: Customs, of Customs News
        entry = () if _paths(page.url) else _menu_entry(blocks, page.url, {f"/{hinted}"}, title)
        return next(
            ((text, "menu") for text in entry), (_in_words(hinted)[:_MAX_TAG_CHARS], "hint")
        )
    for name in _address_section(page.url):
        if _is_section(name, title) and not is_site(name, sites):
            return name, "url"
    return None, ""


def _first_of(text: str) -> str:
    """Return the first of several sections in one text: ``Harbour,Boats``.

    With spaces behind the commas, up to three parts are one name: ``Arts, Letters and Film``.
    """
    parts = text.split(",")
    several = len(parts) >= _SEVERAL or any(part[:1].strip() for part in parts[1:])
    return (parts[0] if several else text).strip(" ,")


def _is_section(name: str, title: str) -> bool:
    """Return whether a name may be a section's: no page's own title, no year, no way back.

    Args:
        name: as a link or the metadata say it.
        title: the folded ``<title>``.
    """
    folded = fold(name)
    if folded in _HOMES or folded in _NOTHING or not any(map(str.isalpha, folded)):
        return False
    if _WAY.match(folded) or _DATED.fullmatch(folded) or "www." in folded:
        return False
    return len(folded.split()) < _TITLE_WORDS or not title.startswith(folded)


def _stated_crumbs(data: Structured) -> list[str | None]:
    for node in data.ld_nodes:
        if "breadcrumblist" in structured_data.types(node):
            return [_crumb(item) for item in values(node.get("itemListElement"))]
    return []


def _crumb(item: object) -> str | None:
    if not isinstance(item, Mapping):
        return None
    inner = item.get("item")
    name = item.get("name") or (inner.get("name") if isinstance(inner, Mapping) else None)
    return structured_data.text(name)


def _printed_crumbs(blocks: Blocks) -> Iterable[str]:
    for node in blocks.nodes:
        if "readcrumb" in node.names:
            links = islice(node.element.iter("a"), 6)
            crumbs = [text for link in links if (text := _link_text(link))]
            if crumbs:
                return crumbs
    return []


def _kickers(blocks: Blocks, page: Page) -> Iterable[str]:
    """Yield links next to the only ``<h1>`` whose class names or ``rel`` mark a category."""
    headlines = [node.element for node in blocks.of_tag("h1")]
    if len(headlines) != 1:
        return
    for around in islice(headlines[0].iterancestors(), _HEAD_LEVELS):
        if around.tag in ("body", "html"):
            return
        links = list(islice(around.iter("a"), _HEAD_LINKS + 1))
        if len(links) > _HEAD_LINKS:
            return
        for link in links:
            names = " ".join(link.get(name) or "" for name in ("class", "id", "rel"))
            text = _link_text(link)
            if _CATEGORY.search(names) and 0 < len(text) < 40:
                path = local_path(link.get("href") or "", page.url)
                if path.strip("/") and path != address_path(page.url):
                    yield text
                    return


def _menu_entry(blocks: Blocks, url: str, wanted: set[str], title: str) -> Iterable[str]:
    """Yield the menu's entry for one of the paths, unless ``<title>`` ends in it."""
    if not wanted:
        return
    ends = [path.rpartition("/")[2] for path in wanted]
    for link in islice(blocks.nodes[0].element.iter("a"), _LINKS):
        href = link.get("href")
        if not href:
            continue
        if href.startswith(("/", "http")) and not any(map(href.lower().__contains__, ends)):
            continue  # most links, excluded without parsing their URLs
        path = local_path(href, url).rstrip("/").removesuffix(".html")
        if path in wanted:
            text = _link_text(link)
            if text and len(text) < 40 and not title.endswith(fold(text)):
                yield text
                return


def _paths(url: str) -> set[str]:
    return {f"/{'/'.join(parts)}" for parts in _directories(url)}


def _directories(url: str) -> list[list[str]]:
    """Return the directories of a URL, without the language, outermost first."""
    parts = address_path(url).strip("/").split("/")[:-1]
    skipped = 1 if parts and parts[0] in _LANGUAGES else 0
    paths = (parts[: at + 1] for at in range(skipped, min(len(parts), _DEEPEST)))
    return [path for path in paths if not (path[-1].isdecimal() or path[-1].startswith("@"))]


def _address_section(url: str) -> Iterable[str]:
    """Return the first directory of the URL as words, if it is some: ``/tin-van/`` is "Tin van"."""
    for parts in _directories(url)[:1]:
        word = parts[-1]
        if _SECTION_PATH.fullmatch(word) and word not in _NO_SECTIONS:
            yield _in_words(word)


def _in_words(slug: str) -> str:
    return slug.replace("-", " ").replace("_", " ").capitalize()


def _link_text(link: HtmlElement) -> str:
    return clean(" ".join(islice(link.itertext(), 10))[:200])


def tags(
    main: Node,
    data: Structured,
    seen: LayoutFields,
    printed: Callable[[], list[str]],
    sites: frozenset[str],
) -> tuple[tuple[str, ...], str]:
    """Return the tags and their source: layout, structured data, meta tags, else as printed.

    Keywords with the site's name among them (compact form in ``sites``) are the site's, the same on
    each page, if the page's title and description have none of the others.
    """
    if seen.layout_tags:
        return _tidy(seen.layout_tags), "layout"
    stated: list[str] = []
    for value in values(main.get("keywords")):
        text = structured_data.text(value)
        if text:
            stated.extend(_SEPARATORS.split(text))
    if stated:
        return _tidy(stated), "json-ld"
    for name in _TAG_METAS:
        texts = [tag for value in data.meta.get(name, ()) for tag in _SEPARATORS.split(value)]
        if name == _KEYWORDS and not sites.isdisjoint(map(compact, texts)):
            said = fold(" ".join(filter(None, (data.title, data.first(*_SAYS)))))
            texts = [tag for tag in texts if compact(tag) not in sites]
            is_own = len(texts) < _SEVERAL or any(fold(tag) in said for tag in texts if tag.strip())
            texts = texts if is_own else []
        if texts:
            return _tidy(texts), "meta"
    found = _tidy(printed())
    return (found, "page") if found else ((), "")


def _tidy(texts: list[str]) -> tuple[str, ...]:
    """Return each tag once, in order, without machine tags (``type:article``) and sentences."""
    found: dict[str, str] = {}
    for text in texts[: 4 * _TAGS]:
        tag = clean(text).strip(" #,;.")
        if 1 < len(tag) <= _MAX_TAG_CHARS and ":" not in tag:
            found.setdefault(fold(tag), tag)
    return tuple(found.values())[:_TAGS]
