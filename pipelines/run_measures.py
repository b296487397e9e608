"""Counts of a run's pages, for comparison with earlier nights.

The counts of a page are added to the run's. They are sums and numbers of pages, so the counts of
several runs can be added. Names and meanings:

- ``measure/pages``, ``measure/articles``: pages the engine processed, those that were articles;
- ``layout/NAME``: pages whose body this layout found; ``layout/-``: none did;
- ``selector/NAME/FIELD SELECTOR``: pages of that layout on which the selector matched;
- ``field/NAME``: articles with a value in the field;
- ``measure/confidence``: the sum over the articles; ``measure/kept``, ``measure/stripped``: words;
- ``rule/ID``: paragraphs that the rule stripped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipelines.items import Article, Page
from pipelines.layout import TemplateMatch

FIELDS = ("lead", "authors", "published_at", "section", "tags", "images", "agency", "dateline")
NONE = "-"
PARAGRAPH = 20  # words in a line that ends like a sentence
_ENDS = (".", "!", "?", "…", "”", '"', "。", "។")


def of_article(page: Page, article: Article) -> Mapping[str, float]:
    """Return the counts of an article page."""
    counts: Counter[str] = Counter(_of_page(page, article.template))
    counts["measure/articles"] = 1
    counts.update(f"field/{name}" for name in FIELDS if getattr(article, name))
    counts["measure/kept"] = len(article.text.split())
    for block in article.stripped:
        words = len(block.text.split())
        counts["measure/stripped"] += words
        if words >= PARAGRAPH and block.text.rstrip().endswith(_ENDS):
            counts[f"rule/{block.rule_id or block.rule}"] += 1
    return {**counts, "measure/confidence": article.confidence}


def of_rejected(page: Page, template: TemplateMatch) -> Mapping[str, float]:
    """Return the counts of a page that is not an article."""
    return _of_page(page, template)


def _of_page(page: Page, template: TemplateMatch) -> dict[str, int]:
    if not page.layouts:
        return {"measure/pages": 1}
    found = template.matched
    selectors = {f"selector/{template.layout}/{one}": 1 for one in found}
    return {"measure/pages": 1, f"layout/{template.layout or NONE}": 1, **selectors}
