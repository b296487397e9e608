"""Definition of a view, and the statement that creates it on either database."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a view: its name, its SQL, its meaning."""

    name: str
    source: str
    comment: str


class View(NamedTuple):
    """A view: its name, its meaning, its columns, its SQL source.

    Words in braces are replaced by the database's ``_WORDS``.
    """

    name: str
    comment: str
    columns: tuple[Column, ...]
    source: str


_WORDS = {
    "sqlite": {
        "blank_line": "char(10, 10)",
        "each": "json_each(s.blocks)",
        "ordinal": "b.key",
        "position": "json_extract(b.value, '$[0]')",
        "rule": "json_extract(b.value, '$[1]')",
        "taken": "json_extract(b.value, '$[2]')",
        "rule_id": "json_extract(b.value, '$[3]')",
        "reason": "substr(json_extract(b.value, '$[1]'), CASE instr(json_extract(b.value, '$[1]'), "
        "': ') WHEN 0 THEN 1 ELSE instr(json_extract(b.value, '$[1]'), ': ') + 2 END)",
        "outlets": "(SELECT json_group_array(o.outlet) FROM (SELECT DISTINCT x.outlet FROM article "
        "AS x WHERE x.story_id = s.id ORDER BY x.outlet) AS o)",
        "members": "(SELECT json_group_array(m.id) FROM (SELECT x.id FROM article AS x "
        "WHERE x.story_id = s.id ORDER BY x.id) AS m)",
        "words": "s.search",
        "search_key": "s.rowid",
    },
    "postgresql": {
        "blank_line": "E'\\n\\n'",
        "each": "json_array_elements(s.blocks) WITH ORDINALITY",
        "ordinal": "CAST(b.ordinality - 1 AS integer)",
        "position": "CAST(b.value ->> 0 AS integer)",
        "rule": "b.value ->> 1",
        "taken": "b.value ->> 2",
        "rule_id": "b.value ->> 3",
        "reason": "substr(b.value ->> 1, CASE strpos(b.value ->> 1, ': ') WHEN 0 THEN 1 "
        "ELSE strpos(b.value ->> 1, ': ') + 2 END)",
        "outlets": "(SELECT jsonb_agg(DISTINCT x.outlet ORDER BY x.outlet) FROM article AS x "
        "WHERE x.story_id = s.id)",
        "members": "(SELECT jsonb_agg(x.id ORDER BY x.id) FROM article AS x "
        "WHERE x.story_id = s.id)",
        "words": "s.document",
        "search_key": "s.revision_id",
    },
}


def create_view(view: View, dialect: str) -> str:
    """Return the statement that creates ``view`` on ``dialect`` (sqlite, postgresql)."""
    columns = ",\n  ".join(f"{column.source} AS {column.name}" for column in view.columns)
    return f"CREATE VIEW {view.name} AS SELECT\n  {columns}\nFROM {view.source}".format(
        **_WORDS[dialect]
    )
