"""The sample archives, crawled by the real spiders into a real database, give their gold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, text

from pipelines.storage.database.engine import database_url, open_engine
from pipelines.text import clean
from samples.make_samples import gold_text, stale
from samples.sample_articles import OUTLETS
from tests.support.databases import Postgres, migrated_file
from tests.support.once import once, shared_folder
from tests.support.sample_crawl import SAMPLES, FinishedCrawl, crawl, gold, rows, run, run_cold

pytestmark = pytest.mark.slow

ARTICLES = [
    pytest.param(outlet, one, id=f"{outlet}/{one['id']}")
    for outlet in OUTLETS
    for one in gold()[outlet]["articles"]
]
REJECTED = [
    pytest.param(outlet, one, id=f"{outlet}/{one['id']}")
    for outlet in OUTLETS
    for one in gold()[outlet]["rejected"]
]


class Crawled:
    """A database into which all samples were crawled twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "tinsach.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def fill(self) -> None:
        """Crawl everything twice; record how it ended and the view after each crawl."""
        migrated = run_cold("alembic", "-q", "upgrade", "head", database=self.url)
        assert migrated.code == 0, migrated.errors
        for turn, how in (("first", run_cold), ("second", run)):
            ended = {outlet: crawl(outlet, self.url, run=how) for outlet in OUTLETS}
            codes = {name: [one.code, one.errors] for name, one in ended.items()}
            (self.folder / f"{turn}.json").write_text(json.dumps(codes), encoding="utf-8")
            self._keep(f"{turn}-articles.json", "SELECT * FROM articles ORDER BY url")
        report = run("scrapy", "report", database=self.url)
        (self.folder / "report.json").write_text(
            json.dumps([report.code, report.output, report.errors]), encoding="utf-8"
        )

    def _keep(self, name: str, statement: str) -> None:
        (self.folder / name).write_text(json.dumps(rows(self.file, statement)), encoding="utf-8")

    def ended(self, turn: str, outlet: str) -> FinishedCrawl:
        """Return how a crawl ended."""
        code, errors = json.loads((self.folder / f"{turn}.json").read_text("utf-8"))[outlet]
        return FinishedCrawl(code, "", errors)

    def articles(self, turn: str) -> list[dict[str, Any]]:
        """Return the view ``articles`` after a crawl."""
        found: list[dict[str, Any]] = json.loads(
            (self.folder / f"{turn}-articles.json").read_text("utf-8")
        )
        return found

    def article(self, url: str) -> dict[str, Any]:
        """Return the single row of an article after the first crawl."""
        found = [row for row in self.articles("first") if row["url"] == url]
        assert len(found) == 1, f"{len(found)} rows for {url}"
        return found[0]


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Crawled:
    folder = shared_folder(tmp_path_factory, worker_id) / "sample-crawls"
    found = Crawled(folder)
    with once(folder) as first:
        if first:
            found.fill()
    return found


def newest(outlet: str, one: dict[str, Any]) -> dict[str, Any]:
    """Return an article's gold after the last capture: the update if there is one."""
    later = [new for new in gold()[outlet]["updates"] if new["url"] == one["url"]]
    return later[-1] if later else one


def text_of(one: dict[str, Any]) -> str:
    """Return lead and body as in the view."""
    body = [f"- {text}" if kind == "list_item" else text for kind, text in one["body"]]
    return "\n\n".join(([one["lead"]] if one["lead"] else []) + body)


# --- the crawls --------------------------------------------------------------------------------


@pytest.mark.timeout(300)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_crawl_ends_well(crawled: Crawled, outlet: str) -> None:
    for turn in ("first", "second"):
        ended = crawled.ended(turn, outlet)
        assert ended.code == 0, ended.errors
        assert "Traceback" not in ended.errors


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_article_is_stored_once_and_nothing_else(crawled: Crawled, outlet: str) -> None:
    stored = [row["url"] for row in crawled.articles("first") if row["outlet"] == outlet]
    assert stored == sorted(one["url"] for one in gold()[outlet]["articles"])


@pytest.mark.parametrize(("outlet", "one"), ARTICLES)
def test_text(crawled: Crawled, outlet: str, one: dict[str, Any]) -> None:
    assert crawled.article(one["url"])["text"] == text_of(newest(outlet, one))


