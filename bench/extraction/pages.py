"""Loads the public benchmark's pages and its own scorer from the folder beside the project."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from pipelines.extraction.engine import Extraction, run
from pipelines.items import BodyBlock, Page
from pipelines.text import words

SHARED = Path("../shared")
SETS = ("naeb", "wcxb", "segments", "world")
FOLDS = 5  # of hosts
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


class Absent(Exception):  # noqa: N818  # a reason to skip
    """The folder with the pages does not exist."""


def scorer(shared: Path) -> ModuleType:
    """Return the benchmark's own ``bench.py``: it scores, not this project."""
    file = shared / "bench" / "bench.py"
    if not file.is_file():
        raise Absent(f"no scorer at {file}; name the folder with --shared")
    folder = str(file.parent.resolve())
    if folder not in sys.path:
        sys.path.append(folder)  # it imports its neighbours
    spec = importlib.util.spec_from_file_location("shared_bench", file)
    if spec is None or spec.loader is None:
        raise Absent(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(shared: Path, name: str, limit: int | None = None) -> list[Row]:
    """Return the gold rows of one set, each with its page as ``html``."""
    return list(scorer(shared).load(shared / "bench" / "data", name, limit))


def host(row: Row) -> str:
    """Return the host of a row, as the training script defines it."""
    url = row.get("url") or ""
    return urlsplit(url).netloc or url.split("-")[0]


def fold_of(name: str) -> int:
    """Return the fold of a host, the same on every machine."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def page(row: Row) -> Page:
    """Return a row as the engine's input, without an outlet."""
    return Page(row.get("url") or "", row["html"].encode("utf-8", "replace"), NEVER)


def extraction(row: Row) -> Extraction:
    """Return the engine's extraction of a row's page."""
    return run(page(row))


def joined(lead: str | None, body: Iterable[BodyBlock]) -> str:
    """Return lead and body as ``extract_text`` joins them."""
    return "\n".join([*([lead] if lead else []), *(block.text for block in body)])


def _grams(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3))]


def in_gold(found: Extraction, gold: str) -> list[bool]:
    """Return for each block whether most of it is in the gold text.

    Each shingle of the gold counts once, the body's blocks first: a teaser's copy of a sentence is
    not part of the text. Short blocks count if they are a line of it.
    """
    left = Counter(_grams(words(gold)))
    lines = Counter(tuple(words(line)) for line in gold.split("\n"))
    inside = found.context.body.in_body
    marks = [False] * len(found.blocks)
    for block in sorted(found.blocks, key=lambda one: (not inside[one.index], one.index)):
        tokens = words(block.text)
        if not tokens:
            continue
        pool, wanted = (left, _grams(tokens)) if len(tokens) > 4 else (lines, [tuple(tokens)])
        if sum(pool[gram] > 0 for gram in wanted) * 2 >= len(wanted):
            marks[block.index] = True
            pool.subtract(wanted)
    return marks


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 for an empty list."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0
