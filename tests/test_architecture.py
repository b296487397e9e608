"""The architecture's walls, read from the imports: data flows one way, effects sit at the edges."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path
    for package in ("crawler", "pipelines", "migrations", "samples", "bench")
    for path in (ROOT / package).rglob("*.py")
)
STDLIB = frozenset(sys.stdlib_module_names)

# Path prefix -> top-level modules that no file below it may import.
FORBIDDEN = {
    "pipelines/": {"crawler", "samples", "tests", "bench", "migrations"},
    "pipelines/extraction/": {
        "scrapy",
        "twisted",
        "sqlalchemy",
        "alembic",
        "requests",
        "urllib3",
        "socket",
        "sqlite3",
        "multiprocessing",
        "subprocess",
        "time",
    },
    "pipelines/storage/": {"scrapy", "twisted", "lxml", "trafilatura"},
    "crawler/": {"sqlalchemy", "alembic", "trafilatura", "samples", "tests", "bench"},
    "crawler/discovery": {"scrapy", "twisted", "socket", "requests", "urllib3", "time"},
    "migrations/": {"scrapy", "crawler", "lxml"},
}
# Files that may use what their folder may not, and why.
ALLOWED = {
    "pipelines/stages.py": {"scrapy"},  # the Scrapy pipeline classes
}
STDLIB_ONLY = ("pipelines/errors.py", "pipelines/text.py")


def imported(path: Path) -> set[str]:
    """Dotted names of the modules that ``path`` imports, at any depth of the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name, not relatively"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_reaches_through_a_wall(path: Path) -> None:
    tops = {name.partition(".")[0] for name in imported(path)}
    for prefix, forbidden in FORBIDDEN.items():
        if name_of(path).startswith(prefix):
            crossed = tops & forbidden - ALLOWED.get(name_of(path), set())
            assert not crossed, f"{name_of(path)} imports {sorted(crossed)}"


@pytest.mark.parametrize("name", STDLIB_ONLY)
def test_the_values_need_the_standard_library_alone(name: str) -> None:
    assert {top.partition(".")[0] for top in imported(ROOT / name)} <= STDLIB


def test_scrapy_is_imported_in_pipelines_by_the_stages_alone() -> None:
    users = {
        name_of(path)
        for path in MODULES
        if name_of(path).startswith("pipelines/")
        and any(name.partition(".")[0] in {"scrapy", "twisted"} for name in imported(path))
    }
    assert users <= {"pipelines/stages.py"}


def test_sql_is_spoken_in_storage_alone() -> None:
    speakers = {
        name_of(path)
        for path in MODULES
        if not name_of(path).startswith(("pipelines/storage/", "migrations/", "bench/"))
        and any(name.partition(".")[0] == "sqlalchemy" for name in imported(path))
    }
    assert not speakers


def test_an_extraction_process_loads_no_sql() -> None:
    """Half of its start and 30 MB would be SQL, which it never speaks."""
    asked = "import sys, pipelines.workers.task; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_no_spider_imports_another_outlets_spider() -> None:
    for path in MODULES:
        if name_of(path).startswith("crawler/spiders/"):
            assert not [n for n in imported(path) if n.startswith("crawler.spiders.")], path


def test_a_wall_that_is_broken_is_seen(tmp_path: Path) -> None:
    intruder = tmp_path / "intruder.py"
    intruder.write_text("def late():\n    from scrapy import Spider\n    return Spider\n")
    assert "scrapy" in imported(intruder)
