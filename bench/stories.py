"""Do near-copies find their story, and only they? Pairwise precision and recall, and the cost.

    python -m bench.stories --data ../shared/bench/data

Takes real texts, edits them by script (``story_edits``) into what other outlets would print, adds
hard negatives, stores everything in a database in random order through ``stories.assign`` and
compares the stories found with the stories made. The texts are split in halves by their address:
thresholds were set on ``--half tune``, the table is of ``--half test``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Engine, insert, make_url, select
from sqlalchemy.orm import Session

from bench import story_edits
from bench.story_edits import Paragraphs, Words
from pipelines.items import Article as Item
from pipelines.items import BodyBlock
from pipelines.storage import models, upsert
from pipelines.storage.columns import Base
from pipelines.storage.database import open_engine
from pipelines.storage.stories import assign
from pipelines.storage.versions import text_hash

SETS = ("naeb", "wcxb")
WORDS = (150, 2500)  # of a text that is used
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
OUTLETS = ("vna", "vns", "sggp", "customs", "ppp")
BATCH = 20
OPENINGS = (0.25, 0.4)
QUOTED = (40, 80, 120)
PRECISION, RECALL = 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Sample:
    """An article to store: ``story`` is the story it tells, ``kind`` how it was made."""

    story: str
    kind: str
    title: str
    parts: Paragraphs
    published_at: datetime


def read_texts(data: Path) -> dict[str, list[tuple[str, Paragraphs]]]:
    """Return (title, paragraphs) of the gold texts by part: ``tune``, ``test`` and ``donor``."""
    parts: dict[str, list[tuple[str, Paragraphs]]] = {"tune": [], "test": [], "donor": []}
    seen = set()
    for name in SETS:
        # Not splitlines: the texts hold other line separators.
        for line in (data / name / "gold.jsonl").read_text("utf-8").strip().split("\n"):
            row = json.loads(line)
            text = story_edits.paragraphs(row["body"])
            words = story_edits.size(text)
            evenly = len(text) >= 6 and max(len(part.split()) for part in text) <= 0.3 * words
            if not WORDS[0] <= words <= WORDS[1] or not evenly or row["body"] in seen:
                continue
            seen.add(row["body"])
            lot = hashlib.sha256(row["url"].encode()).digest()[0] % 10
            part = "donor" if lot < 3 else "tune" if lot < 6 else "test"
            parts[part].append((row["title"] or "", text))
    return parts


def samples(
    texts: Sequence[tuple[str, Paragraphs]], words: Words, random: Random
) -> Iterator[Sample]:
    """Yield originals, edits and hard negatives, spread over forty days."""

    def near(at: datetime) -> datetime:
        return at + timedelta(minutes=random.randrange(60 * 72))

    times = [
        START + timedelta(hours=24 * 40 * number // len(texts)) for number in range(len(texts))
    ]
    for number, ((title, text), at) in enumerate(zip(texts, times, strict=True)):
        yield Sample(f"story {number}", "original", title, text, at)
        # Nobody can tell a brief from the opening that another story shares: one text has either.
        shared_opening = number % 4 == 0
        for kind, edit in story_edits.EDITS.items():
            if not (shared_opening and kind.startswith("brief")):
                headline = random.choice(words.paragraphs)[:60]
                told = edit(text, words, random)
                yield Sample(f"story {number}", kind, headline, told, near(at))
        for share in OPENINGS if shared_opening else ():
            told = story_edits.same_opening(share)(text, words, random)
            kind = f"same opening, {share:.0%}"
            yield Sample(f"{kind} {number}", kind, title, told, near(at))
    for number, first in enumerate(range(0, len(texts) - 4, 5)):
        quoted = QUOTED[number % len(QUOTED)]
        told = story_edits.digest([text for _, text in texts[first : first + 5]], quoted, random)
        kind = f"digest, {quoted} words each"
        yield Sample(f"{kind} {number}", kind, "News in brief", told, near(times[first]))
    for name in story_edits.TEMPLATES:
        for day in range(40):
            told = story_edits.template(name, random)
            yield Sample(f"{name} {day}", "daily brief", name, told, START + timedelta(days=day))


def store(engine: Engine, lot: Sequence[Sample]) -> tuple[list[int | None], float]:
    """Store the samples in order; return the story of each and the seconds ``assign`` took."""
    spent = 0.0
    numbers: list[int] = []
    for start in range(0, len(lot), BATCH):
        with Session(engine) as session, session.begin():
            batch = [
                _insert(session, start + place, sample)
                for place, sample in enumerate(lot[start : start + BATCH])
            ]
            before = time.perf_counter()
            assign(session, batch)
            spent += time.perf_counter() - before
            numbers += batch
    with Session(engine) as session:
        story_of = dict(session.execute(select(models.Article.id, models.Article.story_id)).all())
    return [story_of[number] for number in numbers], spent


def _insert(session: Session, place: int, sample: Sample) -> int:
    body = "\n\n".join(sample.parts)
    outlet = OUTLETS[place % len(OUTLETS)]
    url = f"https://{outlet}.example/{place}.html"
    item = Item(url, outlet, sample.title, tuple(BodyBlock(part) for part in sample.parts))
    digest = text_hash(item)
    article = insert(upsert.table(models.Article)).values(
        outlet=outlet,
        url=url,
        revision=1,
        text_hash=digest,
        published_at=sample.published_at,
        authors=[],
        tags=[],
        concerns=[],
        sources={},
        is_accessible_for_free=True,
        confidence=1.0,
        engine="bench",
        first_seen_at=sample.published_at,
    )
    number: int = session.execute(article.returning(models.Article.id)).scalar_one()
    revision = insert(upsert.table(models.Revision)).values(
        article_id=number,
        number=1,
        seen_at=sample.published_at,
        cause="first",
        engine="bench",
        title=sample.title,
        body=body,
        kinds={},
        text_hash=digest,
        word_count=story_edits.size(sample.parts),
    )
    session.execute(revision)
    return number


@dataclass(slots=True)
class Count:
    """Pairs of articles: ``true`` are one story, ``hit`` of them were found to be.

    ``found`` were found to be one story, ``right`` of them are.
    """

    true: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0

    def line(self, name: str) -> str:
        """Return the line of the table."""
        recall = f"{self.hit / self.true:8.4f}" if self.true else f"{'':>8}"
        precision = f"{self.right / self.found:9.4f}" if self.found else f"{'':>9}"
        return f"{name:58} {self.true:7} {recall} {self.found:7} {precision}"


def count(lot: Sequence[Sample], stories: Sequence[int | None]) -> tuple[Count, dict[str, Count]]:
    """Count all pairs; and by kind, recall over original and edit, precision over all found."""
    total, kinds = Count(), {sample.kind: Count() for sample in lot}
    for first, one in enumerate(lot):
        for second, other in enumerate(lot[:first]):
            true, found = one.story == other.story, stories[first] == stories[second]
            if not (true or found):
                continue
            both = true and found
            total.true += true
            total.hit += both
            total.found += found
            total.right += both
            for kind in {one.kind, other.kind}:
                kinds[kind].found += found
                kinds[kind].right += both
                if true and "original" in (one.kind, other.kind) and kind != "original":
                    kinds[kind].true += 1
                    kinds[kind].hit += both
    return total, kinds


def main() -> int:
    """Run the comparison; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    parser.add_argument("--half", choices=("tune", "test"), default="test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="URL of an empty, migrated database")
    arguments = parser.parse_args()
    if not (arguments.data / SETS[0] / "gold.jsonl").is_file():
        print(f"skipped: no texts at {arguments.data}")
        return 0
    random = Random(arguments.seed)
    texts = read_texts(arguments.data)
    donors = [part for _, text in texts["donor"] for part in text]
    words = Words(
        [word for part in donors for word in part.split()],
        [part for part in donors if 15 <= len(part.split()) <= 120],
    )
    half = random.sample(texts[arguments.half], len(texts[arguments.half]))
    lot = list(samples(half, words, random))
    random.shuffle(lot)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.database:
            engine = open_engine(make_url(arguments.database))
        else:
            engine = open_engine(make_url(f"sqlite:///{folder}/stories.db"))
            Base.metadata.create_all(engine)
        stories, spent = store(engine, lot)
        engine.dispose()
    total, kinds = count(lot, stories)
    print(f"{len(half)} texts of the {arguments.half} half, {len(lot)} articles, seed", end=" ")
    print(f"{arguments.seed}; assign took {1000 * spent / len(lot):.2f} ms per article")
    print(f"{'kind':58} {'pairs':>7} {'recall':>8} {'found':>7} {'precision':>9}")
    order = ["original", *story_edits.EDITS]
    for kind in [*order, *sorted(kinds.keys() - set(order))]:
        print(kinds[kind].line(kind))
    print(total.line("all pairs"))
    good = total.right >= PRECISION * total.found and total.hit >= RECALL * total.true
    print(f"bar: precision {PRECISION}, recall {RECALL}: {'met' if good else 'MISSED'}")
    return not good


if __name__ == "__main__":
    sys.exit(main())
