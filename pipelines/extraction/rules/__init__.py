"""The stripping rules, in order: the first that takes a block names the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extraction.rules import captions, furniture, header, lists, place
from pipelines.extraction.rules.scene import Scene, Verdicts


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be switched off by its name."""

    name: str
    take: Callable[[Scene], Verdicts]


REGISTRY: tuple[Rule, ...] = (
    Rule("layout", place.removed),
    Rule("share bar", furniture.share_bars),
    Rule("labelled list", lists.labelled),
    Rule("list-shaped line", lists.list_lines),
    Rule("read also", lists.read_also),
    Rule("bare headlines", lists.bare),
    Rule("end mark", place.after_end),
    Rule("below the layout's body", place.below),
    Rule("headline of another page", place.links),
    Rule("paragraph twice", place.twice),
    Rule("template word", furniture.words),
    Rule("set into the text", furniture.guests),
    Rule("remains", furniture.remains),
    Rule("prompt", furniture.prompts),
    Rule("caption", captions.marked),
    Rule("caption twin", captions.twins),
    Rule("picture credit", captions.credited),
    Rule("italics below a picture", captions.italics),
    Rule("headline repeated", header.title),
    Rule("date line", header.dates),
    Rule("source line", header.source),
    Rule("repeated by the outlet", place.repeated),
    Rule("unlike the article", place.unlike),
)


def apply(scene: Scene, without: frozenset[str] = frozenset()) -> dict[int, str]:
    """Return for each block that is not the article the reason; rules in ``without`` are off."""
    verdicts: dict[int, str] = {}
    for rule in REGISTRY:
        if rule.name not in without:
            for index, why in rule.take(scene):
                verdicts.setdefault(index, why)
    return verdicts
