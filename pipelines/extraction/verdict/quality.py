"""How likely a text is right, from what the witnesses say of it: a table of steps.

``quality_steps.json`` is made by ``bench/extraction/train_confidence.py`` from pages with gold
text, each read by block trees that never saw its host. Its ``base`` is the log odds of a text that
nothing speaks against; each number of ``witnesses.measure`` that is above a threshold takes from
them what stands beside it. Right means an F1 of .95 or more against the gold.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from pipelines.extraction.verdict.witnesses import Numbers

_FILE = "quality_steps.json"
_GAIN = 0.1  # of probability: a doubt that costs so much is named
# What speaks against a text, in words, and the numbers that say so.
_CONCERNS: dict[str, tuple[str, ...]] = {
    "much shorter than the page says": ("shorter_than_word_count", "article_body_missing"),
    "prose of the page left out": (
        "removed_within",
        "likely_removed_within",
        "longest_run_removed",
    ),
    "parts of the text in doubt": ("doubtful_kept", "doubtful_blocks", "doubtful_start"),
    "parts of the page in doubt": ("undecided",),
    "text from outside the body": ("outside_body",),
    "not what the page is said to tell": ("title_untold", "description_untold"),
}


@dataclass(frozen=True, slots=True)
class Steps:
    """The table.

    Attributes:
        base: log odds of a text that nothing speaks against.
        steps: number -> pairs of a threshold and what being above it adds to the log odds.
    """

    base: float
    steps: dict[str, list[tuple[float, float]]]


@cache
def _shipped() -> Steps:
    text = files("pipelines.extraction.verdict").joinpath(_FILE).read_text(encoding="utf-8")
    table = json.loads(text)
    return Steps(table["base"], table["steps"])


def probability(numbers: Numbers, table: Steps | None = None) -> float:
    """Return how likely a text is right, 0 to 1, by ``table`` or by the one shipped."""
    table = table or _shipped()
    total = table.base
    for name, steps in table.steps.items():
        value = numbers.get(name, 0.0)
        total += sum(change for threshold, change in steps if value > threshold)
    return 1 / (1 + exp(-total))


def concerns(numbers: Numbers) -> list[str]:
    """Return what lowers the confidence: each doubt without which it would be higher."""
    whole = probability(numbers)
    return [
        words
        for words, names in _CONCERNS.items()
        if probability(numbers | dict.fromkeys(names, 0.0)) - whole >= _GAIN
    ]
