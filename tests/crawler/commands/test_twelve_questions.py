"""Each command of the table in docs/operations.md works, after nights with a silent outlet."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.support import ten_nights, twelve_questions, warm
from tests.support.sample_crawl import rows
from tests.support.spider_site import ROOT
from tests.support.twelve_questions import DOCUMENT, QUESTIONS

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


# What each command says after ten nights; see docs/twelve-questions.md.
AFTER_TEN_NIGHTS = {
    "status": (
        1,
        "customs: the last run was killed",
        "silent source https://en.sggp.org.vn/rss/home.rss: last good on 2026-11-06, silent for 5",
        "vna: body: the selector .article__body ('2026') matched 0 of 5 pages",
    ),
    "status sggp": (1, "silent source https://en.sggp.org.vn/sitemap.xml"),
    "status --notify": (1, "customs: the last run was killed"),
    "outlets vna": (0, "templates    2026, before"),
    "report": (0, "HTTP 503", "Running still, or killed: customs"),
    "explain": (0, "outcome    new, HTTP 200", "as stored, version 1"),
    "page": (0, "story-headline"),  # as the outlet calls it now
    "reextract": (0, "articles extracted again"),
    "reextract --write": (0, "new revisions stored"),
    "archive verify": (0, "60 files", "0 files damaged"),
    "backup news.backup": (0, "read back and compared"),
    "restore --check news.backup": (0, "news.backup is whole"),
}


IN_THE_MIDDLE = {"page", "report"}  # of an output, where the document is cut


def test_the_document_answers_each_question() -> None:
    """``make soak`` checks that the commands still print it, because the nights take minutes."""
    text = DOCUMENT.read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.M) == [question for question, _, _ in QUESTIONS]
    answers = re.split(r"^`scrapy ", text, flags=re.M)[1:]
    for (_, command, _), answer in zip(QUESTIONS, answers, strict=True):
        asked, _, output = answer.partition("`")
        assert re.sub(r"https://\S+", "URL", asked) == command
        name = command.removesuffix(" URL")
        code, *said = AFTER_TEN_NIGHTS[name]
        assert output.startswith(" (exit code 1)") == (code == 1), command
        if name not in IN_THE_MIDDLE:
            assert [words for words in said if words not in output] == [], command


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_after_ten_nights_they_print_what_the_document_says(tmp_path: Path) -> None:
    ten_nights.make(tmp_path)
    for one in twelve_questions.ask(tmp_path):
        code, *said = AFTER_TEN_NIGHTS[re.sub(r" https://\S+", "", one.command)]
        assert one.code == code, one
        assert [words for words in said if words not in one.output] == [], one.output
