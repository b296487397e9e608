"""Stored pages give the gold article: one test per field (``vna/2026-10-rice-exports/body``)."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from pipelines.text import clean
from tests.support import gold_pages
from tests.support.gold_pages import CASES, FIELDS, Case, article_of, as_gold, rewrite, violations

_MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;", re.I)
_PHRASES = (
    "related news",
    "latest news",
    "your care",
    "read full story",
    "copy link",
    "follow vietnamplus",
    "tin nhap",
    "0:00 / 0:00",
    "content image",
)


@cache
def _rewritten(name: str) -> str:
    return rewrite(Case(name))


def _regold(request: pytest.FixtureRequest, name: str) -> None:
    """With ``--regold``: write the case's gold once, before it is compared."""
    if not request.config.getoption("--regold"):
        return
    before = _rewritten.cache_info().misses
    try:
        difference = _rewritten(name)
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if difference and reporter is not None and _rewritten.cache_info().misses > before:
        reporter.write_line("\n" + difference)


@pytest.mark.parametrize(
    ("name", "field"),
    [pytest.param(name, field, id=f"{name}/{field}") for name in CASES for field in FIELDS],
)
def test_field(request: pytest.FixtureRequest, name: str, field: str) -> None:
    _regold(request, name)
    assert as_gold(article_of(name))[field] == Case(name).read("gold.json")[field]


@pytest.mark.parametrize("name", [pytest.param(name, id=f"{name}/must") for name in CASES])
def test_must(name: str) -> None:
    assert violations(article_of(name), Case(name).read("must.json")) == []


@pytest.mark.parametrize("name", [pytest.param(name, id=f"{name}/invariants") for name in CASES])
def test_invariants(name: str) -> None:
    gold = Case(name).read("gold.json")
    lines = [line.partition(": ")[2] for line in gold["body"]]
    text = [gold["title"], *([gold["lead"]] if gold["lead"] else []), *lines]
    for line in text:
        assert unicodedata.is_normalized("NFC", line)
        assert not _MARKUP.search(line)
        for row in line.split("\n"):
            assert row == clean(row)
        assert not [phrase for phrase in _PHRASES if phrase in line.lower()]
    assert len(set(text)) == len(text), "a line stands twice"


def test_must_is_written_for_every_page() -> None:
    assert CASES, "no stored pages"
    for name in CASES:
        must = Case(name).read("must.json")
        assert len(must["must"]) >= 2, name
        assert must["must_not"], name
        assert "unread" not in must, f"{name}: proposed, and read by nobody yet"


def test_gold_is_not_written_if_must_fails() -> None:
    article = article_of(CASES[0])
    must = Case(CASES[0]).read("must.json")
    spoiled = {**must, "must_not": [*must["must_not"], article.body[0].text]}
    assert violations(article, must) == []
    assert violations(article, spoiled) == [f"not clean: {article.body[0].text}"]


def test_regold_writes_what_is_found_and_refuses_where_must_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = CASES[0]
    shutil.copytree(Case(name).folder, tmp_path / name)
    monkeypatch.setattr(gold_pages, "FOLDER", tmp_path)
    gold, must = tmp_path / name / "gold.json", tmp_path / name / "must.json"
    agreed = gold.read_text(encoding="utf-8")
    gold.write_text("{}\n", encoding="utf-8")
    assert '+ "title":' in rewrite(Case(name))
    assert gold.read_text(encoding="utf-8") == agreed
    gold.write_text("{}\n", encoding="utf-8")
    conditions = json.loads(must.read_text(encoding="utf-8"))
    must.write_text(json.dumps({**conditions, "must": ["never said"]}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold\.json not rewritten: missing: never said"):
        rewrite(Case(name))
    assert gold.read_text(encoding="utf-8") == "{}\n"
