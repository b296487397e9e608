"""Probability that a text is right, from the evidence of ``witnesses``: a table of steps.

``quality_steps.json`` is trained by ``bench/extraction/train_confidence.py`` on pages with gold
text, each extracted with block trees that never saw its host. Its ``base`` is the log odds of a
text without negative evidence; each number of ``witnesses.measure`` above a threshold subtracts its
step. Right means an F1 of .95 or more against the gold.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from pipelines.extraction.verdict.witnesses import Numbers

_FILE = "quality_steps.json"
_GAIN = 0.1  # of probability: a doubt that costs this much is listed
# Concerns in words, and the numbers behind them.
_CONCERNS: dict[str, tuple[str, ...]] = {
    "much shorter than the page says": ("shorter_than_word_count", "article_body_missing"),
    "prose of the page left out": (
        "removed_within",
        "likely_removed_within",
        "longest_run_removed",
    ),
    "parts of the text in doubt": (
        "doubtful_kept",
        "doubtful_blocks",
        "doubtful_start",
        "kept_below_sure",
    ),
    "parts of the page in doubt": ("undecided",),
    "text from outside the body": ("outside_body",),
    "not what the page is said to tell": ("title_untold", "description_untold"),
}


@dataclass(frozen=True, slots=True)
class StepTable:
    """The table of steps.

    Attributes:
        base: log odds of a text without negative evidence.
        steps: number to pairs of a threshold and what exceeding it adds to the log odds.
    """

    base: float
    steps: dict[str, list[tuple[float, float]]]


@cache
def _shipped() -> StepTable:
    text = files("pipelines.extraction.verdict").joinpath(_FILE).read_text(encoding="utf-8")
    table = json.loads(text)
    return StepTable(table["base"], table["steps"])


def probability(numbers: Numbers, table: StepTable | None = None) -> float:
    """Return the probability that a text is right, by ``table`` or by the shipped one."""
    table = table or _shipped()
    total = table.base
    for name, steps in table.steps.items():
        value = numbers.get(name, 0.0)
        total += sum(change for threshold, change in steps if value > threshold)
    return 1 / (1 + exp(-total))


def concerns(numbers: Numbers) -> list[str]:
    """Return the concerns: each doubt without which the confidence would be higher."""
    whole = probability(numbers)
    return [
        words
        for words, names in _CONCERNS.items()
        if probability(numbers | dict.fromkeys(names, 0.0)) - whole >= _GAIN
    ]
