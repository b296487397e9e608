"""Rules and confidence over the newest articles, for the console."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection

from pipelines.storage.reading.records import records

SAMPLED = 60  # newest articles of each outlet whose stripped blocks are counted
JUDGED = 400  # newest articles of each outlet whose confidence is counted
EXAMPLES = 3
BINS = 10


@dataclass(slots=True)
class RuleWork:
    """What a rule stripped in the sample: blocks by outlet, and some examples."""

    rule: str
    by_outlet: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def blocks(self) -> int:
        """Blocks of all outlets together."""
        return self.by_outlet.total()


@dataclass(frozen=True, slots=True)
class ConfidenceHistogram:
    """Articles by confidence, in ``BINS`` bins from 0 to 1, and their concerns."""

    outlet: str
    bins: tuple[int, ...]
    concerns: tuple[tuple[str, int], ...]


def rules(connection: Connection) -> tuple[list[str], list[RuleWork]]:
    """Return the outlets, and what each rule stripped from their newest ``SAMPLED`` articles."""
    outlets = [row["outlet"] for row in records(connection, "SELECT outlet FROM outlets")]
    work: dict[str, RuleWork] = {}
    for outlet in outlets:
        for row in records(
            connection,
            "SELECT s.article_id, s.rule, s.rule_id, s.text FROM stripped AS s WHERE s.article_id "
            "IN (SELECT id FROM articles WHERE outlet = :outlet AND published_at IS NOT NULL "
            "ORDER BY published_at DESC LIMIT :most) ORDER BY s.article_id, s.position",
            outlet=outlet,
            most=SAMPLED,
        ):
            name = row["rule_id"] or row["rule"].partition(":")[0]
            one = work.setdefault(name, RuleWork(name))
            one.by_outlet[outlet] += 1
            if len(one.examples) < EXAMPLES and len(row["text"]) > 3:
                one.examples.append((row["article_id"], row["rule"], row["text"]))
    return sorted(outlets), sorted(work.values(), key=lambda one: (-one.blocks, one.rule))


def judgements(connection: Connection) -> list[ConfidenceHistogram]:
    """Return the confidence of the newest ``JUDGED`` articles of each outlet."""
    found = []
    for row in records(connection, "SELECT outlet FROM outlets ORDER BY outlet"):
        bins, concerns = [0] * BINS, defaultdict[str, int](int)
        for one in records(
            connection,
            "SELECT confidence, concerns FROM articles WHERE outlet = :outlet "
            "AND published_at IS NOT NULL ORDER BY published_at DESC LIMIT :most",
            outlet=row["outlet"],
            most=JUDGED,
        ):
            bins[min(int(one["confidence"] * BINS), BINS - 1)] += 1
            for concern in one["concerns"]:
                concerns[concern.partition(":")[0]] += 1
        ranked = sorted(concerns.items(), key=lambda pair: (-pair[1], pair[0]))
        found.append(ConfidenceHistogram(row["outlet"], tuple(bins), tuple(ranked[:8])))
    return found
