"""Each concern that a reader can meet is explained in docs/reading.md, with its limit."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.extraction.dates.published import UNREADABLE_DATE_PREFIX
from pipelines.extraction.verdict import confidence, quality

ROOT = Path(__file__).parents[3]
_ROW = re.compile(r"^\| `([^`]+)` \|.*\| (\.\d+)? ?\|$", re.M)
_NOTED = re.compile(r"""(?:append\(|concerns = \[)"([^"]+)\"""")


def test_every_concern_is_explained() -> None:
    section = (ROOT / "docs/reading.md").read_text("utf-8").partition("## What a concern means")[2]
    table = {name: float(limit or 1) for name, limit in _ROW.findall(section.partition("\n## ")[0])}
    sources = (
        ROOT / "pipelines/extraction" / name
        for name in ("verdict/confidence.py", "dates/published.py")
    )
    noted = {name for source in sources for name in _NOTED.findall(source.read_text("utf-8"))}
    assert {
        "no title",
        "short",
        "a part that may be another article",
        "date in the future",
    } <= noted
    assert set(table) == {*noted, *quality._CONCERNS, f"{UNREADABLE_DATE_PREFIX}..."}
    limits = {name: limit for name, limit in table.items() if limit < 1}
    assert limits == confidence._AT_MOST
