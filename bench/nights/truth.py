"""Compares a database after the nights with the generator's truth."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sqlalchemy import Engine, text

from bench.nights.outlet import Outlet, Story
from bench.storage.integrity import faults

_ARTICLES = """
SELECT a.id, a.url, a.title, a.text, a.gone_at, a.duplicate_of,
  (SELECT count(*) FROM revision AS r WHERE r.article_id = a.id) AS revisions,
  (SELECT count(DISTINCT r.text_hash) FROM revision AS r WHERE r.article_id = a.id) AS versions
FROM articles AS a WHERE a.outlet = :outlet
"""


def differences(engine: Engine, outlet: Outlet, host: str) -> Iterator[str]:
    """Yield what is lost, duplicated or wrong of one outlet."""
    with engine.connect() as connection:
        rows = connection.execute(text(_ARTICLES), {"outlet": host}).mappings().all()
    stored = {urlsplit(str(row["url"])).path: row for row in rows}
    for story in outlet.stories:
        found = [stored.pop(path) for path in (story.path, story.old_path) if path in stored]
        if not found and not story.shown:
            continue  # wherever it was listed, the site served something else
        if len(found) != 1:
            difference = "lost" if not found else f"doubled: {[row['url'] for row in found]}"
            yield f"{outlet.name}: {story.path} ({story.fate}, night {story.born}): {difference}"
        for row in found[:1]:
            yield from (
                f"{outlet.name}: {story.path} ({story.fate}, night {story.born}): {difference}"
                for difference in _wrong(story, dict(row))
            )
    yield from (f"{outlet.name}: false: {row['url']} {row['title']}" for row in stored.values())


def _wrong(story: Story, row: dict[str, object]) -> Iterator[str]:
    if row["title"] != story.title:
        yield f"headline {row['title']!r}"
    if " ".join(str(row["text"]).split()) != " ".join(story.versions[-1].split()):
        yield f"text {str(row['text'])[:80]!r}"
    if (row["gone_at"] is None) != (story.is_there and not story.is_lost_to_readers):
        yield f"gone_at {row['gone_at']}"
    if row["duplicate_of"] is not None:
        yield "taken for a copy"
    least = len(story.versions) if story.is_seen_at_birth else 1
    if row["revisions"] != row["versions"] or int(str(row["versions"])) < least:
        yield f"{row['revisions']} revisions of {len(story.versions)} versions"


def all_differences(engine: Engine, outlets: list[Outlet], hosts: list[str]) -> list[str]:
    """Yield the same for all outlets, and broken integrity."""
    found = [
        difference
        for outlet, host in zip(outlets, hosts, strict=True)
        for difference in differences(engine, outlet, host)
    ]
    return found + faults(engine)
