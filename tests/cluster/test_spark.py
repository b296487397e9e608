"""``scrapy convert --on spark`` on a real local Spark, if installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cluster.test_local import convert
from tests.support.made_archives import stories

pytest.importorskip("pyspark", reason="the extra spark (400 MB) is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]


def test_spark_gives_the_same_as_one_machine(tmp_path: Path) -> None:
    for number in range(4):
        stories(tmp_path / f"{number}.warc.gz", 5, first=5 * number)
    here, there = tmp_path / "here", tmp_path / "there"
    assert convert(str(tmp_path), "--out", str(here), "--workers", "1").code == 0
    for message in ("4 of 4 archives are converted", "4 of them before"):
        done = convert(str(tmp_path), "--out", str(there), "--on", "spark", "--workers", "2")
        assert done.code == 0, done.errors
        assert message in done.output
    names = sorted(one.name for one in here.glob("*.parquet"))
    assert sorted(one.name for one in there.glob("*.parquet")) == names
    for name in names:
        assert pq.read_table(here / name).equals(pq.read_table(there / name))
