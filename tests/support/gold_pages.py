"""Stored pages: loads them, runs the engine on them, compares with the gold."""

from __future__ import annotations

import difflib
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from crawler.new_outlet.gold import as_gold, gold_text
from pipelines.extraction import extract
from pipelines.items import Article, Page
from tests.support.outlets import page_for

FOLDER = Path(__file__).parents[1] / "pages"
CASES = sorted(str(one.parent.relative_to(FOLDER)) for one in FOLDER.glob("*/*/page.html.gz"))


@dataclass(frozen=True, slots=True)
class Case:
    """One stored page: ``name`` is ``<outlet>/<case>``."""

    name: str

    @property
    def folder(self) -> Path:
        """The folder with its files."""
        return FOLDER / self.name

    def read(self, name: str) -> Any:
        """Load one of its JSON files."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def page(self) -> Page:
        """Return the page as the spider would pass it to the engine."""
        meta = self.read("meta.json")
        return page_for(
            self.name.partition("/")[0],
            meta["final_url"],
            gzip.decompress((self.folder / "page.html.gz").read_bytes()),
            datetime.fromisoformat(meta["fetched_at"]),
            content_type=meta["content_type"],
        )


@cache
def article_of(name: str) -> Article:
    """Return the engine's result for a stored page."""
    return extract(Case(name).page())


FIELDS = (
    "agency",
    "authors",
    "body",
    "dateline",
    "images",
    "language",
    "lead",
    "modified_at",
    "published_at",
    "section",
    "stripped",
    "tags",
    "title",
    "url",
)


def violations(article: Article, must: Mapping[str, Any]) -> list[str]:
    """Return the violations of the hand-written ``must.json``."""
    text = article.text
    wrong = [f"missing: {one}" for one in must["must"] if one not in text]
    wrong += [f"not clean: {one}" for one in must["must_not"] if one in text]
    if article.title != must["title"]:
        wrong.append(f"title is {article.title!r}, must be {must['title']!r}")
    at = article.published_at.isoformat(timespec="minutes") if article.published_at else None
    if at != must["published_at"]:
        wrong.append(f"published at {at}, must be {must['published_at']}")
    return wrong


def rewrite(case: Case) -> str:
    """Rewrite ``gold.json`` and return the difference.

    Raises:
        ValueError: ``must.json`` is violated; nothing was written.
    """
    article = article_of(case.name)
    wrong = violations(article, case.read("must.json"))
    if wrong:
        raise ValueError(f"{case.name}: gold.json not rewritten: " + "; ".join(wrong))
    path = case.folder / "gold.json"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    new = gold_text(as_gold(article))
    path.write_text(new, encoding="utf-8")
    return "\n".join(
        difflib.unified_diff(
            old.splitlines(), new.splitlines(), f"{case.name} before", "now", lineterm="", n=0
        )
    )
