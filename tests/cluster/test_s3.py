"""``scrapy convert`` from S3 to S3: a real server on loopback."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.cluster.test_local import convert, converting
from tests.support.made_archives import stories
from tests.support.s3_server import PROGRAM, s3_server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM.exists(), reason="no S3 server is installed: make s3"),
]
NEWS = "s3://crawl/crawl-data/CC-NEWS/2026"


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Yield pyarrow's client; commands find the same server, by the environment."""
    from pyarrow.fs import FileSystem

    with (
        s3_server(tmp_path_factory.mktemp("s3") / "log") as environment,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in environment.items():
            patch.setenv(name, value)
        yield FileSystem.from_uri("s3://crawl/")[0]


@pytest.fixture(scope="module")
def archives(s3: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of four archives, three of which are in CC-NEWS, one elsewhere."""
    folder = tmp_path_factory.mktemp("archives")
    for number in range(4):
        file = stories(folder / f"{number}.warc.gz", 6, first=6 * number)
        kept = NEWS if number else "s3://crawl/elsewhere"
        key = f"{kept.removeprefix('s3://')}/1{number % 2}/{file.name}"
        with s3.open_output_stream(key, compression=None) as to:
            to.write(file.read_bytes())
    return folder


def names(s3: Any, folder: str) -> list[str]:
    from pyarrow.fs import FileSelector

    return sorted(one.base_name for one in s3.get_file_info(FileSelector(folder)))


def pages(s3: Any, folder: str) -> Counter[str]:
    """Return how often each page is an article in the files of a folder on S3."""
    tables = [
        pq.read_table(f"{folder}/{name}", filesystem=s3, columns=["page_url", "outcome"])
        for name in names(s3, folder)
        if name.endswith(".parquet")
    ]
    rows = (row for table in tables for row in table.to_pylist())
    return Counter(row["page_url"] for row in rows if row["outcome"] == "article")


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_from_a_bucket_into_a_bucket(engine: str, s3: Any, archives: Path, tmp_path: Path) -> None:
    """The glob finds archives in several folders; rows are those of local files."""
    if engine == "dask":
        pytest.importorskip("distributed", reason="the extra dask is not installed")
    out = f"s3://mine/{engine}"
    arguments = (f"{NEWS}/*/*.warc.gz", "--out", out, "--on", engine, "--workers", "2")
    first = convert(*arguments)
    assert first.code == 0, first.errors
    assert "3 of 3 archives are converted\n" in first.output
    found = names(s3, f"mine/{engine}")
    assert [name.partition(".")[0] for name in found] == ["1", "2", "3", "_manifest"]
    assert sorted(pages(s3, f"mine/{engine}").values()) == [1] * 18
    if engine == "local":
        assert "3 of them before" in convert(*arguments).output
        here = tmp_path / "here"
        assert convert(str(archives), "--out", str(here)).code == 0
        (own,) = here.glob("2.*.parquet")
        (there,) = [name for name in found if name.startswith("2.")]
        table, wanted = (pq.read_table(f"mine/local/{there}", filesystem=s3), pq.read_table(own))
        kept = [name for name in wanted.column_names if name != "archive"]
        assert table.select(kept)[:-1].equals(wanted.select(kept)[:-1])


def test_a_killed_run_resumes(s3: Any, archives: Path) -> None:
    arguments = (f"{NEWS}/*/*.warc.gz", "--out", "s3://mine/killed", "--workers", "1")
    process = converting(*arguments)
    assert process.stderr is not None
    assert ".warc.gz: " in process.stderr.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    before = len(pages(s3, "mine/killed"))
    done = convert(*arguments)
    assert done.code == 0, done.errors
    assert before in (6, 12, 18)
    assert sorted(pages(s3, "mine/killed").values()) == [1] * 18


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (f"{NEWS}/1*/none-*.warc.gz", "s3://mine/x", "none-*.warc.gz: no archive there"),
        (f"{NEWS}/10/none.warc.gz", "s3://mine/x", "none.warc.gz: No such file or directory"),
        (f"{NEWS}/10/2.warc.gz", "s3://none/x", "Bucket 'none' not found"),
    ],
)
def test_what_is_missing_is_reported(
    source: str, target: str, expected: str, s3: Any, archives: Path
) -> None:
    done = convert(source, "--out", target, "--workers", "1")
    assert done.code in (1, 2)
    assert expected in done.errors
    assert "Traceback" not in done.errors
