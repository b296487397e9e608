"""The twelve questions of docs/operations.md, asked of a database after ten nights.

    python -m tests.support.twelve_questions > docs/twelve-questions.md

makes the nights (``ten_nights``; some minutes), asks on the morning after the last, and prints the
document. What differs from run to run (folders, seconds, sizes) is left out of it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.support import ten_nights
from tests.support.sample_crawl import rows

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "twelve-questions.md"
TABLE = re.compile(r"^\| ([A-Z][^|]+[?.]) \| `scrapy ([^`]+)` \| ([^|]+) \|$", re.M)
QUESTIONS = TABLE.findall((ROOT / "docs" / "operations.md").read_text("utf-8"))
MORNING = ten_nights.at(ten_nights.NIGHTS) + timedelta(hours=4)

_HEAD = """# Twelve questions after ten nights

The commands of [operations](operations.md#twelve-questions) on a database after ten nights: the
sample sites of six outlets, replayed at ten dates by the real spiders, five new articles a night.
From night 6, `sggp` answers 503. On night 8, `vna` renames the classes in its template. The last
crawl of `customs` is killed. The questions are asked on the morning after night 10.

Long outputs are cut. To write this page again (some minutes):

    python -m tests.support.twelve_questions > docs/twelve-questions.md
"""
_FIRST, _LAST = 10, 16  # lines of an output that are shown
_WIDTH = 118


class Answer(NamedTuple):
    question: str
    command: str
    code: int
    output: str


def ask(folder: Path) -> Iterator[Answer]:
    """Yield the output of each command for the nights in ``folder``."""
    changed = "SELECT url FROM articles WHERE outlet = 'vna' ORDER BY id DESC LIMIT 1"
    url = str(rows(folder / "nights.db", changed)[0]["url"])
    for question, written, _ in QUESTIONS:
        command = written.replace("URL", url)
        done = run(folder, command)
        yield Answer(question, command, done.returncode, done.stdout + done.stderr)


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a ``scrapy`` command on the morning after the last night."""
    clock = ROOT / "bench" / "nights" / "clock"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join((str(clock), str(ROOT))),
        "CLOCK_OFFSET": str((MORNING - datetime.now(UTC)).total_seconds()),
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",
        "DATABASE_URL": f"sqlite:///{folder}/nights.db",
        "ARCHIVE_DIR": str(folder),
        "NOTIFY_URLS": f"file://{folder}/alerts.txt",
    }
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *shlex.split(command)],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def document(answers: list[Answer], folder: Path) -> str:
    """Return the document with all outputs."""
    parts = [_HEAD]
    for one in answers:
        shown = _steady(one.output, folder).strip("\n").split("\n")
        lines = [
            line.rstrip() if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…" for line in shown
        ]
        if len(lines) > _FIRST + _LAST + 1:
            cut = len(lines) - _FIRST - _LAST
            lines = [*lines[:_FIRST], f"... {cut} lines left out ...", *lines[-_LAST:]]
        body = "\n".join(f"    {line}".rstrip() for line in lines)
        code = f" (exit code {one.code})" if one.code else ""
        parts.append(f"## {one.question}\n\n`scrapy {one.command}`{code}\n\n{body}\n")
    return "\n".join(parts)


def _steady(text: str, folder: Path) -> str:
    """Leave out what differs from run to run: the folder, seconds, and file sizes."""
    text = text.replace(str(folder), "/srv/tinsach")
    text = re.sub(r"\b[\d,]+ bytes\b", "... bytes", text)
    return re.sub(r"(\.warc\.gz +)[\d,]+", r"\1...", text)


def main() -> None:
    """Make the nights, ask, print."""
    with tempfile.TemporaryDirectory(prefix="ten-nights-") as name:
        folder = Path(name)
        ten_nights.make(folder)
        print(document(list(ask(folder)), folder), end="")  # noqa: T201


if __name__ == "__main__":
    main()
