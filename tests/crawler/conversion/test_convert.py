"""One archive to one file: each page gives one row, whatever the archive and its pages do."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crawler.conversion import convert as conversion
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice
from crawler.conversion.convert import ConversionResult, convert, make_pool
from pipelines.errors import UserError
from pipelines.export.parquet import schema
from pipelines.workers.pool import ExtractionPool
from tests.support.made_archives import (
    HANGS,
    HOST,
    HTML,
    KILLED_ONCE,
    KILLS,
    VIETNAMESE,
    archive,
    stories,
    story,
)
from tests.support.sample_crawl import SAMPLES, gold


@pytest.fixture(scope="module")
def pool() -> Iterator[conversion.Pool]:
    with make_pool(2) as made:
        yield made


def rows(done: ConversionResult) -> list[dict[str, Any]]:
    """Return the rows without the summary, which must agree with them."""
    found: list[dict[str, Any]] = pq.read_table(done.file).to_pylist()
    summary = found.pop()
    assert summary["outcome"] == "summary"
    counted = json.loads(summary["reason"])
    for name, outcome in (("articles", "article"), ("refused", "refused"), ("failed", "failed")):
        assert counted[name] == sum(row["outcome"] == outcome for row in found)
    assert "summary" not in {row["outcome"] for row in found}
    return found


class TestSamples:
    @pytest.mark.parametrize("outlet", sorted(gold()))
    def test_the_articles_are_those_of_the_crawl(
        self, outlet: str, tmp_path: Path, pool: conversion.Pool
    ) -> None:
        done = convert(str(SAMPLES / f"{outlet}.warc.gz"), str(tmp_path), pool=pool)
        found = rows(done)
        articles = [row for row in found if row["outcome"] == "article"]
        assert {row["outlet"] for row in articles} == {outlet}
        titles = {row["url"]: row["title"] for row in articles}
        wanted = {one["url"]: one["title"] for one in gold()[outlet]["articles"]}
        assert wanted.items() <= titles.items()
        refused = {row["url"] for row in found if row["outcome"] == "refused"}
        assert not refused & wanted.keys()
        assert all(row["reason"] for row in found if row["outcome"] != "article")

    def test_the_types_are_those_of_an_export(self, tmp_path: Path, pool: conversion.Pool) -> None:
        done = convert(str(SAMPLES / "ppp.warc.gz"), str(tmp_path), pool=pool)
        shape = pq.read_schema(done.file)
        exported = schema(conversion.COLUMNS)
        assert [shape.field(name).type for name in exported.names] == exported.types
        assert shape.field("fetched_at").type == pa.timestamp("us", tz="UTC")
        first = next(row for row in rows(done) if row["outcome"] == "article")
        assert first["text"].endswith(first["body"])
        assert first["blocks"][0]["text"] in first["body"]
        assert first["word_count"] == len(first["text"].split()) or first["word_count"] > 0
        assert first["id"] is first["story_id"] is None


class TestRecords:
    def test_each_kind_of_record_has_its_fate(self, tmp_path: Path, pool: conversion.Pool) -> None:
        path = tmp_path / "kinds.warc.gz"
        with archive(path) as into:
            first = into.add(f"{HOST}/a/first-story-here.html", story(1))
            record = into.writer.create_revisit_record(
                f"{HOST}/a/same-story-again.html",
                first.rec_headers.get_header("WARC-Payload-Digest"),
                f"{HOST}/a/first-story-here.html",
                "2026-11-20T03:00:00Z",
            )
            into.writer.write_record(record)
            into.writer.write_record(
                into.writer.create_revisit_record(
                    f"{HOST}/a/repeats-nothing.html",
                    "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    f"{HOST}/nowhere",
                    "2026-11-20T03:00:00Z",
                )
            )
            into.add(f"{HOST}/a/cut-off-there.html", story(2), warc_truncated="length")
            into.add(f"{HOST}/a/no-more-there.html", b"gone", status="404 Not Found")
            into.add(f"{HOST}/feed", b"<rss/>", headers=(("Content-Type", "application/rss+xml"),))
            into.add(f"{HOST}/", b"<html><body><p>Nothing here.</body></html>")
            posted = into.add(f"{HOST}/a/an-answer-to-post.html", story(3))
            into.add(
                f"{HOST}/a/an-answer-to-post.html",
                b"q=1",
                kind="request",
                status="POST /a/ HTTP/1.1",
                warc_concurrent_to=posted.rec_headers.get_header("WARC-Record-ID"),
            )
            into.add("dns:news.example", b"news.example. 60 IN A 192.0.2.1", kind="resource")
            into.add("http://[bad/a", story(4))
            into.add("https://blatt.stössensee.example/a/story-of-the-lake.html", story(6))
            packed = (HTML, ("Content-Encoding", "gzip"))
            into.add(f"{HOST}/a/not-a-gzip-stream.html", b"\x1f\x8b\x08" + story(5), headers=packed)
        done = convert(str(path), str(tmp_path), pool=pool)
        outcomes = {row["url"]: (row["outcome"], row["reason"]) for row in rows(done)}
        assert outcomes.pop(f"{HOST}/a/first-story-here.html") == ("article", None)
        assert outcomes.pop(f"{HOST}/a/same-story-again.html") == ("article", None)
        lake = "https://blatt.xn--stssensee-17a.example/a/story-of-the-lake.html"
        assert outcomes.pop(lake) == ("article", None)
        assert outcomes.pop(f"{HOST}/")[0] == "refused"
        assert {url.rpartition("/")[2]: reason for url, (_, reason) in outcomes.items()} == {
            "repeats-nothing.html": "revisit of a payload that the file does not hold",
            "cut-off-there.html": "truncated when it was fetched",
            "not-a-gzip-stream.html": outcomes[f"{HOST}/a/not-a-gzip-stream.html"][1],
            "a": outcomes["http://[bad/a"][1],
        }
        assert {outcome for outcome, _ in outcomes.values()} == {"failed"}
        assert done.left_out == {
            "HTTP 404": 1,
            "no web page: application/rss+xml": 1,
            "no web address: dns": 1,
            "not asked for with GET": 1,
        }

    def test_a_damaged_archive_gives_its_intact_records(
        self, tmp_path: Path, pool: conversion.Pool, capfd: pytest.CaptureFixture[str]
    ) -> None:
        whole = stories(tmp_path / "whole.warc.gz", 5)
        starts = [row["offset"] for row in rows(convert(str(whole), str(tmp_path), pool=pool))]
        bytes_ = bytearray(whole.read_bytes())
        bytes_[starts[1] + 200 : starts[1] + 260] = bytes(60)
        damaged = tmp_path / "damaged.warc.gz"
        damaged.write_bytes(bytes_[: starts[4] + 100])
        found = rows(convert(str(damaged), str(tmp_path), pool=pool))
        assert [row["outcome"] for row in found] == [
            "article",
            "failed",
            "article",
            "article",
            "failed",
        ]
        assert [row["offset"] for row in found] == starts
        assert all(row["reason"] for row in found if row["outcome"] == "failed")
        assert capfd.readouterr().err == ""

    def test_a_file_that_is_not_an_archive_gives_one_failed_row(
        self, tmp_path: Path, pool: conversion.Pool
    ) -> None:
        (tmp_path / "x.warc.gz").write_bytes(b"not gzip at all")
        done = convert(str(tmp_path / "x.warc.gz"), str(tmp_path), pool=pool)
        assert [row["outcome"] for row in rows(done)] == ["failed"]

    def test_a_missing_archive_is_reported(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match=r"none\.warc: No such file"):
            convert(str(tmp_path / "none.warc"), str(tmp_path / "out"))
        assert not (tmp_path / "out").exists()


class TestTrouble:
    def test_a_page_that_hangs_or_kills_costs_only_its_row(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A process that is killed once, by someone else, costs nothing."""
        monkeypatch.setenv("KILLED_ONCE", str(tmp_path / "killed"))
        path = tmp_path / "t.warc.gz"
        marks = {3: HANGS, 5: KILLED_ONCE, 7: KILLS, 11: KILLS}
        with archive(path) as into:
            for number in range(14):
                url = f"{HOST}/a/story-number-{number}.html"
                into.add(url, story(number, marks.get(number, b"")))
        task = "tests.support.made_archives:row_or_trouble"
        with ExtractionPool[dict[str, Any]](2, task, deadline=0.5, patience=300) as pool:
            found = rows(convert(str(path), str(tmp_path), pool=pool, workers=2))
        assert [row["page_url"] for row in found] == [
            f"{HOST}/a/story-number-{number}.html" for number in range(14)
        ]
        assert {n: row["reason"] for n, row in enumerate(found) if row["outcome"] != "article"} == {
            3: "extraction: took more than 0.5 s of processor time",
            7: "extraction: extraction process died: SIGKILL",
            11: "extraction: extraction process died: SIGKILL",
        }
        assert (tmp_path / "killed").exists()

    def test_pages_that_wait_are_bounded(self, tmp_path: Path, pool: conversion.Pool) -> None:
        path = stories(tmp_path / "many.warc", 60)
        work = conversion._Work(pool, Choice(), conversion.Counter(), ahead=4)
        most = 0
        for number, _ in enumerate(work.rows(read_pages(path, Choice()))):
            most = max(most, work.taken - number)
        assert 1 < most <= 5

    def test_nothing_appears_before_it_is_whole(
        self, tmp_path: Path, pool: conversion.Pool
    ) -> None:
        path = stories(tmp_path / "five.warc", 5)
        out = tmp_path / "out"

        class Stopped(Exception):  # noqa: N818
            pass

        def stop(pages: int) -> None:
            if pages == 4:
                assert [one.suffix for one in out.iterdir()] == [".part"]
                raise Stopped

        with pytest.raises(Stopped):
            convert(str(path), str(out), pool=pool, tell=stop)
        assert list(out.iterdir()) == []

    def test_what_a_killed_process_left_is_deleted(
        self, tmp_path: Path, pool: conversion.Pool
    ) -> None:
        path = stories(tmp_path / "two.warc", 2)
        file = Path(conversion.file_of(str(path), str(tmp_path / "out"), Choice()))
        file.parent.mkdir()
        (file.parent / f".{file.name}.killed-00000000.part").touch()
        with (file.parent / f".{file.name}.running-00000000.part").open("wb") as running:
            fcntl.flock(running, fcntl.LOCK_EX)
            convert(str(path), str(tmp_path / "out"), pool=pool)
        left = [one.name for one in file.parent.glob(".*")]
        assert left == [f".{file.name}.running-00000000.part"]


