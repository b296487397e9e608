"""Metadata of the article, each field with its source.

Structured data comes first and is checked against the page: it may describe another article, give
the site's name as author or a default as date. The visible text near the headline settles doubts.
Nothing here searches the whole page by regular expression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from lxml.html import HtmlElement

from pipelines.extraction.authors import credit
from pipelines.extraction.authors.printed import link_targets, printed_bylines
from pipelines.extraction.dates import published
from pipelines.extraction.dates.headline_area import HeadlineArea
from pipelines.extraction.dates.near_headline import around_headline
from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.html.dom import by_tag
from pipelines.extraction.html.main_content import Body
from pipelines.extraction.html.segment import read as read_blocks
from pipelines.extraction.page_data import (
    headline,
    layout_fields,
    printed_tags,
    section_tags,
    site_names,
    structured_data,
)
from pipelines.extraction.page_data.headline import without_credit, without_tail
from pipelines.extraction.page_data.images import absolute, is_junk
from pipelines.extraction.page_data.language import detect
from pipelines.extraction.page_data.layout_fields import LayoutFields
from pipelines.extraction.page_data.structured_data import Node, Structured, values
from pipelines.extraction.standfirst import standfirst
from pipelines.items import Image, Page
from pipelines.layout import Layout
from pipelines.text import fold, weight

_BEGINNING = 6  # blocks of the text
_DESCRIBED = 50  # nodes of JSON-LD
_ABOVE = 3  # blocks above the headline: a byline may be there
_LANGUAGE_METAS = ("og:locale", "language", "dc.language", "content-language")
_NO_TITLES = frozenset(("null", "undefined", "none", "nan", "untitled", "[object object]"))
_SHORT = 30  # weight of a description in a script without spaces


@dataclass(frozen=True, slots=True)
class Metadata:
    """The article's metadata.

    Attributes:
        title: headline without the site's name; ``""`` if there is none.
        lead: standfirst as printed near the headline, or None.
        authors: people.
        agency: the agency in the author's place, or None.
        credit: the byline as stated if it names no person (``"Slate Staff"``), or None.
        published_at, modified_at: UTC.
        published_day: the day of publication as printed, in the page's own zone.
        section, tags, language: as the page states them.
        images: the lead image from structured data; those of the text are extracted later.
        url: canonical URL; the page's own if none is trusted.
        site_name: the site, or None; ``site_names``: what it is called, in compact form.
        is_accessible_for_free: False if the page says that the text is for subscribers.
        article_body: ``articleBody`` of structured data as plain text, unchecked.
        description: the page's description of itself, unchecked.
        sources: field name to source.
        concerns: problems found (``"date in the future"``).
    """

    title: str
    lead: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    credit: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    published_day: date | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[Image, ...] = ()
    url: str = ""
    site_name: str | None = None
    site_names: frozenset[str] = frozenset()
    is_accessible_for_free: bool = True
    article_body: str | None = None
    description: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    concerns: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether the page states its date; a day told from the visit's may be any line's."""
        return self.published_at is not None and self.sources.get("published_at") != "visit"


