"""Runs the engine's steps in order: parse, metadata, main content, rules, classification."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction import rules, template
from pipelines.extraction.authors.agency_marks import is_agency
from pipelines.extraction.contract import ENGINE
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.content_type import foreign_type
from pipelines.extraction.metadata import Metadata
from pipelines.extraction.page_data import images
from pipelines.extraction.page_data.image_ownership import ImageOwnership
from pipelines.extraction.page_reading import read_page
from pipelines.extraction.rules.context import Removal, RuleContext
from pipelines.extraction.rules.pictures.captions import is_picture_box
from pipelines.extraction.verdict import short_articles, trafilatura_fallback
from pipelines.extraction.verdict.confidence import Assessment, PageEvidence, assess_confidence
from pipelines.extraction.verdict.trim import ArticleText, trim
from pipelines.extraction.verdict.witnesses import Numbers
from pipelines.items import Article, Page, Stripped
from pipelines.layout import NO_TEMPLATE, TemplateMatch

LINES = 400
LINE_LENGTH = 300
_LEAD_PICTURES = 3


@dataclass(frozen=True, slots=True)
class Extraction:
    """The engine's findings on a page, with reasons, as ``explain`` prints them.

    Attributes:
        article: the article, or None.
        not_article: why there is none.
        context: blocks, body, and the content probability of each block.
        removals: block index to the reason it was stripped; other blocks are kept.
        metadata: everything known besides the text.
        template: the outlet's template that the page uses.
        numbers: evidence on the text's quality (``verdict.witnesses``).
    """

    article: Article | None
    not_article: str | None
    context: RuleContext
    removals: dict[int, Removal]
    metadata: Metadata
    template: TemplateMatch = NO_TEMPLATE
    numbers: Numbers = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        """Return every block of the page."""
        return self.context.blocks


def run(page: Page, *, without: frozenset[str] = frozenset()) -> Extraction:
    """Return the article of ``page`` with the verdict on each block.

    Rules named in ``without`` are switched off.
    """
    reading = read_page(page)
    context, stated, metadata = reading.context, reading.stated, reading.metadata
    removals = rules.apply(context, without)
    removals = _reconsidered(reading.tree, context, removals, without)
    kept = _kept(context, removals)
    brief = None
    if short_articles.is_wanted(context, kept):
        brief = short_articles.find(context, without)
        unproved = short_articles.unproved(context, kept)
        removals = removals | unproved if brief is None else brief
        kept = _kept(context, removals)
    text = trim(context, kept, metadata.lead)
    is_empty = bool(page.layouts) and not any(_is_in_layout(context, block) for block in kept)
    evidence = PageEvidence(
        *(kept, context.blocks, metadata, stated, page, text.lead, brief is not None, is_empty),
        pictured=frozenset(context.page.image_before),
    )
    assessment = assess_confidence(evidence, reading.features, context)
    kind = foreign_type("", page.body)
    reason = f"not a web page: {kind}" if kind else assessment.not_article
    reason = reason or (None if text.body else "no text")
    matched = template.match(reading.tree, context.body.layout, page.layouts)
    if reason:
        return Extraction(None, reason, context, removals, metadata, matched, assessment.numbers)
    stripped = _stripped(context, removals, text.stripped)
    article = _article(page, context, metadata, text, stripped, assessment, removals)
    article = replace(article, template=matched)
    return Extraction(article, None, context, removals, metadata, matched, assessment.numbers)


def _is_in_layout(context: RuleContext, block: Block) -> bool:
    """Return whether a block is in the body of the outlet's layout."""
    return context.body.located_by == "layout" and context.body.in_body[block.index]


def _kept(context: RuleContext, removals: dict[int, Removal]) -> list[Block]:
    return [block for block in context.blocks if block.index not in removals]


def _reconsidered(
    tree: HtmlElement, context: RuleContext, removals: dict[int, Removal], without: frozenset[str]
) -> dict[int, Removal]:
    """Return the removals; if almost nothing was kept, without text that trafilatura extracts.

    Only the classifier is overruled: what is surely a list or a caption stays stripped. Outside
    the body that the outlet's layout found text in, nothing is looked for.
    """
    kept = _kept(context, removals)
    if not trafilatura_fallback.is_wanted(context.blocks, kept):
        return removals
    found = trafilatura_fallback.second_opinion(tree, context.blocks)
    if any(_is_in_layout(context, block) for block in kept):
        found = frozenset(index for index in found if context.body.in_body[index])
    return {
        index: why
        for index, why in rules.apply_everywhere(context, without).items()
        if why.rule_id != short_articles.CLASSIFIER_RULE or index not in found
    }


def _article(
    page: Page,
    context: RuleContext,
    metadata: Metadata,
    text: ArticleText,
    stripped: tuple[Stripped, ...],
    assessment: Assessment,
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
        context.page,
        {index: one.rule_id for index, one in removals.items()},
        roots,
        context.known.host,
    )
    pictures = images.each_once(
        metadata.images, images.read(roots, page.url, captions, owned.is_own)
    )
    return Article(
        url=metadata.url or page.url,
        outlet=page.outlet,
        title=metadata.title,
        lead=text.lead,
        body=text.body,
        authors=text.authors or metadata.authors,
        published_at=metadata.published_at,
        modified_at=metadata.modified_at,
        dateline=text.dateline,
        agency=text.agency or metadata.agency or _source_line(context),
        section=metadata.section,
        tags=metadata.tags,
        language=metadata.language,
        images=pictures,
        stripped=stripped,
        engine=ENGINE,
        is_accessible_for_free=metadata.is_accessible_for_free
        and assessment.is_accessible_for_free,
        confidence=assessment.confidence,
        concerns=tuple(dict.fromkeys((*assessment.concerns, *metadata.concerns))),
        sources=metadata.sources,
        lines=tuple(dict.fromkeys(line[:LINE_LENGTH] for line in context.folded if line))[:LINES],
    )


def _lead_pictures(context: RuleContext) -> list[HtmlElement]:
    """Return the figures between the page's first heading and the body, in page order.

    Older templates print a box named after a picture, with the picture's caption in it.
    """
    if not context.body.nodes:
        return []
    first = min(node.index for node in context.body.nodes)
    heads = [node.index for node in context.page.nodes[:first] if node.tag == "h1"]
    above = context.page.nodes[heads[-1] : first] if heads else []
    figures = (node for node in above if node.tag == "figure" or is_picture_box(node))
    return [node.element for node in figures][:_LEAD_PICTURES]


def _source_line(context: RuleContext) -> str | None:
    """Return the agency named by a source label in the body that the layout removes."""
    lines = (context.blocks[index].text for index in sorted(context.removed))
    return next((text for text in lines if is_agency(text, context.marks)), None)


def _stripped(
    context: RuleContext, removals: dict[int, Removal], marks: tuple[Stripped, ...]
) -> tuple[Stripped, ...]:
    taken = [
        Stripped(why.wording, context.blocks[at].text, at, why.rule_id)
        for at, why in removals.items()
    ]
    return tuple(sorted([*taken, *marks], key=lambda one: one.position))
