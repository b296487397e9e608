"""Generates ``docs/rules.md`` from the rule registry.

    python -m pipelines.extraction.rules_docs > docs/rules.md

A test fails if the file is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from pipelines.extraction.rules.registry import REGISTRY
from pipelines.extraction.verdict.text_rules import TEXT_RULES

_HEAD = """\
# Stripping rules

Generated from `pipelines/extraction/rules/registry.py`; do not edit by hand:
`python -m pipelines.extraction.rules_docs > docs/rules.md`.

Each stripped block names the rule that took it, by the id below:

- in the database: `SELECT rule_id, reason, text FROM stripped WHERE article_id = 7`;
- for a page on disk: `python -m pipelines.extraction page.html --explain`;
- in Python: `run(page, without=frozenset({"caption"}))` in `pipelines/extraction/engine.py`
  switches rules off, and `python -m bench.extraction.ablation` does so one by one.

Ids are added, never renamed. To add a rule, write a function from a `RuleContext` to
`(block index, reason)` pairs in the module of its kind, and give it a row in the registry.
"""
_BLOCK_RULES = """\
## Block rules

They look at the blocks of the page, in this order. The first rule that takes a block is the one
that is named. Rules about single blocks do not look at those in menus and footers, five or more
blocks from the body and from all that the classifier keeps: they are named `classifier`.
"""
_TEXT_RULES = """\
## Text rules

They work on what the block rules left: they cut a mark off, or take a block because of where it
stands in the text.
"""


def document() -> str:
    """Return the text of ``docs/rules.md``."""
    blocks = ((rule.id, rule.takes, rule.example, rule.find.__module__) for rule in REGISTRY)
    texts = (
        (rule.id, rule.takes, rule.example, f"pipelines.extraction.{rule.module}")
        for rule in TEXT_RULES
    )
    return "\n".join([_HEAD, _BLOCK_RULES, _table(blocks), _TEXT_RULES, _table(texts)])


def _table(rows: Iterable[tuple[str, str, str, str]]) -> str:
    lines = ["| id | takes | example | module |", "| --- | --- | --- | --- |"]
    for rule_id, takes, example, module in rows:
        path = module.replace(".", "/") + ".py"
        lines.append(f"| `{rule_id}` | {takes} | {_cell(example)} | `{path}` |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(document())
