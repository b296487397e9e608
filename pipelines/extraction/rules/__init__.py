"""Applies the stripping rules in order; the first that finds a block names the reason."""

from __future__ import annotations

from pipelines.extraction.rules.context import Removal, RuleContext
from pipelines.extraction.rules.ending import label_left
from pipelines.extraction.rules.registry import REGISTRY

_LABELLED = "headed-list"


def apply(context: RuleContext, without: frozenset[str] = frozenset()) -> dict[int, Removal]:
    """Return for each stripped block the rule that found it, and why.

    Args:
        context: the page.
        without: ids of rules that are switched off.
    """
    removals: dict[int, Removal] = {}
    for rule in REGISTRY:
        if rule.id not in without:
            alike: dict[str, Removal] = {}  # most blocks are stripped for a few reasons
            for index, why in rule.find(context):
                if index not in removals:
                    removals[index] = alike.get(why) or alike.setdefault(why, Removal(rule.id, why))
    if _LABELLED not in without:
        left = list(label_left.label_left(context, removals))
        removals.update((index, Removal(_LABELLED, why)) for index, why in left)
    return removals


def apply_everywhere(
    context: RuleContext, without: frozenset[str] = frozenset()
) -> dict[int, Removal]:
    """Return the same where the classifier is overruled: each rule looks at every block."""
    context.judged = context.undecided = context.blocks
    return apply(context, without)
