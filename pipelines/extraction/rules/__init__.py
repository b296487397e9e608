"""The stripping rules, in order: the first that takes a block names the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extraction.rules import (
    article_header,
    boilerplate,
    captions,
    position,
    related_links,
)
from pipelines.extraction.rules.context import Scene, Verdicts


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be switched off by its name."""

    name: str
    take: Callable[[Scene], Verdicts]


REGISTRY: tuple[Rule, ...] = (
    Rule("layout", position.removed),
    Rule("share bar", boilerplate.share_bars),
    Rule("labelled list", related_links.labelled),
    Rule("list-shaped line", related_links.list_lines),
    Rule("read also", related_links.read_also),
    Rule("bare headlines", related_links.bare),
    Rule("end mark", position.after_end),
    Rule("below the layout's body", position.below),
    Rule("headline of another page", position.links),
    Rule("paragraph twice", position.twice),
    Rule("template word", boilerplate.words),
    Rule("set into the text", boilerplate.guests),
    Rule("remains", boilerplate.remains),
    Rule("prompt", boilerplate.prompts),
    Rule("caption", captions.marked),
    Rule("caption twin", captions.twins),
    Rule("picture credit", captions.credited),
    Rule("italics below a picture", captions.italics),
    Rule("headline repeated", article_header.title),
    Rule("date line", article_header.dates),
    Rule("source line", article_header.source),
    Rule("repeated by the outlet", position.repeated),
    Rule("unlike the article", position.unlike),
)


def apply(scene: Scene, without: frozenset[str] = frozenset()) -> dict[int, str]:
    """Return for each block that is not the article the reason; rules in ``without`` are off."""
    verdicts: dict[int, str] = {}
    for rule in REGISTRY:
        if rule.name not in without:
            for index, why in rule.take(scene):
                verdicts.setdefault(index, why)
    return verdicts
