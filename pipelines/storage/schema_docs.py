"""Generates ``docs/database.md`` from the comments of the tables and views.

    python -m pipelines.storage.schema_docs > docs/database.md

A test fails if the file is out of date.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from pipelines.storage.all_tables import METADATA
from pipelines.storage.repeated_lines import MAX_LINE_CHARS, MAX_LINES, WINDOW
from pipelines.storage.views.all_views import VIEWS
from pipelines.storage.views.view import View

_HEAD = """\
# The database

SQLite (WAL) or PostgreSQL, chosen by `DATABASE_URL`. Both have the same tables and give the same
results. This file is generated: `python -m pipelines.storage.schema_docs > docs/database.md`.

Other tools read the views, above all `articles`. Their columns are never renamed, only added. The
tables below may change with any migration. Times are UTC: on SQLite `YYYY-MM-DD HH:MM:SS`, on
PostgreSQL `timestamptz`. JSON is text on SQLite, and `jsonb` on PostgreSQL unless it is only read
as a whole. Booleans are 1 and 0 on SQLite. NULL means unknown; `[]` and `{}` mean none.
[reading.md](reading.md) has queries that work on both.
"""
_CHANGES = """\
## Incremental reading

Each change that a reader can see has a number, `seq`, assigned in commit order. A reader that runs

```sql
SELECT seq, article_id, kind, fields FROM changes WHERE seq > 1234 ORDER BY seq LIMIT 1000;
```

keeps the highest number and starts from there the next time, and misses nothing, whatever writers
do. Triggers number the changes, manual ones included. On PostgreSQL they run at commit, and lock
the single row of `change_counter` until the transaction ends: a number is assigned only when all
lower ones are visible. Nothing is locked earlier, so a writer that is slow, frozen or killed within
its transaction neither blocks others nor leaves a gap.

An article that changed twice since is twice in `changes`, and once in `articles`. So `articles`
with `WHERE seq > 1234 ORDER BY seq` gives the articles to read again, and `changes` with kind
`erased` the articles to drop. Changes of stripped blocks are not recorded: the lists around an
article change with every visit.
"""
_SEARCH = """\
## Search

The view `article_search` has a row for each article, with headline and text as indexed: without
case and diacritics, and with place names in every spelling, so that "Hanoi", "Ha Noi" and "Hà Nội"
find the same articles.

```sql
-- PostgreSQL: search_query folds the query; it supports "phrases", prefix*, -without.
SELECT a.* FROM articles AS a JOIN article_search AS s ON s.article_id = a.id
WHERE s.words @@ search_query('Hà Nội "rice export*"') ORDER BY a.seq DESC LIMIT 20;

-- SQLite: words are found as printed; in a "phrase" that is no place name, write d for đ.
SELECT a.* FROM articles AS a JOIN article_search AS s ON s.article_id = a.id
WHERE s.words MATCH 'Hà Nội đường'
ORDER BY a.seq DESC LIMIT 20;
```

SQLite uses the query syntax of FTS5: all words must match, `"..."` is a phrase, `word*` a prefix,
`OR` and `NOT` are capitals, and a word with a hyphen needs quotes. Chinese, Japanese, Thai, Lao,
Khmer and Burmese are written without spaces: there each letter is a word of the index, and SQLite
needs a phrase of them with spaces (`"中 国"`); `search_query` makes that phrase.

Queries with fields (`outlet:vna author:hong since:2026-11-01`) work in `scrapy search`, in the
console, and in Python:

```python
with Session(open_engine(database_url("postgresql://..."))) as session:
    for hit in search(session, "Viet Nam outlet:vna"):
        print(hit.published_at, hit.title, hit.url)
```

`search` is in `pipelines.storage.search`, `open_engine` and `database_url` are in
`pipelines.storage.database.engine`. The index has one entry per revision of an article; only those
of the latest revisions count.
"""
_LINES = f"""\
## Limits

- `line_recent` holds the lines of fewer than {WINDOW} articles of an outlet; then they are counted.
- `line_count` drops, after every {WINDOW} articles of an outlet, the lines that do not recur. A
  line in at least one of {WINDOW} articles stays; its count is too low by at most one per {WINDOW}
  articles. After that it holds at most {MAX_LINES:,} lines per outlet, none longer than
  {MAX_LINE_CHARS} characters.
- `page.reason` has at most 500 characters, a URL at most 2,000 bytes: a longer URL is cut, and ends
  with a hash of the whole.
"""
_LISTED = textwrap.indent(
    textwrap.fill(", ".join([*(view.name for view in VIEWS), "alembic_version"]), 76), "  "
)
_ROLE = f"""\
## A read-only role (PostgreSQL)

Give tools that only read a role of their own. It cannot write. It needs only the views, for every
query in [reading.md](reading.md), search included; `scrapy console`, its feeds and `scrapy export`
also need `alembic_version`, which holds the version of the schema:

```sql
CREATE ROLE tinsach_reader LOGIN PASSWORD '...';
GRANT CONNECT ON DATABASE news TO tinsach_reader;
GRANT USAGE ON SCHEMA public TO tinsach_reader;
GRANT SELECT ON
{_LISTED}
  TO tinsach_reader;
ALTER ROLE tinsach_reader SET default_transaction_read_only = on;
ALTER ROLE tinsach_reader SET statement_timeout = '30s';
ALTER ROLE tinsach_reader SET timezone = 'UTC';
```

`scrapy report`, `search` and `status` also read tables. For them, grant access to all tables as the
user that runs migrations, so that later tables are included:

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
