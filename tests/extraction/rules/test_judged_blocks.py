"""Which blocks rules look at: not those far from the text, which the classifier strips anyway."""

from __future__ import annotations

from pipelines.extraction import rules
from pipelines.extraction.html.main_content import find
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.html.segment import read
from pipelines.extraction.rules.context import RuleContext

PROSE = "".join(
    f"<p>The harbour authority said on {day} that dredging of the channel would begin in March.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)
MENU = "".join(f"<p><a href='/{name}'>{name}</a></p>" for name in "abcdefghijkl")
FAR, NEAR = "Advertisement", "ADVERTISEMENT"


def context(far: float = 0.0) -> RuleContext:
    page = read(
        parse_text(
            f"<body><div>{FAR}</div><div>{MENU}</div>"
            f"<div class='article-body'>{PROSE}<div>{NEAR}</div></div></body>"
        )
    )
    facts = PageFacts(page, find(page), KnownMetadata("Dredging begins", host="example.org"))
    likely = [0.9 if facts.body.in_body[block.index] else 0.0 for block in page.blocks]
    likely[0] = far
    return RuleContext(facts, likely)


def named(removals: dict[int, rules.Removal], page: RuleContext) -> dict[str, str]:
    return {page.blocks[index].text: why.rule_id for index, why in removals.items()}


def test_far_blocks_are_left_to_the_classifier() -> None:
    page = context()
    found = named(rules.apply(page), page)
    assert found[FAR] == "classifier"
    assert found[NEAR] == "template-word"


def test_a_far_block_that_the_classifier_keeps_is_judged() -> None:
    page = context(far=0.5)
    assert named(rules.apply(page), page)[FAR] == "template-word"


def test_without_the_classifier_every_block_is_judged() -> None:
    page = context()
    found = named(rules.apply_everywhere(page, frozenset({"classifier"})), page)
    assert found[FAR] == "template-word"
