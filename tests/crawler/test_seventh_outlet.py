"""An outlet added as docs/add-an-outlet.md says, in a copy of the project, fails no test."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.spider_site import ROOT

DOCUMENT = (ROOT / "docs" / "add-an-outlet.md").read_text("utf-8")
BLOCKS = [
    re.sub("^    ", "", block, flags=re.M)
    for block in re.findall(r"^    \S.*\n(?:(?:    .*)?\n)*", DOCUMENT, re.M)
]
COPIED = (
    *("crawler", "tests/conftest.py", "tests/test_gold.py", "tests/support", "tests/pages"),
    *("tests/crawler/test_contract.py", "pyproject.toml", "scrapy.cfg"),
)
LINKED = ("pipelines", "samples")
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Pilots of the old harbour go back to their lamps | The Example</title></head><body>
<ul><li><a href="/port">Port</a></li><li><a href="/town">Town</a></li></ul>
<h1>Pilots of the old harbour go back to their lamps</h1><div>2 November 2026, 05:10</div>
<div class="story-text">
<p>The radar on the northern mole has been dark for nine days, and the part that would mend it is
on a ship that cannot come in without it.</p>
<p>Eleven pilots now stand watch in pairs on the roof of the customs house, with a lamp each and a
book of signals printed in 1931.</p>
<div class="share"><a href="#">Share</a> <a href="#">Copy link</a></div>
<p>“You learn to read the water again,” said Tomas Ridder, who has brought in four freighters since
Sunday and expects two more tonight.</p>
<p>Until then the lamps will burn from dusk to dawn, and the cafe on the mole will stay open for
whoever cannot sleep. VNA</p></div>
<h3>Related News</h3><ul><li><a href="/town/a-library-20460.html">A library for the fish market</a>
</li></ul></body></html>"""


def block(start: str) -> str:
    (found,) = (one for one in BLOCKS if one.startswith(start))
    return found


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_documented_steps_are_sufficient(tmp_path: Path) -> None:
    for name in (*COPIED, *LINKED):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in LINKED:
            target.symlink_to(ROOT / name)
        elif (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    (tmp_path / "crawler/spiders/example.py").write_text(block('"""The Example'), "utf-8")
    stored = tmp_path / "tests/pages/example/2026-11-lamps"
    stored.mkdir(parents=True)
    (stored / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (stored / "meta.json").write_text(block('{"url"'), "utf-8")
    (stored / "must.json").write_text(block('{"title"'), "utf-8")

    first, second = block("pytest tests/test_gold.py").split("\n")[:2]
    run(tmp_path, "-m", *first.split(), "-q")
    assert "Until then the lamps will burn" in (stored / "gold.json").read_text("utf-8")
    output = run(tmp_path, "-m", *second.split(), "-v", "-k", "example or every")
    for test in ("test_every_selector_is_used_by_a_page[example]", "[example/2026-11-lamps/body]"):
        assert f"{test} PASSED" in output
