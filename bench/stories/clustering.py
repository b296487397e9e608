"""Quality of near-duplicate clustering: pairwise precision and recall, and the cost.

    python -m bench.stories.clustering --data ../shared/bench/data

Takes real texts, edits them by script (``story_edits``) into what other outlets would print, adds
hard negatives, stores everything in a database in random order through ``clustering.assign`` and
compares the resulting stories with the true ones. The texts are split in halves by URL: thresholds
were set on ``--half tune``, the table is of ``--half test``.

``pairs`` and ``recall`` are of the edit and its original; ``alone`` is the share that joins when
only these two are stored (for hard negatives: the share that wrongly joins); ``found`` and
``precision`` are of all pairs clustered together that have an article of the kind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
import timeit
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from datasketch import MinHash
from rensa import RMinHash
from sqlalchemy import Engine, insert, make_url, select
from sqlalchemy.orm import Session

from bench.stories import story_edits
from bench.stories.story_edits import Paragraphs, Words
from pipelines.items import Article as Item
from pipelines.items import BodyBlock
from pipelines.similarity.fingerprints import fingerprints
from pipelines.similarity.likeness import likeness
from pipelines.similarity.shingles import ShingledText, shingled
from pipelines.similarity.text_hash import text_hash
from pipelines.storage.database import article_tables
from pipelines.storage.database.base import Base
from pipelines.storage.database.engine import open_engine
from pipelines.storage.sql import upsert
from pipelines.storage.stories.candidates import MIN_SHARED
from pipelines.storage.stories.clustering import assign

SETS = ("naeb", "wcxb")
WORDS = (150, 2500)  # length of a text that is used
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
OUTLETS = ("vna", "vns", "sggp", "customs", "ppp")
BATCH = 20
OPENINGS = (0.25, 0.4)
QUOTED = (40, 80, 120)
PRECISION, RECALL = 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Sample:
    """An article to store.

    ``story`` is its story, ``kind`` how it was made, ``like`` the stories it is made of.
    """

    story: str
    kind: str
    title: str
    parts: Paragraphs
    published_at: datetime
    like: tuple[str, ...] = ()


def read_texts(data: Path) -> dict[str, list[tuple[str, Paragraphs]]]:
    """Return (title, paragraphs) of the gold texts by part: ``tune``, ``test`` and ``donor``."""
    parts: dict[str, list[tuple[str, Paragraphs]]] = {"tune": [], "test": [], "donor": []}
    seen = set()
    for name in SETS:
        # Not splitlines: the texts contain other line separators.
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
        own = f"story {number}"
        yield Sample(own, "original", title, text, at)
        # A brief cannot be distinguished from an opening that another story shares: a text has one
        # or the other.
        shared_opening = number % 4 == 0
        for kind, edit in story_edits.EDITS.items():
            if not (shared_opening and kind.startswith("brief")):
                headline = random.choice(words.paragraphs)[:60]
                edited = edit(text, words, random)
                yield Sample(own, kind, headline, edited, near(at), (own,))
        for share in OPENINGS if shared_opening else ():
            edited = story_edits.same_opening(share)(text, words, random)
            kind = f"same opening, {share:.0%}"
            yield Sample(f"{kind} {number}", kind, title, edited, near(at), (own,))
    for number, first in enumerate(range(0, len(texts) - 4, 5)):
        quoted = QUOTED[number % len(QUOTED)]
        edited = story_edits.digest([text for _, text in texts[first : first + 5]], quoted, random)
        kind = f"digest, {quoted} words each"
        like = tuple(f"story {one}" for one in range(first, first + 5))
        yield Sample(f"{kind} {number}", kind, "News in brief", edited, near(times[first]), like)
    for name in story_edits.TEMPLATES:
        for day in range(40):
            edited = story_edits.template(name, random)
            yield Sample(f"{name} {day}", "daily brief", name, edited, START + timedelta(days=day))


def store(engine: Engine, lot: Sequence[Sample]) -> tuple[list[int | None], float]:
    """Store the samples in order; return the story of each and the CPU seconds of ``assign``."""
    spent = 0.0
    numbers: list[int] = []
    for start in range(0, len(lot), BATCH):
        with Session(engine) as session, session.begin():
            batch = [
                _insert(session, start + place, sample)
                for place, sample in enumerate(lot[start : start + BATCH])
            ]
            before = time.process_time()
            assign(session, batch)
            spent += time.process_time() - before
            numbers += batch
    with Session(engine) as session:
        story_of = dict(
            session.execute(
                select(article_tables.Article.id, article_tables.Article.story_id)
            ).all()
        )
    return [story_of[number] for number in numbers], spent


def _insert(session: Session, place: int, sample: Sample) -> int:
    body = "\n\n".join(sample.parts)
    outlet = OUTLETS[place % len(OUTLETS)]
    url = f"https://{outlet}.example/{place}.html"
    item = Item(url, outlet, sample.title, tuple(BodyBlock(part) for part in sample.parts))
    digest = text_hash(item)
    article = insert(upsert.table(article_tables.Article)).values(
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
    number: int = session.execute(article.returning(article_tables.Article.id)).scalar_one()
    revision = insert(upsert.table(article_tables.Revision)).values(
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

    def line(self, name: str, alone: str = "") -> str:
        """Return the line of the table."""
        recall = f"{self.hit / self.true:8.4f}" if self.true else f"{'':>8}"
        precision = f"{self.right / self.found:9.4f}" if self.found else f"{'':>9}"
        return f"{name:58} {self.true:6} {recall} {alone:>7} {self.found:6} {precision}"


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


def alone(lot: Sequence[Sample]) -> dict[str, str]:
    """Return by kind the share of pairs with an original that join when nothing else is stored."""
    texts = {sample.story: _printed(sample) for sample in lot if sample.kind == "original"}
    joined: dict[str, list[bool]] = {}
    for sample in lot:
        if not sample.like:
            continue
        text, prints = _printed(sample)
        for story in sample.like:
            other, others = texts[story]
            found = len(prints & others) >= MIN_SHARED and likeness(text, other).same_story
            joined.setdefault(sample.kind, []).append(found)
    return {kind: f"{sum(found) / len(found):.4f}" for kind, found in joined.items()}


def _printed(sample: Sample) -> tuple[ShingledText, set[int]]:
    text = shingled("\n".join(sample.parts))
    return text, set(fingerprints(text))


def libraries(texts: Sequence[Paragraphs]) -> None:
    """Print the cost of a MinHash of 64 values with either library, as a ratio in one run."""
    sets = [sorted(set(shingled("\n".join(text)).shingles.tolist())) for text in texts]
    theirs = MinHash(num_perm=64, seed=1, scheme="affine32")

    def with_rensa() -> None:
        for one in sets:
            RMinHash.digest_matrix_from_token_hash_sets([one], 64, 1).to_rows()

    def with_datasketch() -> None:
        for one in sets:
            made = MinHash(
                64, 1, hashfunc=_low, permutations=theirs.permutations, scheme="affine32"
            )
            made.update_batch(one)

    spent = {}
    for run in (with_rensa, with_datasketch):
        spent[run.__name__] = min(timeit.repeat(run, number=1, repeat=5))
    ratio = spent["with_datasketch"] / spent["with_rensa"]
    print(
        f"MinHash of 64 values over {len(sets)} texts: datasketch takes {ratio:.1f} x rensa's time"
    )


def _low(number: int) -> int:
    return number & 0xFFFF_FFFF


def main() -> int:
    """Run the comparison; return 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    parser.add_argument("--half", choices=("tune", "test"), default="test")
    parser.add_argument("--seed", type=int, default=1)
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
        once = [Sample("", "", title, text, START) for title, text in texts["donor"] + half]
        _, each = store(_database(folder, "once"), once)
        stories, spent = store(_database(folder, "edits"), lot)
    good = report(lot, stories, f"{len(half)} texts of the {arguments.half} half")
    words_each = sum(story_edits.size(one.parts) for one in once) / len(once)
    print(f"seed {arguments.seed}; {len(lot)} articles; CPU for the story of one:", end=" ")
    print(f"{1000 * spent / len(lot):.2f} ms; {1000 * each / len(once):.2f} ms where nobody else")
    print(f"tells it ({words_each:.0f} words each)")
    libraries([text for _, text in half])
    print(f"bar: precision {PRECISION}, recall {RECALL}: {'met' if good else 'MISSED'}")
    return not good


def _database(folder: str, name: str) -> Engine:
    engine = open_engine(make_url(f"sqlite:///{folder}/{name}.db"))
    Base.metadata.create_all(engine)
    return engine


def report(lot: Sequence[Sample], stories: Sequence[int | None], title: str) -> bool:
    """Print the table; return whether the goals are met."""
    total, kinds = count(lot, stories)
    pairs = alone(lot)
    print(f"{title:58} {'pairs':>6} {'recall':>8} {'alone':>7} {'found':>6} {'precision':>9}")
    order = ["original", *story_edits.EDITS]
    for kind in [*order, *sorted(kinds.keys() - set(order))]:
        print(kinds[kind].line(kind, pairs.get(kind, "")))
    print(total.line("all pairs"))
    return total.right >= PRECISION * total.found and total.hit >= RECALL * total.true


if __name__ == "__main__":
    sys.exit(main())
