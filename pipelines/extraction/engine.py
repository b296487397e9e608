"""Runs the engine's steps in order: parse, metadata, main content, rules, verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction import rules, template
from pipelines.extraction.authors.agency_marks import is_agency
from pipelines.extraction.classifier import model, smoothing, thresholds
from pipelines.extraction.classifier.features import BlockFeatures
from pipelines.extraction.classifier.text_features import TextFeatures
from pipelines.extraction.html import main_content
from pipelines.extraction.html.blocks import Block, Blocks
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse
from pipelines.extraction.html.segment import read
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import embedded_article, images, site_names, structured_data
from pipelines.extraction.page_data.image_ownership import ImageOwnership
from pipelines.extraction.rules.context import Removal, RuleContext
from pipelines.extraction.verdict import short_articles, trafilatura_fallback
from pipelines.extraction.verdict.confidence import Assessment, PageEvidence, assess_confidence
from pipelines.extraction.verdict.trim import ArticleText, trim
from pipelines.items import Article, Page, Stripped
from pipelines.layout import NO_TEMPLATE, TemplateMatch
from pipelines.text import fold

ENGINE = "5"  # counts up where the text of a page may change: no such change is the outlet's
LINES = 400
LINE_LENGTH = 300
_LEAD_PICTURES = 3
_SCORED = 2500  # blocks; no article seen has so many, and a page must not take seconds


class NotAnArticle(Exception):  # noqa: N818 - a fixed name; it is an answer, not a fault
    """The page holds no article.

    Attributes:
        reason: why, in words a person understands (``"list of articles"``).
        template: which template of the outlet it has.
    """

    def __init__(self, reason: str, template: TemplateMatch = NO_TEMPLATE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.template = template


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the engine found on a page, and why: what ``explain`` prints.

    Attributes:
        article: the article, or None.
        not_article: why there is none.
        context: blocks, body, and how likely each block is the article's.
        removals: block index -> why it was taken; blocks without one are kept.
        metadata: what is known beside the text.
        template: which template of the outlet the page has.
    """

    article: Article | None
    not_article: str | None
    context: RuleContext
    removals: dict[int, Removal]
    metadata: Metadata
    template: TemplateMatch = NO_TEMPLATE

    @property
    def blocks(self) -> list[Block]:
        """Return every block of the page."""
        return self.context.blocks


def run(page: Page, *, without: frozenset[str] = frozenset()) -> Extraction:
    """Return the article of ``page`` with the verdict on each block.

    Rules named in ``without`` are switched off.
    """
    tree = parse(page.body, page.headers)
    stated = structured_data.read(tree)
    embedded_article.put_in(tree, stated)
    blocks = read(tree)
    body = main_content.find(blocks, page.layouts, _headline(stated))
    known = metadata(tree, stated, page, body.layout, blocks)
    head = KnownMetadata(
        known.title,
        known.lead or known.description or "",
        known.article_body or "",
        known.authors,
        site_names.host(page.url),
    )
    context = _rule_context(page, PageFacts(blocks, body, head), known)
    removals = rules.apply(context, without)
    removals = _reconsidered(tree, context, removals)
    kept = _kept(context, removals)
    brief = short_articles.find(context, without) if short_articles.is_wanted(kept) else None
    if brief is not None:
        removals, kept = brief, _kept(context, brief)
    text = trim(context, kept, known.lead)
    evidence = PageEvidence(kept, context.blocks, known, stated, page, text.lead, brief is not None)
    verdict = assess_confidence(evidence)
    reason = verdict.not_article or (None if text.body else "no text")
    matched = template.match(tree, body.layout, page.layouts)
    if reason:
        return Extraction(None, reason, context, removals, known, matched)
    stripped = _stripped(context, removals, text.stripped)
    article = _article(page, context, known, text, stripped, verdict, removals)
    article = replace(article, template=matched)
    return Extraction(article, None, context, removals, known, matched)


def _headline(stated: structured_data.Structured) -> str:
    """What the head of the page says that it is about."""
    description = stated.first("og:description", "description") or ""
    return fold(f"{stated.title or ''} {description}")


def _kept(context: RuleContext, removals: dict[int, Removal]) -> list[Block]:
    return [block for block in context.blocks if block.index not in removals]


def _reconsidered(
    tree: HtmlElement, context: RuleContext, removals: dict[int, Removal]
) -> dict[int, Removal]:
    """Return the removals, less those on what trafilatura finds where almost nothing was kept."""
    if not trafilatura_fallback.is_wanted(context.blocks, _kept(context, removals)):
        return removals
    found = trafilatura_fallback.second_opinion(tree, context.blocks)
    return {index: why for index, why in removals.items() if index not in found}


