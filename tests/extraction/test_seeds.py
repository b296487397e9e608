"""The five seed texts come out exactly as in their gold.

The texts are not part of this project: without their folder, the tests skip.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction.plain_text import clean_text
from pipelines.text import clean

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NAMES = (
    "000_8a3ee197074d3b7e.txt",
    "001_47f2573022b012a6.txt",
    "002_c2f2308de231a12b.txt",
    "003_75d80a1521b939aa.txt",
    "004_6f18204fdcabb096.txt",
)


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    if not SEEDS.is_dir():
        pytest.skip("the folder with the seed texts is not beside this checkout")
    return json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))


def lines_of(name: str) -> list[str]:
    return [clean(line) for line in (SEEDS / name).read_text(encoding="utf-8").split("\n")]


def within(lines: list[str], ranges: list[list[int]]) -> list[str]:
    return [line for first, last in ranges for line in lines[first - 1 : last] if line]


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_is_its_gold(name: str, gold: dict[str, Any]) -> None:
    wanted, lines = gold[name], lines_of(name)
    found = clean_text((SEEDS / name).read_text(encoding="utf-8"))
    body = within(lines, wanted["body"])
    mark = wanted["end_mark"]
    if mark and body[-1].endswith(mark["text"].strip()):
        body[-1] = body[-1].removesuffix(mark["text"].strip()).rstrip()
        if mark["text"].strip() == "./.":
            body[-1] += "."  # its first dot ends the sentence
    assert [block.text for block in found.body] == body
    assert found.title == (lines[wanted["title"] - 1] if wanted["title"] else "")
    assert found.lead == (lines[wanted["lead"] - 1] if wanted["lead"] else None)
    assert (found.dateline, found.agency) == (wanted["dateline"], wanted["agency"])


@pytest.mark.parametrize("name", NAMES)
def test_captions_of_a_seed_are_pictures(name: str, gold: dict[str, Any]) -> None:
    lines = lines_of(name)
    found = clean_text((SEEDS / name).read_text(encoding="utf-8"))
    wanted = gold[name].get("captions", [])
    assert [image.credit for image in found.images] == [one["credit"] for one in wanted]
    for image, one in zip(found.images, wanted, strict=True):
        assert image.caption
        assert lines[one["line"] - 1].startswith(image.caption)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_stripped_from_a_seed_has_its_rule(name: str, gold: dict[str, Any]) -> None:
    lines = lines_of(name)
    found = clean_text((SEEDS / name).read_text(encoding="utf-8"))
    stripped = [
        (one.rule, one.text) for one in found.stripped if one.rule not in ("end mark", "caption")
    ]
    wanted = [
        (group["rule"], line)
        for group in gold[name]["strip"]
        for line in within(lines, [group["lines"]])
    ]
    assert stripped == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_cleaned_seed_is_clean(name: str, gold: dict[str, Any]) -> None:
    assert gold
    once = clean_text((SEEDS / name).read_text(encoding="utf-8"))
    again = clean_text(once.text)
    assert (again.text, again.stripped) == (once.text, ())
