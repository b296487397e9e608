"""Generates ``docs/database.md`` from the comments of the tables and views.

    python -m pipelines.storage.schema_docs > docs/database.md

A test says when the file is older than the models.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from pipelines.storage.all_tables import METADATA
from pipelines.storage.database.view import View
from pipelines.storage.database.views import VIEWS
from pipelines.storage.repeated_lines import MAX_LINE_CHARS, MAX_LINES, WINDOW

_HEAD = """\
# The database

SQLite (WAL) or PostgreSQL, by `DATABASE_URL`; both hold the same tables and answer alike. This file
is made from the models: `python -m pipelines.storage.schema_docs > docs/database.md`.

Other tools read the views, `articles` above all. Columns are added to them, never renamed. The
tables below may change with a migration. Times are UTC: on SQLite `YYYY-MM-DD HH:MM:SS`, on
PostgreSQL `timestamptz`. JSON is text on SQLite and, but for what is read
as a whole, `jsonb` on PostgreSQL. Yes and no are 1 and 0 on SQLite. NULL means that nobody knows;
`[]` and `{}` mean that there are none. Queries that work on both are in
[reading.md](reading.md).
"""
_CHANGES = """\
## What changed since

Each change that a reader can see has a number, `seq`, and the numbers are given in the order in
which the changes are committed. So whoever reads

```sql
SELECT seq, article_id, kind, fields FROM changes WHERE seq > 1234 ORDER BY seq LIMIT 1000;
```

keeps the highest number and asks from there the next time, misses nothing, whatever writers do.
Triggers number the changes, those that are made by hand too. On PostgreSQL they do it while the
transaction commits, with the one row of `change_counter` locked from then to its end: a number is
given only when all lower ones can be seen. Nothing is locked before, so a writer that is slow,
frozen or killed in the middle of its transaction neither holds up others nor leaves a gap.

An article that was changed twice since is in `changes` twice, and once in `articles`: there
`WHERE seq > 1234 ORDER BY seq` gives what is to be read again, and `changes` with kind `erased`
what is to be forgotten. What was stripped is not told as a change: the lists around an article
change with every visit.
"""
_SEARCH = """\
## Search

The view `article_search` has a row for each article, with headline and text as search sees them:
without case and diacritics, and with the names of places in every spelling, so that "Hanoi",
"Ha Noi" and "Hà Nội" find the same.

```sql
-- PostgreSQL: search_query folds what is asked; "phrases" and beginn* are understood.
SELECT a.* FROM articles AS a JOIN article_search AS s ON s.article_id = a.id
WHERE s.words @@ search_query('Hà Nội "rice export*"') ORDER BY a.seq DESC LIMIT 20;

-- SQLite: the index folds what is asked, but for a đ in words that are no place.
SELECT a.* FROM articles AS a JOIN article_search AS s ON s.article_id = a.id
WHERE s.words MATCH replace(replace('Hà Nội đường', 'đ', 'd'), 'Đ', 'D')
ORDER BY a.seq DESC LIMIT 20;
```

SQLite's own language of questions holds there: words are all to be found, `"..."` is a phrase,
`word*` a beginning, `OR` and `NOT` are said in capitals; a word with a hyphen stands in quotes.
With fields (`outlet:vna author:hong since:2026-11-01`) ask `scrapy search`, the console, or Python:

```python
with Session(open_engine(database_url("postgresql://..."))) as session:
    for hit in search(session, "Viet Nam outlet:vna"):
        print(hit.published_at, hit.title, hit.url)
```

`search` is in `pipelines.storage.search`, `open_engine` and `database_url` are in
`pipelines.storage.database.engine`. The index has one entry for each version of an article; only
those of the newest versions count.
"""
_LINES = f"""\
## What is bounded

- `line_recent` holds the lines of fewer than {WINDOW} articles of an outlet; then they are counted.
- `line_count` forgets, after every {WINDOW} articles of an outlet, the lines that do not recur; a
  line in at least one of {WINDOW} articles stays, its count too low by one per {WINDOW} articles at
  most. It never holds more than {MAX_LINES:,} lines per outlet after that, and no line above
  {MAX_LINE_CHARS} characters.
- `page.reason` has 500 characters at most, an address 2,000 bytes: a longer one is cut, with a hash
  of the whole at its end.
"""
_LISTED = textwrap.indent(textwrap.fill(", ".join(view.name for view in VIEWS), 76), "  ")
_ROLE = f"""\
## A role that only reads (PostgreSQL)

Tools that read get a role of their own. It cannot write, and the views are all that it needs, for
every query of [reading.md](reading.md), search among them:

```sql
CREATE ROLE tinsach_reader LOGIN PASSWORD '...';
GRANT CONNECT ON DATABASE news TO tinsach_reader;
GRANT USAGE ON SCHEMA public TO tinsach_reader;
GRANT SELECT ON
{_LISTED} TO tinsach_reader;
ALTER ROLE tinsach_reader SET default_transaction_read_only = on;
ALTER ROLE tinsach_reader SET statement_timeout = '30s';
ALTER ROLE tinsach_reader SET timezone = 'UTC';
```

`scrapy report`, `search`, `export` and `console` read tables too. For them grant all, as the user
that migrates, so that it holds for what later migrations add:

```sql
GRANT SELECT ON ALL TABLES IN SCHEMA public TO tinsach_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO tinsach_reader;
```
"""


def document() -> str:
    """Return the text of ``docs/database.md``."""
    parts = [_HEAD]
    for view in VIEWS:
        parts += [f"## View `{view.name}`\n", f"{view.comment}\n", _view(view)]
    for table in METADATA.sorted_tables:
        parts += [f"## Table `{table.name}`\n", f"{table.comment}\n", _columns(table)]
    return "\n".join([*parts, _CHANGES, _SEARCH, _LINES, _ROLE])


def _view(view: View) -> str:
    return _rows(("column", "meaning"), ((f"`{one.name}`", one.comment) for one in view.columns))


def _columns(table: Table) -> str:
    head = ("column", "SQLite", "PostgreSQL", "null", "meaning")
    lite, big = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]
    rows = (
        (
            f"`{column.name}`" + (" (key)" if column.primary_key else ""),
            column.type.compile(lite).lower(),
            column.type.compile(big).lower(),
            "yes" if column.nullable else "",
            _refers(column.comment or "", [key.target_fullname for key in column.foreign_keys]),
        )
        for column in table.columns
    )
    return _rows(head, rows)


def _refers(comment: str, targets: list[str]) -> str:
    return f"{comment} Refers to `{targets[0]}`." if targets else comment


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(document())