def metadata(
    tree: HtmlElement,
    data: Structured,
    page: Page,
    layout: Layout | None = None,
    blocks: Blocks | None = None,
    body: Body | None = None,
) -> Metadata:
    """Return the article's metadata.

    Args:
        tree: the page.
        data: its structured data.
        page: the fetched page.
        layout: the outlet's template that matches the page, or None.
        blocks: the page's blocks, if already segmented.
        body: the location of the article's text, if known.
    """
    blocks = blocks if blocks is not None else read_blocks(tree)
    url, url_source = site_names.canonical(data, page)
    names, site_name = site_names.names(data, page, blocks)
    marked = by_tag(tree, "h1", "time", "abbr", "span")
    seen = layout_fields.read(tree, layout, marked["h1"])
    main = _main_article(data, page.url, url, seen.headings)
    title, title_source = headline.choose(seen.headings, _stated(main, data), names)
    if title_source != "h1":
        title = without_credit(without_tail(title, blocks))
        only = headline.only_printed(title, seen.headings, names, blocks)
        title, title_source = (only, "h1") if only else (title, title_source)
    near = around_headline(
        [*marked["time"], *_dated(marked["abbr"]), *_stamped(marked["span"])], blocks, title, body
    )
    sources = {"url": url_source, "title": title_source}
    description = _description(main, data)
    lead, sources["lead"] = standfirst(seen, near, blocks, description, title)
    of_outlet = bool(page.outlet)
    credited = _credited(tree, blocks, near, (main, data, seen), names, of_outlet=of_outlet)
    if any(" " not in name for name in credited.people):
        nobody = names | site_names.menu_entries(blocks)
        credited = _credited(tree, blocks, near, (main, data, seen), nobody, of_outlet=of_outlet)
    sources["authors"] = credited.source
    dates = published.find(main, data, seen, near, page, blocks)
    sources["published_at"], sources["modified_at"] = dates.published_source, dates.modified_source
    section, sources["section"] = section_tags.section(main, data, seen, blocks, page, names)
    tags, sources["tags"] = section_tags.tags(
        main, data, seen, lambda: printed_tags.find(blocks, near.title_at), names
    )
    stated_body = structured_data.text(main.get("articleBody") or main.get("text"))
    return Metadata(
        title=title,
        lead=lead,
        authors=credited.people,
        agency=credited.agency,
        credit=None if credited.people else credited.agency or credited.other,
        published_at=dates.published,
        modified_at=dates.modified,
        published_day=dates.day,
        section=section,
        tags=tags,
        language=_language(main, data, page, blocks),
        images=_lead_image(main, data, page.url),
        url=url,
        site_name=site_name,
        site_names=names,
        is_accessible_for_free=_is_free(main, data),
        article_body=stated_body,
        description=description,
        sources={name: source for name, source in sources.items() if source},
        concerns=dates.concerns,
    )


def _credited(
    tree: HtmlElement,
    blocks: Blocks,
    near: HeadlineArea,
    stated: tuple[Node, Structured, LayoutFields],
    nobody: frozenset[str],
    *,
    of_outlet: bool,
) -> credit.Credit:
    """Return the credit of the page: as stated in its metadata, else as printed."""
    around = blocks.blocks[max(0, near.title_at - _ABOVE) : near.text_at + 1]
    header = " | ".join(one.folded for one in around) if near.title_at >= 0 else ""
    credited = credit.stated(*stated, nobody, header)
    if of_outlet:
        credited = credit.without_accounts(credited)
    is_account = all(" " not in name and name.islower() for name in credited.people)
    if credited.people and not is_account:
        if len(credited.people) > 1 and any(" " not in name for name in credited.people[1:]):
            credited = replace(credited, people=_without_places(credited.people, blocks, near))
        return credited
    strict = bool(credited.people or credited.agency or credited.other)
    described = [
        name
        for node in stated[1].ld_nodes[:_DESCRIBED]
        if "person" in structured_data.types(node)
        and (name := structured_data.text(node.get("name")))
    ]
    printed = credit.read(
        printed_bylines.find(tree, blocks, near, strict, nobody, described), nobody, "page"
    )
    people = tuple(
        one for one in printed.people if not link_targets.is_of_menu(one, blocks, near.title_at)
    )
    if credited.people and not any(" " in name for name in people):
        return credited  # of a blog whose author has no other name
    return replace(
        credited,
        people=_without_places(people, blocks, near),
        agency=credited.agency or printed.agency or printed_bylines.agency(blocks, near, nobody),
        source=printed.source,
    )


def _without_places(people: tuple[str, ...], blocks: Blocks, near: HeadlineArea) -> tuple[str, ...]:
    """Return the people of a byline without a place behind them, which the text names, too."""
    if len(people) < 2 or near.title_at < 0:
        return people
    folded = [fold(name) for name in people]
    begun = [blocks.blocks[near.title_at], *blocks.blocks[near.text_at : near.text_at + _BEGINNING]]
    told = " | ".join(
        f" {one.folded} " for one in begun if not all(name in one.folded for name in folded)
    )
    named = {name for name, plain in zip(people, folded, strict=True) if f" {plain} " in told}
    return people if people[0] in named else tuple(name for name in people if name not in named)


