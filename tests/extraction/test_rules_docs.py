"""docs/rules.md is up to date."""

from __future__ import annotations

from pathlib import Path

from pipelines.extraction.rules.registry import REGISTRY
from pipelines.extraction.rules_docs import document
from pipelines.extraction.verdict.text_rules import TEXT_RULES

ROOT = Path(__file__).parents[2]


def test_the_document_is_fresh() -> None:
    stored = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    command = "python -m pipelines.extraction.rules_docs > docs/rules.md"
    assert stored == document(), f"run: {command}"


def test_ids_are_unique_and_in_kebab_case() -> None:
    ids = [rule.id for rule in (*REGISTRY, *TEXT_RULES)]
    assert len(ids) == len(set(ids))
    assert all(one == one.lower() and one.replace("-", "").isalpha() for one in ids)


def test_every_rule_names_a_module_that_exists() -> None:
    for line in document().splitlines():
        if line.startswith("| `"):
            path = line.rsplit("`", 2)[1]
            assert (ROOT / path).is_file(), line
