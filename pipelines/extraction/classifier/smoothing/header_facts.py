"""Lists and boxes above the text that say who wrote the article, and when.

Templates print them as a list of terms, of lines as short as an article's own facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.authors.byline import byline
from pipelines.extraction.dates.date_alone import is_date_alone
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.page_facts import PageFacts


def are_above_text(lines: Sequence[Block], facts: PageFacts) -> bool:
    """Return whether one of these lines, all above the first paragraph, is a credit or a date."""
    if not lines or lines[-1].index >= facts.first:
        return False
    return any(is_date_alone(one.text) or byline(one.text) is not None for one in lines)