def _main_article(data: Structured, address: str, canonical: str, headings: list[str]) -> Node:
    """Return the JSON-LD article that this page is about; an empty one if there is none."""
    best: Node = {}
    best_score = 0.5 if len(data.ld_articles) > 1 else -1.5
    own = {site_names.address_key(address), site_names.address_key(canonical)} - {""}
    stated = [text for text in (*headings, data.first("og:title"), data.title) if text]
    for node in data.ld_articles[:50]:
        score = 1.0
        links = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
        keys = {site_names.address_key(link) for link in map(_link, links) if link}
        if keys & own:
            score += 2.0
        elif keys and own:
            score -= 1.0
        named = structured_data.text(node.get("headline") or node.get("name"))
        if named and stated:
            fit = max(headline.overlap(named, text) for text in stated)
            score += 2.0 * fit if fit >= 0.34 else -2.0
        if "datePublished" in node:
            score += 0.5
        if score > best_score:
            best, best_score = node, score
    return best


def _link(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _stated(main: Node, data: Structured) -> list[tuple[str, str]]:
    found = [
        ("json-ld", structured_data.text(main.get("headline") or main.get("name"))),
        ("og:title", data.first("og:title")),
        ("twitter:title", data.first("twitter:title")),
        ("meta", data.first("title", "dc.title", "headline", "parsely-title", "sailthru.title")),
        ("title", data.title),
    ]
    return [
        (source, text[: 2 * headline.MAX_TITLE_CHARS])
        for source, text in found
        if text and text.lower() not in _NO_TITLES
    ]


def _dated(abbreviations: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the dates in hAtom's form: ``<abbr class="published" title="2026-10-12">``."""
    return [one for one in abbreviations if "published" in (one.get("class") or "").split()]


def _stamped(spans: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the dates in RDFa and microdata: ``<span property="schema:datePublished">``."""
    return [one for one in spans if one.get("content") and _is_published(one)]


def _is_published(element: HtmlElement) -> bool:
    named = element.get("property") or element.get("itemprop") or ""
    return named.rpartition(":")[2].lower() in ("datepublished", "datecreated")


def _description(main: Node, data: Structured) -> str | None:
    for value in (
        structured_data.text(main.get("description")),
        data.first("og:description", "description", "twitter:description"),
    ):
        if value and (len(value.split()) > 3 or weight(value) > max(len(value), _SHORT)):
            return value
    return None


def _language(main: Node, data: Structured, page: Page, blocks: Blocks) -> str | None:
    stated = [data.lang, structured_data.text(main.get("inLanguage")), data.first(*_LANGUAGE_METAS)]
    long = (
        block.text for block in blocks.blocks if weight(block.text) > 80 and block.link_share < 0.5
    )
    sample = ""
    for text in long:
        sample += text + " "
        if len(sample) > 1_500:
            break
    return detect(stated, sample, page.language)


def _lead_image(main: Node, data: Structured, base: str) -> tuple[Image, ...]:
    for value in (*values(main.get("image")), data.first("og:image", "twitter:image")):
        url = value
        if isinstance(value, Mapping):
            url = value.get("url") or value.get("contentUrl") or value.get("@id")
        found = absolute(url if isinstance(url, str) else None, base)
        if found and not is_junk(found):
            return (Image(found),)
    return ()


def _is_free(main: Node, data: Structured) -> bool:
    parts = structured_data.values(main.get("hasPart"))
    stated = [main, *(part for part in parts if isinstance(part, Mapping))]
    if any(structured_data.is_false(one.get("isAccessibleForFree")) for one in stated):
        return False
    tier = (data.first("article:content_tier", "content_tier") or "").lower()
    return tier not in ("locked", "paid", "premium")