def _article(
    page: Page,
    context: RuleContext,
    known: Metadata,
    text: ArticleText,
    stripped: tuple[Stripped, ...],
    verdict: Assessment,
    removals: dict[int, Removal],
) -> Article:
    layout = context.body.layout
    roots = [*_lead_pictures(context), *(node.element for node in context.body.nodes)]
    captions = (
        CSSSelector(layout.caption)(context.page.nodes[0].element)
        if layout and layout.caption
        else []
    )
    owned = ImageOwnership(
        context.page, {index: one.rule_id for index, one in removals.items()}, roots
    )
    pictures = images.each_once(known.images, images.read(roots, page.url, captions, owned.is_own))
    return Article(
        url=known.url or page.url,
        outlet=page.outlet,
        title=known.title,
        lead=text.lead,
        body=text.body,
        authors=text.authors or known.authors,
        published_at=known.published_at,
        modified_at=known.modified_at,
        dateline=text.dateline,
        agency=text.agency or known.agency or _source_line(context),
        section=known.section,
        tags=known.tags,
        language=known.language,
        images=pictures,
        stripped=stripped,
        engine=ENGINE,
        is_accessible_for_free=known.is_accessible_for_free and verdict.is_accessible_for_free,
        confidence=verdict.confidence,
        concerns=tuple(dict.fromkeys((*verdict.concerns, *known.concerns))),
        sources=known.sources,
        lines=tuple(dict.fromkeys(line[:LINE_LENGTH] for line in context.folded if line))[:LINES],
    )


def _rule_context(page: Page, facts: PageFacts, known: Metadata) -> RuleContext:
    blocks, body = facts.page, facts.body
    features = BlockFeatures(facts)
    likely = model.predict_content_probability(
        features.columns(_SCORED), lambda index: TextFeatures(features, blocks.blocks[index])
    )
    likely += [
        thresholds.UNSCORED_IN_BODY
        if body.in_body[block.index] and facts.prose[block.index]
        else thresholds.UNSCORED
        for block in blocks.blocks[_SCORED:]
    ]
    likely = smoothing.smooth(likely, facts)
    for index in _standfirst(blocks, known):
        likely[index] = max(likely[index], thresholds.STANDFIRST)
    return RuleContext(
        facts,
        likely,
        marks=page.marks,
        repeated=page.repeated,
        removed=_places(blocks, [css for layout in page.layouts for css in layout.remove]),
        captions=_places(blocks, [layout.caption for layout in page.layouts if layout.caption]),
    )


def _standfirst(blocks: Blocks, known: Metadata) -> list[int]:
    """Index of the block that the page prints as standfirst, where one was found."""
    wanted = fold(known.lead or "")
    same = (block.index for block in blocks.blocks if wanted and block.folded == wanted)
    return list(islice(same, 1))


def _lead_pictures(context: RuleContext) -> list[HtmlElement]:
    """Figures between the page's first heading and the body, in page order."""
    if not context.body.nodes:
        return []
    first = min(node.index for node in context.body.nodes)
    heads = [node.index for node in context.page.nodes[:first] if node.tag == "h1"]
    above = context.page.nodes[heads[-1] : first] if heads else []
    return [node.element for node in above if node.tag == "figure"][:_LEAD_PICTURES]


def _source_line(context: RuleContext) -> str | None:
    """The agency that a source label in the body names, where the layout removes it."""
    lines = (context.blocks[index].text for index in sorted(context.removed))
    return next((text for text in lines if is_agency(text, context.marks)), None)


def _places(blocks: Blocks, selectors: list[str]) -> frozenset[int]:
    """Places of the blocks in elements that the selectors match."""
    if not selectors:
        return frozenset()
    by_element = {node.element: node for node in blocks.nodes}
    root = blocks.nodes[0].element
    places: set[int] = set()
    for selector in selectors:
        for element in CSSSelector(selector)(root):
            node = by_element.get(element)
            if node is not None:
                places.update(range(node.start, node.end))
    return frozenset(places)


def _stripped(
    context: RuleContext, removals: dict[int, Removal], marks: tuple[Stripped, ...]
) -> tuple[Stripped, ...]:
    taken = [
        Stripped(why.wording, context.blocks[at].text, at, why.rule_id)
        for at, why in removals.items()
    ]
    return tuple(sorted([*taken, *marks], key=lambda one: one.position))
