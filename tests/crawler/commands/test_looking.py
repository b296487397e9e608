"""Scrapy's own commands in this project: on a page of the archive, without a database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import warm
from tests.support.sample_crawl import SAMPLES
from tests.support.spider_site import ROOT

PAGE = (
    "https://en.vietnamplus.vn/"
    "rice-shipments-close-to-seven-million-tonnes-in-ten-months-post354310.vnp"
)
TITLE = "Rice shipments close to seven million tonnes in ten months"


def scrapy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command, *rest = arguments
    given = [command, "--nolog", "-s", f"REPLAY_WARC={SAMPLES / 'vna.warc.gz'}", *rest]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/none.db"}
    return warm.run(["-m", "scrapy", *given], env=environment)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("fetch", PAGE), "article__sapo"),
        (("shell", PAGE, "-c", "response.css('h1::text').get()"), TITLE),
        (("parse", PAGE), f"'title': '{TITLE}'"),
        (("parse", PAGE, "--spider", "vna"), f"'title': '{TITLE}'"),
        (("parse", "https://en.vietnamplus.vn/nowhere-post1.vnp"), "HTTP 404"),
        (("parse", "https://en.vietnamplus.vn/business/"), "not_article"),
    ],
)
def test_a_page_is_looked_at(tmp_path: Path, arguments: tuple[str, ...], expected: str) -> None:
    done = scrapy(tmp_path, *arguments)
    assert expected in done.stdout, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_response_is_said_though_the_log_is_off(tmp_path: Path) -> None:
    """The private address is refused."""
    for command in ("fetch", "parse --spider site -a home=http://127.0.0.1:9/"):
        done = scrapy(tmp_path, *command.split(), "http://127.0.0.1:9/x", "-s", "REPLAY_WARC=")
        assert done.returncode == 1, done.stdout
        assert "tinsach: http://127.0.0.1:9/x: no response was received" in done.stderr


@pytest.mark.slow
def test_genspider_writes_an_outlet(tmp_path: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("crawler", "pipelines"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)
    for arguments, expected in (
        (("genspider", "example", "news.example.org"), "Created spider 'example'"),
        (("list",), "example\n"),
        (("outlets",), "news.example.org"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert expected in done.stdout, done.stderr
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", ROOT / "pyproject.toml",
         tmp_path / "crawler/spiders/example.py"], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
