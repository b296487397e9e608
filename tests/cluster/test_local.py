"""``scrapy convert`` on this machine: whole archives, killed and resumed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from tests.support import warm
from tests.support.made_archives import stories
from tests.support.sample_crawl import ROOT, FinishedCrawl


def converting(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "convert", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def convert(*arguments: str) -> FinishedCrawl:
    done = warm.run(["-m", "scrapy", "convert", *arguments])
    return FinishedCrawl(done.returncode, done.stdout, done.stderr)


def pages(folder: Path) -> Counter[tuple[str, str]]:
    """Return how often each page is in the Parquet files of a folder, with its outcome."""
    return Counter(
        (row["page_url"], row["outcome"])
        for file in folder.glob("*.parquet")
        for row in pq.read_table(file, columns=["page_url", "outcome"]).to_pylist()
        if row["outcome"] != "summary"
    )


def test_a_folder_of_archives(tmp_path: Path) -> None:
    for number in range(2):
        stories(tmp_path / f"{number}.warc.gz", 3, first=3 * number)
    (tmp_path / "2.warc").mkdir()
    out = tmp_path / "out"
    done = convert(str(tmp_path), "--out", str(out), "--workers", "1")
    assert done.code == 0, done.errors
    assert "2 of 2 archives are converted" in done.output
    assert len(pages(out)) == 6
    lines = [json.loads(one) for one in (out / "_manifest.jsonl").read_text().splitlines()]
    assert [(one["state"], one["articles"]) for one in lines] == [("done", 3)] * 2
    assert sorted(one["file"] for one in lines) == sorted(str(one) for one in out.glob("*.parquet"))
    again = convert(f"{tmp_path}/*.warc.gz", "--out", str(out))
    assert "2 of 2 archives are converted, 2 of them before" in again.output


def test_an_unreadable_archive_fails_alone(tmp_path: Path) -> None:
    stories(tmp_path / "a.warc.gz", 2)
    stories(tmp_path / "b.warc.gz", 2)
    (tmp_path / "out").mkdir()
    blocked = tmp_path / "a.warc.gz"
    first = convert(str(blocked), "--out", str(tmp_path / "out"))
    file = next((tmp_path / "out").glob("a.*.parquet"))
    file.unlink()
    file.mkdir()  # a folder cannot be replaced by a file
    done = convert(str(tmp_path), "--out", str(tmp_path / "out"))
    assert (first.code, done.code) == (0, 1)
    assert "1 of 2 archives are converted" in done.output
    assert file.name in done.errors
    states = [
        json.loads(one)["state"]
        for one in (tmp_path / "out" / "_manifest.jsonl").read_text().splitlines()
    ]
    assert states == ["failed", "done"]


def test_a_killed_run_resumes(tmp_path: Path) -> None:
    """Each run is killed once it reported one more archive: between two archives or within one."""
    for number in range(5):
        stories(tmp_path / f"{number}.warc.gz", 12, first=12 * number)
    out = tmp_path / "out"
    for lines_read in range(1, 5):
        process = converting(str(tmp_path), "--out", str(out), "--workers", "2")
        assert process.stderr is not None
        assert process.stdout is not None
        lines = [process.stderr.readline() for _ in range(lines_read)]
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
        process.stdout.close()
        assert all(".warc.gz: " in line for line in lines)
    done = convert(str(tmp_path), "--out", str(out), "--workers", "2")
    assert done.code == 0, done.errors
    assert set(pages(out).values()) == {1}
    assert len(pages(out)) == 60
    assert {outcome for _, outcome in pages(out)} == {"article"}
    assert not list(out.glob(".*"))


def test_wrong_words_are_reported(tmp_path: Path) -> None:
    stories(tmp_path / "a.warc", 1)
    for arguments, message in (
        (("--since", "soon"), "--since soon: expected a day such as 2026-11-01"),
        (("--on", "moon"), "--on moon: expected one of local, dask, spark"),
        (("--workers", "0"), "--workers 0: expected 1 or more"),
        (("--sample", "0"), "--sample 0: expected 1 or more"),
    ):
        done = convert(str(tmp_path), "--out", str(tmp_path), *arguments)
        assert done.code == 2
        assert message in done.errors
        assert "Traceback" not in done.errors
    done = convert(str(tmp_path / "*.gz"), "--out", str(tmp_path))
    assert done.code == 2
    assert "no archive there" in done.errors
    assert [one.name for one in tmp_path.iterdir()] == ["a.warc"]
