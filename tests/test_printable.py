"""Untrusted text on a terminal and in a log is displayed, never executed."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.printable import log_lines, one_line, printable
from pipelines.text import scrub
from tests.support.obeyed import OBEYED

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b]0;title\x07\x1b[2J", "\\u001b]0;title\\u0007\\u001b[2J"),
        ("\x9b31mred", "\\u009b31mred"),
        ("evil\u202egpj.exe", "evil\\u202egpj.exe"),
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
        ("over\rprint", "over print"),
        ("one\n2026-11-20 03:00:00 [x] INFO: two", "one 2026-11-20 03:00:00 [x] INFO: two"),
        ("one\u2028two\x85three\x0bfour", "one\\u2028two\\u0085three\\u000bfour"),
        ("lone \ud83d", "lone \\ud83d"),
        ("tag\U000e0041", "tag\\udb40\\udc41"),
        ("na\u200dme \u0939\u094d\u200d", "na\u200dme \u0939\u094d\u200d"),
        ("Hà Nội\t10°", "Hà Nội\t10°"),
    ],
)
def test_one_line(given: str, shown: str) -> None:
    assert one_line(given) == shown


@given(st.text(st.characters()))
def test_nothing_of_a_text_is_obeyed(text: str) -> None:
    assert not OBEYED.search(printable(text))
    assert "\n" not in one_line(text)
    assert all(line.startswith("    ") for line in log_lines(text).split("\n")[1:])
    assert not OBEYED.search(scrub(text).replace("\u2028", "").replace("\u2029", ""))


@given(st.text())
def test_what_is_seen_stays(text: str) -> None:
    seen = [char for char in text if unicodedata.category(char)[0] in "LMNPS"]
    assert printable("".join(seen)) == "".join(seen)


@given(st.text(st.characters()))
def test_a_line_of_json_stays_one(text: str) -> None:
    line = json.dumps({"title": text}, ensure_ascii=False)
    assert json.loads(one_line(line)) == {"title": text}


@pytest.mark.parametrize("terminal", [False, True])
def test_bytes_are_handed_over_whole_but_not_to_a_terminal(terminal: bool) -> None:
    code = "from pipelines.printable import hand_over; hand_over(b'a\\x1b[2Jb\\xff\\xc2\\x9bc')"
    ours, theirs = pty.openpty() if terminal else os.pipe()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=theirs,
                   check=True)  # fmt: skip
    if not terminal:
        os.close(theirs)
    written = os.read(ours, 1_000)
    if terminal:
        os.close(theirs)
    os.close(ours)
    assert written == (rb"a\u001b[2Jb\xff\u009bc" if terminal else b"a\x1b[2Jb\xff\xc2\x9bc")


@pytest.mark.parametrize(
    "code",
    [
        "from pipelines.printable import say; say(*map(str, range(99_999))); say('more')",
        "from pipelines.printable import hand_over; hand_over(b'0\\n' * 999_999)",
    ],
)
def test_a_closed_pipe_is_not_an_error(code: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "0\n"
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which stands for a disk")
@pytest.mark.parametrize("written", ["say('more')", "hand_over(b'more')"])
def test_a_full_disk_is_an_error_in_one_line(written: str) -> None:
    code = f"from pipelines.printable import hand_over, say; {written}"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "tinsach: the output cannot be written (No space left on device)\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "\u2500 Hà Nội ờ €"),
        ("iso-8859-1", "- Hà N\\u1ed9i \\u1edd \\u20ac"),
        ("ascii", "- H\\xe0 N\\u1ed9i \\u1edd \\u20ac"),
    ],
)
def test_what_the_locale_cannot_write_is_escaped(encoding: str, shown: str) -> None:
    code = "from pipelines.printable import say; say('\u2500 Hà Nội ờ €')"
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment,
                          capture_output=True, check=True)  # fmt: skip
    assert done.stdout.decode(encoding) == f"{shown}\n"


# Terminal output that bypasses ``say``, and why.
OWN_WORDS = {
    "console/server.py": "its own address",
    "crawler/progress.py": "a bar of counts",
    "pipelines/extraction/rules_docs.py": "a page of the documentation",
    "pipelines/printable.py": "here it is done",
    "pipelines/storage/schema_docs.py": "a page of the documentation",
}


def test_commands_print_only_through_say() -> None:
    prints = re.compile(r"(?<![\w.])print\(|sys\.std(out|err)\.(buffer\.)?write")
    found = {
        str(path.relative_to(ROOT))
        for package in ("console", "crawler", "pipelines")
        for path in (ROOT / package).rglob("*.py")
        if prints.search(path.read_text("utf-8"))
    }
    assert found == set(OWN_WORDS), "print with pipelines.printable.say"
