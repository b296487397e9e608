"""The documents name only paths, commands and modules that exist."""

from __future__ import annotations

import argparse
import ast
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from scrapy import cmdline
from scrapy.settings import default_settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/**/*.md")])
# A path may be relative to these: `dates/parser.py`.
BASES = (ROOT, *(ROOT / "pipelines" / name for name in ("", "extraction", "storage")))
# The user's folders, and examples: `tests/pages/example/`, `crawler/spiders/example.py`.
EXAMPLE = re.compile(r"<|\*|example|^/|^archive/|^log/|^tinsach\.db|\.\.\.")
# Scrapy's own commands, as far as the documents name them.
SCRAPY_COMMANDS = {"genspider", "crawl", "list", "shell", "fetch", "settings", "version"}

_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.<>*-]+(?:/[\w.<>*-]+)*/?(?:::\w+)?")
_SUFFIXES = (".py", ".md", ".json", ".toml", ".html", ".txt", ".yaml", "/")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)")


_LISTED = re.compile(r"^(?:Args|Attributes):\n((?: {4}.*\n?|\n)+)", re.M)
_ENTRY = re.compile(r"^ {4}(\w+(?:, \w+)*):", re.M)
# A command in a shell line or in backticks, and what follows it.
_RUN = re.compile(r"(?:`|^    |&& |bin/|\d )(?:scrapy|tinsach) ([a-z]+)\b([^`#\n]*)", re.M)


@cache
def options(command: str) -> frozenset[str]:
    """Return the long options of a command of ours or of Scrapy's."""
    settings = get_project_settings()
    found = cmdline._get_commands_dict(settings, True)[command]
    found.settings = settings
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    found.add_options(parser)
    return frozenset(parser._option_string_actions)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def paths_in(text: str) -> Iterator[str]:
    """Yield paths of this tree in backticks or in shell lines."""
    for code in (*_CODE.findall(text), *re.findall(r"^    .+$", text, re.M)):
        for word in code.split():
            path = word.strip("(),;:'\"")
            if "/" in path and "://" not in path and _PATH.fullmatch(path):
                target = path.partition("::")[0]
                if target.endswith(_SUFFIXES) and not EXAMPLE.search(path):
                    yield path


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_paths_exist(document: Path) -> None:
    for path in paths_in(document.read_text("utf-8")):
        target, _, test = path.partition("::")
        found = [base / target for base in BASES if (base / target).exists()]
        assert found, f"{name_of(document)} names {path}, which does not exist"
        assert not test or f"def {test}(" in found[0].read_text("utf-8"), path


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    for target in _LINK.findall(document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{name_of(document)} links to {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_modules_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert importlib.util.find_spec(module), f"{name_of(document)} runs {module}"
    for module in re.findall(r"^ *from ((?:pipelines|crawler)[\w.]*) import", text, re.M):
        assert importlib.util.find_spec(module), f"{name_of(document)} imports {module}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    targets = set(re.findall(r"^([\w./]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for target in re.findall(r"(?:`|^    |&& )make ([a-z][\w./]*)", text, re.M):
        assert target in targets, f"{name_of(document)} runs make {target}"
    ours = {path.stem for path in (ROOT / "crawler" / "commands").rglob("[a-z]*.py")}
    for command in re.findall(r"(?:`|^    |&& |bin/)scrapy ([a-z]+)\b", text, re.M):
        assert command in ours | SCRAPY_COMMANDS, f"{name_of(document)} runs scrapy {command}"
    for command, rest in _RUN.findall(text) if document.name != "CHANGELOG.md" else ():
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            known = options(command)
            assert option in known, f"{name_of(document)} runs {command} {option}; known: {known}"
    spiders = set(SpiderLoader.from_settings(get_project_settings()).list())
    for spider in re.findall(r"scrapy crawl ([a-z]\w*)", text):
        assert spider in spiders, f"{name_of(document)} crawls {spider}"


def lying(tree: ast.AST) -> Iterator[str]:
    """Yield what docstrings describe as an argument or attribute, and what is none."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        listed = _LISTED.search(ast.get_docstring(node) or "")
        known = {name for one in ast.walk(node) for name in _names(one)}
        for entry in _ENTRY.findall(listed[1]) if listed else ():
            yield from (f"{node.name}: {name}" for name in entry.split(", ") if name not in known)


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.FunctionDef(name=name):
            yield name


def test_docstrings_describe_what_is_there() -> None:
    lies = {
        name_of(path): found
        for package in ("console", "crawler", "pipelines", "cluster", "bench", "samples")
        for path in (ROOT / package).rglob("*.py")
        if (found := list(lying(ast.parse(path.read_text("utf-8")))))
    }
    assert not lies
    wrong = 'class A:\n    """A.\n\n    Attributes:\n        b, c: two.\n    """\n\n    b: int\n'
    assert list(lying(ast.parse(wrong))) == ["A: c"]


def test_operators_are_told_each_setting_that_is_read() -> None:
    read = re.compile(r"""settings\.get(?:int|float|bool|list)?\(\s*"([A-Z_]+)\"""")
    sources = [*(ROOT / "crawler").rglob("*.py"), *(ROOT / "pipelines").rglob("*.py")]
    ours = {name for path in sources for name in read.findall(path.read_text("utf-8"))}
    ours -= set(dir(default_settings)) | {"LOG_JSON"}  # derived from LOG_FORMAT
    told = "".join(
        (ROOT / f"docs/{name}.md").read_text("utf-8") for name in ("operations", "archive")
    )
    assert "DATABASE_URL" in ours
    assert {name for name in ours if f"`{name}" not in told} == set()


def test_the_check_finds_a_missing_path() -> None:
    gone = "See `pipelines/extraction/absent.py` and\n\n    pytest tests/test_walls.py -k x\n"
    assert list(paths_in(gone)) == ["pipelines/extraction/absent.py", "tests/test_walls.py"]
    assert not list(paths_in("`crawler/spiders/<name>.py`, `/data/warc/`, `https://a.b/c.html`"))


def test_the_architecture_names_each_folder_of_modules() -> None:
    table = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = set(re.findall(r"(\w+)/`", table))
    folders = {
        path.parent.name
        for package in ("console", "crawler", "pipelines", "cluster")
        for path in (ROOT / package).glob("*/**/__init__.py")
    }
    assert folders
    assert folders - named == set()
