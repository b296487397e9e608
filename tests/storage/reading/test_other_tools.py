"""Other tools over the views and exports, as in docs/reading.md; each tool is the real one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import URL, Engine

from pipelines.storage.views.all_views import VIEWS
from tests.support import small_newsroom
from tests.support.databases import ROOT
from tests.support.worked_queries import DOCUMENT

METADATA = yaml.safe_load((ROOT / "datasette.yaml").read_text("utf-8"))["databases"]["tinsach"]
# Query to its parameters, and its number of rows in the small newsroom.
CANNED = {
    "search": ("words=Đà Nẵng night", 2),
    "stories_once": ("", 6),
    "changed_since": ("seq=10", 4),
    "told_by_several": ("", 2),
    "rewritten": ("", 1),
    "stripped_from": ("article_id=1", 2),
    "work_of_rules": ("", 2),
    "doubted": ("", 1),
    "no_article": ("", 4),
    "silent_sources": ("", 1),
}


@pytest.fixture
def file(engine: Engine, db_url: URL, tmp_path: Path) -> Path:
    """A database file of the small newsroom under the name that the examples use."""
    small_newsroom.fill(engine)
    engine.dispose()
    path = tmp_path / "work" / "tinsach.db"
    path.parent.mkdir()
    shutil.copy(str(db_url.database), path)
    return path


def ran(command: list[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": "sqlite:///tinsach.db"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_datasette_shows_every_view_and_runs_every_query(file: Path) -> None:
    assert set(METADATA["tables"]) == {view.name for view in VIEWS}
    assert set(METADATA["queries"]) == set(CANNED)
    views = {
        f"/tinsach/{name}.json?_shape=objects": name
        for name, described in METADATA["tables"].items()
        if not described.get("hidden")
    }
    queries = {
        f"/tinsach/{name}.json?_shape=objects&{asked}": rows
        for name, (asked, rows) in CANNED.items()
    }
    command = [sys.executable, "-m", "tests.support.datasette_probe", "tinsach.db"]
    found: dict[str, Any] = json.loads(ran(command, file.parent, json.dumps([*views, *queries])))
    for address, name in views.items():
        status, content = found[address]
        assert status == 200, (address, content)
        assert content["rows"], address
        facets = METADATA["tables"][name].get("facets", [])
        named = {one if isinstance(one, str) else one["array"] for one in facets}
        assert {one["name"] for one in content["facet_results"].values()} == named, address
    for address, rows in queries.items():
        status, content = found[address]
        assert (status, len(content.get("rows", []))) == (200, rows), (address, content)


EXAMPLES = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.M | re.S)


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_the_examples_print_their_documented_output(file: Path) -> None:
    """Each example is a separate script; the exports it reads are made with the page's commands."""
    text = DOCUMENT.read_text("utf-8")
    for line in re.findall(r"^    scrapy (export .+)$", text, re.M):
        ran([sys.executable, "-m", "crawler.command_line", *line.split()], file.parent)
    assert len(EXAMPLES) == 3
    for code in EXAMPLES:
        expected = re.findall(r"^# prints (.+)$", code, re.M)
        assert expected
        printed = ran([sys.executable, "-W", "error", "-c", code], file.parent).splitlines()
        assert [line.strip() for line in printed] == expected
