"""Each command of the table in docs/operations.md works, after nights with a silent outlet."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.support import ten_nights, warm
from tests.support.sample_crawl import rows
from tests.support.spider_site import ROOT

TABLE = re.compile(r"^\| ([A-Z][^|]+[?.]) \| `scrapy ([^`]+)` \| ([^|]+) \|$", re.M)
QUESTIONS = TABLE.findall((ROOT / "docs" / "operations.md").read_text("utf-8"))
# Part of a command's output, and its exit code.
SAYS = {
    "status": (1, "sggp"),
    "status sggp": (1, "nothing_found"),
    "status --notify": (1, "sggp"),
    "outlets vna": (0, "hosts"),
    "report": (0, "vna"),
    "explain URL": (0, "kept"),
    "page URL": (0, "<html"),
    "reextract": (0, ""),
    "reextract --write": (0, ""),
    "archive verify": (0, ""),
    "backup news.backup": (0, "read back and compared"),
    "restore --check news.backup": (0, "is whole"),
}


def scrapy(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",
        "DATABASE_URL": f"sqlite:///{folder}/nights.db",
        "ARCHIVE_DIR": str(folder),
        "NOTIFY_URLS": f"file://{folder}/alerts.txt",
    }
    return warm.run(["-m", "scrapy", *shlex.split(command)], cwd=folder, env=environment)


@pytest.mark.slow
def test_each_question_has_a_command_that_answers_it(tmp_path: Path) -> None:
    for outlet in ("vna", "sggp"):
        for night in (1, 2):
            made = ten_nights.captures(outlet, night, None)
            if (outlet, night) == ("sggp", 2):
                made = ten_nights.silent(outlet, night)
            ten_nights.write(tmp_path, outlet, night, made)
            ten_nights.crawl(tmp_path, outlet, night).wait(200)
    url = rows(tmp_path / "nights.db", "SELECT url FROM articles WHERE outlet = 'vna'")[0]["url"]
    assert [command for _, command, _ in QUESTIONS] == sorted(
        SAYS, key=[command for _, command, _ in QUESTIONS].index
    )
    assert len(QUESTIONS) == 12
    for question, command, _ in QUESTIONS:
        done = scrapy(tmp_path, command.replace("URL", url))
        code, said = SAYS[command]
        assert done.returncode == code, f"{question}: {done.stdout}{done.stderr}"
        assert done.stdout + done.stderr, question
        assert said in done.stdout.lower(), f"{question}: {done.stdout}"
    assert "tinsach: " in (tmp_path / "alerts.txt").read_text("utf-8")
