"""Strings on which a pattern may take superlinear time, generated from the pattern itself.

A pattern backtracks if a repeat can be split in more than one way and what follows fails. So each
unbounded repeat gives pumps: what its body matches, what precedes it with its body, what one part
of it may share with the next; each is repeated, and ended by what the rest cannot match.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

MAX_PUMPS = 40
_CHOICES = 3  # samples of one node
_LETTERS = "a1 \t\n-_.,:;/<>\"'=&%#?!()[]{}|@*+x9Z\u00e9\u0111\u0301\u4e00\u2014\xa0\x00"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "17",
    sre.CATEGORY_NOT_DIGIT: "a ",
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_NOT_SPACE: "a1",
    sre.CATEGORY_WORD: "a1",
    sre.CATEGORY_NOT_WORD: " -",
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 30  # a repeat with this limit is a constant


def pumps(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """Return triples of prefix, repeated part, and suffix."""
    text = pattern.pattern
    tree = parser.parse(text, pattern.flags & ~re.DEBUG)
    found: dict[tuple[str, str, str], None] = {}
    for before, body in _repeats(list(tree), [""]):
        for pump in _some(body):
            for start in {"", before}:
                found.update(dict.fromkeys((start, pump, end) for end in ("\x00", "")))
            found[("", before + pump, "\x00")] = None
    whole = list(_some(_samples(list(tree))))
    for sample in whole:
        found[("", sample, "\x00")] = None
        for cut in (len(sample) // 2, len(sample) - 1):
            found[("", sample[:cut], "\x00")] = None
    for char in _alphabet(list(tree)):
        found[("", char, "\x00")] = None
        found[("x", char, "\x00")] = None
    return [one for one in found if one[1]][:MAX_PUMPS]


def _some(samples: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(islice(samples, _CHOICES)))


def _repeats(nodes: list[Any], before: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield for each unbounded repeat what precedes it, and what its body matches."""
    head = before[0]
    for place, (kind, value) in enumerate(nodes):
        if kind in _REPEATS:
            _, high, body = value
            inner = list(body)
            samples = _some(_samples(inner))
            if high is sre.MAXREPEAT or high > _MANY:
                yield head, samples
                after = _some(_samples(nodes[place + 1 : place + 2]))
                yield head, [one + two for one in samples for two in after]
            yield from _repeats(inner, [head])
        for inner in _children(kind, value):
            yield from _repeats(inner, [head])
        head += next(iter(_samples([(kind, value)])), "")


def _children(kind: Any, value: Any) -> list[list[Any]]:
    if kind is sre.SUBPATTERN:
        return [list(value[3])]
    if kind is sre.BRANCH:
        return [list(one) for one in value[1]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(value[1])]
    return [list(value)] if kind is sre.ATOMIC_GROUP else []


def _samples(nodes: list[Any]) -> Iterator[str]:
    """Yield strings that a sequence of nodes matches, ignoring lookarounds."""
    if not nodes:
        yield ""
        return
    (kind, value), rest = nodes[0], nodes[1:]
    for first in islice(_one(kind, value), _CHOICES):
        for other in islice(_samples(rest), _CHOICES if len(rest) < 4 else 1):
            yield first + other


def _one(kind: Any, value: Any) -> Iterator[str]:
    if kind is sre.LITERAL:
        yield chr(value)
    elif kind in (sre.NOT_LITERAL, sre.ANY, sre.IN):
        yield from _chars(kind, value)
    elif kind in _REPEATS:
        low, high, body = value
        times = max(low, 1) if high else 0
        for one in islice(_samples(list(body)), _CHOICES):
            yield one * times
    elif kind is sre.BRANCH:
        for one in value[1]:
            yield next(iter(_samples(list(one))), "")
    elif kind in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        yield from _samples(list(value[3] if kind is sre.SUBPATTERN else value))
    else:
        yield ""


def _chars(kind: Any, value: Any) -> Iterator[str]:
    if kind is sre.ANY:
        yield from "a<"
    elif kind is sre.NOT_LITERAL:
        yield from (one for one in _LETTERS if ord(one) != value)
    elif value and value[0][0] is sre.NEGATE:
        yield from (one for one in _LETTERS if not any(_holds(item, one) for item in value[1:]))
    else:
        for name, item in value:
            if name is sre.LITERAL:
                yield chr(item)
            elif name is sre.RANGE:
                yield chr(item[0])
            elif name is sre.CATEGORY:
                yield from _CATEGORIES.get(item, "")


def _holds(item: tuple[Any, Any], char: str) -> bool:
    name, value = item
    if name is sre.LITERAL:
        return ord(char) == value
    if name is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if name is sre.CATEGORY:
        return char in _CATEGORIES.get(value, "")
    return False


def _alphabet(nodes: list[Any]) -> Iterator[str]:
    """Yield the characters that a pattern mentions, a few of each class."""
    for kind, value in nodes:
        if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            yield from islice(_one(kind, value), 2)
        elif kind in _REPEATS:
            yield from _alphabet(list(value[2]))
        for inner in _children(kind, value):
            yield from _alphabet(inner)
