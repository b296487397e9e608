"""Reads a page once: tree, structured data, blocks, body, metadata, probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extraction.classifier import model, smoothing, thresholds
from pipelines.extraction.classifier.features import BlockFeatures
from pipelines.extraction.classifier.text_features import text_features
from pipelines.extraction.html import main_content
from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse
from pipelines.extraction.html.segment import read
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import embedded_article, site_names, structured_data
from pipelines.extraction.rules.context import RuleContext
from pipelines.items import Page
from pipelines.text import fold

_SCORED = 2500  # blocks; no article seen has so many, and a page must not take seconds


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page before the rules.

    Attributes:
        page: the fetched page.
        tree, stated, metadata: the parsed page, its structured data, its metadata.
        features: the classifier's features.
        context: the input of the rules.
    """

    page: Page
    tree: HtmlElement
    stated: structured_data.Structured
    metadata: Metadata
    features: BlockFeatures
    context: RuleContext


def read_page(page: Page) -> PageReading:
    """Read ``page``; any bytes are accepted."""
    tree = parse(page.body, page.headers)
    stated = structured_data.read(tree)
    embedded_article.put_in(tree, stated)
    blocks = read(tree)
    body = main_content.find(blocks, page.layouts, _headline(stated))
    found = metadata(tree, stated, page, body.layout, blocks, body)
    head = KnownMetadata(
        found.title,
        found.lead or found.description or "",
        found.article_body or "",
        found.authors,
        site_names.host(page.url),
        found.site_name or "",
        found.language or "",
        found.site_names,
    )
    features = BlockFeatures(PageFacts(blocks, body, head))
    return PageReading(page, tree, stated, found, features, _context(page, features, found))


def _headline(stated: structured_data.Structured) -> str:
    """Return the headline as stated in the page's ``<head>``."""
    description = stated.first("og:description", "description") or ""
    return fold(f"{stated.title or ''} {description}")


def _context(page: Page, features: BlockFeatures, found: Metadata) -> RuleContext:
    facts = features.facts
    blocks, body = facts.page, facts.body
    likely = model.predict_content_probability(
        features.columns(_SCORED), lambda index: text_features(features, blocks.blocks[index])
    )
    likely += [
        thresholds.UNSCORED_IN_BODY
        if body.in_body[block.index] and facts.prose[block.index]
        else thresholds.UNSCORED
        for block in blocks.blocks[_SCORED:]
    ]
    likely = smoothing.smooth(likely, facts)
    for index in _standfirst(blocks, found):
        likely[index] = max(likely[index], thresholds.STANDFIRST)
    return RuleContext(
        facts,
        likely,
        marks=page.marks,
        repeated=page.repeated,
        removed=_places(blocks, [css for layout in page.layouts for css in layout.remove]),
        captions=_places(blocks, [layout.caption for layout in page.layouts if layout.caption]),
    )


def _standfirst(blocks: Blocks, found: Metadata) -> list[int]:
    """Return the indices of the standfirst's block and of further lines of its element."""
    wanted = fold(found.lead or "")
    same = (block for block in blocks.blocks if wanted and block.folded == wanted)
    return [
        one.index
        for block in islice(same, 1)
        for one in blocks.blocks[block.index : max(block.index + 1, block.node.end)]
        if one.node is block.node
    ]


def _places(blocks: Blocks, selectors: list[str]) -> frozenset[int]:
    """Return the indices of blocks in elements that the selectors match."""
    if not selectors:
        return frozenset()
    by_element = blocks.by_element()
    root = blocks.nodes[0].element
    indexes: set[int] = set()
    for selector in selectors:
        for element in CSSSelector(selector)(root):
            node = by_element.get(element)
            if node is not None:
                indexes.update(range(node.start, node.end))
    return frozenset(indexes)