@pytest.mark.parametrize(("outlet", "one"), ARTICLES)
def test_nothing_foreign_is_in_it(crawled: Crawled, outlet: str, one: dict[str, Any]) -> None:
    row = crawled.article(one["url"])
    foreign = [text for text in newest(outlet, one)["must_not"] if text in row["text"]]
    assert foreign == []
    assert row["title"] not in row["text"]


@pytest.mark.parametrize(("outlet", "one"), ARTICLES)
def test_title_and_lead(crawled: Crawled, outlet: str, one: dict[str, Any]) -> None:
    row, expected = crawled.article(one["url"]), newest(outlet, one)
    assert row["title"] == expected["title"]
    if expected["lead_is_marked"]:
        assert row["lead"] == expected["lead"]


@pytest.mark.parametrize(("outlet", "one"), ARTICLES)
def test_date_to_the_minute(crawled: Crawled, outlet: str, one: dict[str, Any]) -> None:
    expected = newest(outlet, one)["published_at"][:16].replace("T", " ")
    assert str(crawled.article(one["url"])["published_at"])[:16] == expected


@pytest.mark.parametrize(("outlet", "one"), ARTICLES)
def test_credits(crawled: Crawled, outlet: str, one: dict[str, Any]) -> None:
    row = crawled.article(one["url"])
    authors = json.loads(row["authors"])
    assert authors in (one["authors"], one["authors"] + one["translators"])
    assert (row["agency"], row["dateline"]) == (one["agency"], one["dateline"])


@pytest.mark.parametrize(("outlet", "one"), ARTICLES)
def test_captions_belong_to_images(crawled: Crawled, outlet: str, one: dict[str, Any]) -> None:
    found = rows(
        crawled.file,
        "SELECT caption, credit FROM image JOIN article ON article.id = article_id "
        "WHERE article.url = ? AND caption IS NOT NULL ORDER BY ordinal",
        one["url"],
    )
    expected = [[clean(text).rstrip("."), credit] for text, credit in one["captions"]]
    assert [row["caption"].rstrip(".") for row in found] == [text for text, _ in expected]
    for row, (_, credit) in zip(found, expected, strict=True):
        assert credit in (row["credit"] or "")


@pytest.mark.parametrize(("outlet", "one"), REJECTED)
def test_no_article_is_rejected_with_a_reason(
    crawled: Crawled, outlet: str, one: dict[str, Any]
) -> None:
    found = rows(crawled.file, "SELECT outcome, reason FROM page WHERE url = ?", one["url"])
    assert len(found) == 1
    assert found[0]["outcome"] == ("failed" if one["kind"] == "status404" else "not_article")
    reason = found[0]["reason"].lower()
    assert any(word in reason for word in one["reasons"]), reason


@pytest.mark.parametrize("outlet", OUTLETS)
def test_no_stranger_is_followed(crawled: Crawled, outlet: str) -> None:
    known = {one["url"] for kind in ("articles", "rejected") for one in gold()[outlet][kind]}
    pages = {
        row["url"] for row in rows(crawled.file, "SELECT * FROM page WHERE outlet = ?", outlet)
    }
    assert pages == known


def test_every_page_has_one_outcome(crawled: Crawled) -> None:
    for row in rows(crawled.file, "SELECT * FROM crawl"):
        outcomes = ("new", "same", "changed", "duplicate", "not_article", "failed")
        assert sum(row[name] for name in outcomes) == row["pages"]
        assert row["reason"] == "finished"


def test_second_crawl_stores_nothing_new(crawled: Crawled) -> None:
    assert crawled.articles("second") == crawled.articles("first")
    second = rows(crawled.file, "SELECT * FROM crawl ORDER BY id")[len(OUTLETS) :]
    assert len(second) == len(OUTLETS)
    assert [(row["new"], row["changed"], row["duplicate"]) for row in second] == [(0, 0, 0)] * 6
    assert rows(crawled.file, "SELECT COUNT(*) AS n FROM revision")[0]["n"] == len(
        crawled.articles("first")
    )


def test_one_story_in_three_outlets(crawled: Crawled) -> None:
    copies = [row for row in crawled.articles("first") if "rice" in row["url"]]
    assert sorted(row["outlet"] for row in copies) == ["sggp", "vna", "vns"]
    assert len({row["story_id"] for row in copies}) == 1
    assert [row["duplicate_of"] for row in copies] == [None] * 3


