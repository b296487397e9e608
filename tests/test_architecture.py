"""The architecture's walls, checked on the imports: data flows one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.syntax import syntax_tree

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path
    for package in ("cluster", "console", "crawler", "pipelines", "migrations", "samples", "bench")
    for path in (ROOT / package).rglob("*.py")
)
STDLIB = frozenset(sys.stdlib_module_names)

# Path prefix to top-level modules that no file below it may import.
FORBIDDEN = {
    "pipelines/": {"cluster", "console", "crawler", "samples", "tests", "bench", "migrations"},
    "console/": {"crawler", "samples", "tests", "bench", "migrations", "scrapy", "sqlalchemy"},
    "cluster/": {"scrapy", "twisted", "sqlalchemy", "samples", "tests", "bench", "migrations"},
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
    "pipelines/similarity/": {"scrapy", "twisted", "lxml", "trafilatura", "sqlalchemy", "alembic"},
    "pipelines/urls/": {"scrapy", "twisted", "lxml", "trafilatura", "sqlalchemy", "alembic"},
    "crawler/": {"sqlalchemy", "alembic", "trafilatura", "samples", "tests", "bench"},
    "crawler/discovery": {"scrapy", "twisted", "socket", "requests", "urllib3", "time"},
    "migrations/": {"scrapy", "crawler", "lxml"},
}
# Exceptions: files that may use what their folder may not, and why.
ALLOWED = {
    "pipelines/stages.py": {"scrapy"},  # the Scrapy pipeline classes
}
STDLIB_ONLY = ("pipelines/errors.py", "pipelines/text.py", "pipelines/calendar_names.py")
# Packages that load nothing heavy, not even indirectly.
PURE = (
    "pipelines.similarity.likeness",
    "pipelines.similarity.fingerprints",
    "pipelines.urls.canonical",
)
HEAVY = ("lxml", "scrapy", "sqlalchemy", "trafilatura", "twisted")

MAX_MODULES = 14  # per folder, without its __init__
MAX_LINES = 350
# Data tables, and frozen schemas of earlier releases: as long as they need to be.
DATA_TABLES = {
    "migrations/versions/20261123_0001_first_schema.py",
    "bench/pipeline/outlet_page.py",  # the template of one page
}


@cache
def imported(path: Path) -> frozenset[str]:
    """Return dotted names of the modules that ``path`` imports, anywhere in the file."""
    names: set[str] = set()
    for node in ast.walk(syntax_tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name, not relatively"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)


def imported_at_start(body: list[ast.stmt]) -> Iterator[str]:
    """Return names of the modules that a file loads on import; ``TYPE_CHECKING`` loads none."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in BY_NAME else str(node.module) for name in names)
        elif isinstance(node, ast.If | ast.Try) and "TYPE_CHECKING" not in ast.unparse(node)[:40]:
            yield from imported_at_start(node.body)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    return name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")


BY_NAME = {module_name(path): path for path in MODULES}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of an import cycle; empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


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


def test_only_the_console_imports_a_web_server() -> None:
    users = {
        name_of(path).partition("/")[0]
        for path in MODULES
        if {"starlette", "uvicorn", "jinja2"} & {n.partition(".")[0] for n in imported(path)}
    }
    assert users == {"console"}


@pytest.mark.parametrize(
    ("libraries", "module"),
    [
        ({"dask", "distributed"}, "cluster/on_dask.py"),
        ({"pyspark"}, "cluster/on_spark.py"),
        ({"procrastinate", "psycopg_pool"}, "cluster/on_procrastinate.py"),
    ],
)
def test_only_its_driver_imports_an_engine(libraries: set[str], module: str) -> None:
    users = {
        name_of(path)
        for path in MODULES
        if libraries & {name.partition(".")[0] for name in imported(path)}
    }
    assert users == {module}


def test_the_spiders_do_not_import_the_cluster() -> None:
    users = {
        name_of(path)
        for path in MODULES
        if "cluster" in {name.partition(".")[0] for name in imported(path)}
    }
    commands = {"crawler/commands/convert.py", "crawler/commands/work.py"}
    assert {name for name in users if not name.startswith(("cluster/", "bench/"))} == commands


def test_sql_is_spoken_in_storage_alone() -> None:
    speakers = {
        name_of(path)
        for path in MODULES
        if not name_of(path).startswith(("pipelines/storage/", "migrations/", "bench/"))
        and any(name.partition(".")[0] == "sqlalchemy" for name in imported(path))
    }
    assert not speakers


def test_rules_ask_the_page_and_never_the_classifiers_features() -> None:
    """Of the classifier they use only the thresholds for a content probability."""
    asked = {
        name
        for path in (ROOT / "pipelines/extraction/rules").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        for name in re.findall(r"^from pipelines\.extraction\.classifier\S* import (.+)$", line)
    }
    assert asked == {"thresholds"}


def test_a_worker_process_loads_no_sql() -> None:
    """SQL would be half of its start and 30 MB, and it never uses it."""
    asked = "import sys, pipelines.workers.task; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_a_crawls_own_process_loads_no_engine() -> None:
    """Its workers extract; loading the engine would be a quarter of the start of each command."""
    asked = "import sys, crawler.spiders.vna; print('pipelines.extraction.engine' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


@pytest.mark.parametrize("module", PURE)
def test_a_pure_package_loads_nothing_heavy(module: str) -> None:
    asked = f"import sys, {module}; print(*(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.split() == []


def test_there_are_no_import_cycles() -> None:
    graph = {
        name: set(imported_at_start(syntax_tree(path).body)) & BY_NAME.keys()
        for name, path in BY_NAME.items()
    }
    assert not circle({name: needed - {name} for name, needed in graph.items()})


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "c", "b", "a"]


def test_folders_and_files_can_be_overlooked() -> None:
    sources = sorted([*MODULES, *(ROOT / "tests").rglob("*.py")])
    folders = Counter(path.parent for path in sources if path.name != "__init__.py")
    del folders[ROOT / "tests" / "support"]  # helpers, each named by what it gives
    del folders[ROOT / "migrations" / "versions"]  # a history, numbered
    crowded = {name_of(folder): count for folder, count in folders.items() if count > MAX_MODULES}
    assert not crowded, "split them by idea"
    lines = {name_of(path): path.read_text("utf-8").count("\n") for path in MODULES}
    long = {name: count for name, count in lines.items() if count > MAX_LINES}
    assert set(long) <= DATA_TABLES, "split them by idea"


def test_no_test_bounds_seconds() -> None:
    """It would fail on a busy machine; ``tests.support.steps`` counts work instead."""
    clocks = "perf_counter|process_time|thread_time|monotonic"
    clock = re.compile(rf"assert .*\b(?:{clocks})\(\)[^<\n]*<")
    found = {
        name_of(path) for path in (ROOT / "tests").rglob("*.py") if clock.search(path.read_text())
    }
    assert found <= {"tests/crawler/test_faults.py"}  # kills a crawl that hangs


def test_no_spider_imports_another_outlets_spider() -> None:
    for path in MODULES:
        if name_of(path).startswith("crawler/spiders/"):
            assert not [n for n in imported(path) if n.startswith("crawler.spiders.")], path


def test_a_wall_that_is_broken_is_seen(tmp_path: Path) -> None:
    intruder = tmp_path / "intruder.py"
    intruder.write_text("def late():\n    from scrapy import Spider\n    return Spider\n")
    assert "scrapy" in imported(intruder)
