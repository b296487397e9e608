"""The text rules: id, what each takes off the text that the block rules left, an example.

The ids are in the database as those of ``rules.registry`` are: added, never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRule:
    """A rule over the remaining text: it cuts a block, or strips one by its position in the text.

    Attributes:
        id, takes, example: as in ``Rule``.
        module: where it is.
    """

    id: str
    takes: str
    example: str
    module: str


TEXT_RULES: tuple[TextRule, ...] = (
    TextRule("byline", "a byline in the text's first or last line", "By Lan Vien", "verdict.trim"),
    TextRule("lead-mark", "the outlet's mark before the text", "VCN -", "verdict.trim"),
    TextRule("repeated-lead", "the standfirst, printed again", "the standfirst", "verdict.trim"),
    TextRule(
        "button",
        "a link to the whole article after a paragraph's last sentence",
        "Read full story",
        "verdict.trim",
    ),
    TextRule(
        "outside-brief",
        "everything around a brief of a sentence or two",
        "the menu",
        "verdict.short_articles",
    ),
    TextRule("kicker", "a line of a few words above the headline", "Society", "plain_text"),
    TextRule("page-furniture", "other parts of a scraper's text", "Menu", "plain_text"),
)
