"""The stripping rules, in order: the first that takes a block names the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extraction.rules import (
    article_header,
    boilerplate,
    captions,
    classifier_verdict,
    position,
    related_links,
    repetition,
)
from pipelines.extraction.rules.context import Removals, RuleContext


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be switched off by its name."""

    name: str
    find: Callable[[RuleContext], Removals]


REGISTRY: tuple[Rule, ...] = (
    Rule("layout", position.removed_by_layout),
    Rule("share bar", boilerplate.share_bars),
    Rule("labelled list", related_links.labelled_lists),
    Rule("list-shaped line", related_links.list_style_lines),
    Rule("read also", related_links.read_also_lines),
    Rule("bare headlines", related_links.unlabelled_headline_runs),
    Rule("end mark", position.after_end),
    Rule("below the layout's body", position.below_layout_body),
    Rule("headline of another page", related_links.link_only_paragraphs),
    Rule("paragraph twice", repetition.duplicate_paragraphs),
    Rule("template word", boilerplate.template_words),
    Rule("set into the text", boilerplate.embeds_and_bios),
    Rule("remains", boilerplate.template_leftovers),
    Rule("prompt", boilerplate.prompts),
    Rule("caption", captions.marked_captions),
    Rule("caption twin", captions.alt_text_duplicates),
    Rule("picture credit", captions.credit_lines),
    Rule("italics below a picture", captions.italic_captions),
    Rule("headline repeated", article_header.title),
    Rule("date line", article_header.dates),
    Rule("source line", article_header.source),
    Rule("repeated by the outlet", repetition.outlet_boilerplate),
    Rule("unlike the article", classifier_verdict.below_threshold),
)


def apply(scene: RuleContext, without: frozenset[str] = frozenset()) -> dict[int, str]:
    """Return for each block that is not the article the reason; rules in ``without`` are off."""
    verdicts: dict[int, str] = {}
    for rule in REGISTRY:
        if rule.name not in without:
            for index, why in rule.find(scene):
                verdicts.setdefault(index, why)
    return verdicts