class TestDoneBefore:
    def test_an_existing_file_is_not_written_again(
        self, tmp_path: Path, pool: conversion.Pool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = stories(tmp_path / "two.warc", 2)
        first = convert(str(path), str(tmp_path), pool=pool)
        before = Path(first.file).stat()
        monkeypatch.chdir(tmp_path)
        again = convert("two.warc", str(tmp_path), pool=pool)
        assert again.was_there
        assert (again.articles, again.pages) == (first.articles, first.pages) == (2, 2)
        after = Path(first.file).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        assert not convert("two.warc", str(tmp_path), resume=False, pool=pool).was_there
        assert Path(first.file).stat().st_ino != before.st_ino

    def test_an_archive_that_has_grown_is_read_again(
        self, tmp_path: Path, pool: conversion.Pool
    ) -> None:
        path = stories(tmp_path / "grows.warc", 2)
        first = convert(str(path), str(tmp_path), pool=pool)
        stories(path, 3)
        again = convert(str(path), str(tmp_path), pool=pool)
        assert (again.was_there, again.articles) == (False, 3)
        assert again.file == first.file

    def test_another_choice_or_folder_has_a_file_of_its_own(self) -> None:
        names = {
            conversion.file_of("/a/x.warc.gz", "/out", Choice()),
            conversion.file_of("/b/x.warc.gz", "/out", Choice()),
            conversion.file_of("/a/x.warc.gz", "/out", Choice(hosts=("a.example",))),
            conversion.file_of("s3://b/x.warc.gz", "/out", Choice(since=date(2026, 11, 1))),
        }
        assert len(names) == 4
        assert all(Path(name).name.startswith("x.engine-") for name in names)

    def test_a_broken_file_is_written_again(self, tmp_path: Path, pool: conversion.Pool) -> None:
        path = stories(tmp_path / "two.warc", 2)
        file = Path(conversion.file_of(str(path), str(tmp_path), Choice()))
        file.write_bytes(b"PAR1 and no more")
        assert not convert(str(path), str(tmp_path), pool=pool).was_there
        assert pq.read_metadata(file).num_rows == 3


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mixed") / "mixed.warc.gz"
    texts = [("en", None), ("vi", VIETNAMESE), ("en", VIETNAMESE), ("", VIETNAMESE)]
    with archive(path) as into:
        for number, (lang, text) in enumerate(texts):
            more = {"body": text} if text else {}
            into.add(
                f"https://h{number}.example/a/story-number-{number}.html",
                story(number, lang=lang or '""', **more),
                date=f"2026-11-0{number + 1}T23:30:00Z",
            )
        into.add("https://news.h0.example/a/a-page-of-nothing.html", b"<html><p>x</html>")
    return path


class TestChoice:
    @pytest.mark.parametrize(
        ("choice", "wanted"),
        [
            (Choice(), [0, 1, 2, 3, 4]),
            (Choice(hosts=("h0.example",)), [0, 4]),
            (Choice(since=date(2026, 11, 2), until=date(2026, 11, 3)), [1, 2]),
            (Choice(languages=("vi",)), [1, 2, 3, 4]),  # the language of an empty page is unknown
            (Choice(languages=("en",)), [0, 4]),  # a template may declare a wrong language
            (Choice(languages=("de", "en")), [0, 4]),
            (Choice(sample=2), [0, 1]),
        ],
    )
    def test_what_is_chosen(
        self, choice: Choice, wanted: list[int], mixed: Path, tmp_path: Path, pool: conversion.Pool
    ) -> None:
        done = convert(str(mixed), str(tmp_path), choice, pool=pool)
        pages = [f"story-number-{n}.html" if n < 4 else "a-page-of-nothing.html" for n in wanted]
        assert [row["page_url"].rpartition("/")[2] for row in rows(done)] == pages
        if choice.sample is None:
            assert done.pages + sum(done.left_out.values()) == 5

    def test_another_language_costs_no_extraction(self, mixed: Path, tmp_path: Path) -> None:
        task = "tests.support.made_archives:no_page_may_come"
        with ExtractionPool[dict[str, Any]](1, task) as pool:
            done = convert(str(mixed), str(tmp_path), Choice(languages=("fr",)), pool=pool)
        reasons = {row["page_url"]: row["reason"] for row in rows(done)}
        assert reasons == {
            "https://news.h0.example/a/a-page-of-nothing.html": "extraction: ValueError: a page"
        }
        assert done.left_out == {"another language": 4}

    def test_times_are_kept(self, mixed: Path, tmp_path: Path, pool: conversion.Pool) -> None:
        done = convert(str(mixed), str(tmp_path), Choice(sample=1), pool=pool)
        assert rows(done)[0]["fetched_at"] == datetime(2026, 11, 1, 23, 30, tzinfo=UTC)