def test_word_for_word_republication_is_marked(crawled: Crawled) -> None:
    copies = [row for row in crawled.articles("first") if "twelve-new-buoys" in row["url"]]
    first, second = sorted(copies, key=lambda row: int(row["id"]))
    assert (first["outlet"], first["duplicate_of"]) == ("vna", None)
    assert (second["outlet"], second["duplicate_of"]) == ("vnp", first["id"])
    assert first["story_id"] == second["story_id"]


def test_report_says_what_was_done(crawled: Crawled) -> None:
    code, output, errors = json.loads((crawled.folder / "report.json").read_text("utf-8"))
    assert code == 0, errors
    assert max(len(line) for line in output.splitlines()) < 100
    assert "The last crawls stored nothing new" in output
    for outlet in OUTLETS:
        count = len(gold()[outlet]["articles"])
        assert any(line.split()[:2] == [outlet, str(count)] for line in output.splitlines())


def test_article_that_changed_between_two_captures(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'tinsach.db'}"
    shutil.copy(migrated_file(), tmp_path / "tinsach.db")
    old = next(one for one in gold()["vna"]["articles"] if "updated" in "".join(one["traps"]))
    new = newest("vna", old)
    statement = "SELECT text, modified_at FROM articles WHERE url = ?"
    for at, expected in (("2026-11-02T06:00:00Z", old), ("2026-11-04T06:00:00Z", new)):
        ended = crawl("vna", database, "-s", f"REPLAY_AT={at}")
        assert ended.code == 0, ended.errors
        (row,) = rows(tmp_path / "tinsach.db", statement, old["url"])
        assert row["text"] == text_of(expected)
    crawls = rows(tmp_path / "tinsach.db", "SELECT * FROM crawl ORDER BY id")
    assert [(row["new"], row["changed"]) for row in crawls] == [
        (len(gold()["vna"]["articles"]), 0),
        (0, 1),
    ]
    versions = rows(
        tmp_path / "tinsach.db",
        "SELECT number, cause, lead FROM revision JOIN article ON article.id = article_id "
        "WHERE url = ? ORDER BY number",
        old["url"],
    )
    assert [(row["number"], row["cause"], row["lead"]) for row in versions] == [
        (1, "first", old["lead"]),
        (2, "outlet", new["lead"]),
    ]


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_postgresql_gives_the_same_articles_row_by_row(
    postgres: Postgres, request: pytest.FixtureRequest
) -> None:
    url = postgres.migrated()
    for outlet in OUTLETS:
        ended = crawl(outlet, url.render_as_string(hide_password=False))
        assert ended.code == 0, ended.errors
    # Checked here, because another worker may be crawling into SQLite meanwhile.
    crawled: Crawled = request.getfixturevalue("crawled")
    assert view(url) == view(database_url(crawled.url))
    postgres.drop(url)


def view(url: URL) -> list[dict[str, Any]]:
    """Return the view ``articles`` by URL, with row ids replaced by URLs.

    When and in which order a crawl wrote them (``changed_at``, ``seq``) differs.
    """
    engine = open_engine(url)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text("SELECT * FROM articles")).mappings()]
    engine.dispose()
    address = {row["id"]: row["url"] for row in found}
    stories: dict[int, list[str]] = {}
    for row in found:
        stories.setdefault(row["story_id"], []).append(row["url"])
    for row in found:
        row["duplicate_of"] = address.get(row["duplicate_of"])
        row["story_id"] = sorted(stories[row["story_id"]])
        del row["id"], row["changed_at"], row["seq"]
        for name, value in row.items():
            if name in ("authors", "tags", "concerns") and isinstance(value, str):
                row[name] = json.loads(value)
            elif name.endswith("_at") and value is not None:
                row[name] = str(value)[:19]
    return sorted(found, key=lambda row: str(row["url"]))


# --- the samples themselves --------------------------------------------------------------------


@pytest.mark.parametrize("outlet", OUTLETS)
def test_samples_are_what_the_data_give(outlet: str) -> None:
    assert not stale(outlet), "run: python -m samples.make_samples"


def test_gold_is_what_the_data_give() -> None:
    assert (SAMPLES / "gold.json").read_text(encoding="utf-8") == gold_text()


def test_there_are_enough_of_them() -> None:
    counts = [len(gold()[outlet]["articles"]) for outlet in OUTLETS]
    assert min(counts) >= 8
    assert sum(counts) >= 50
