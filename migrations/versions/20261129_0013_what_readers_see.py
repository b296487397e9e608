"""Readers see the health of sources, faults, and why a run was refused; search needs only views.

On PostgreSQL the views are replaced, so that readers keep their rights. ``search_query`` may look
up names for everybody: a role with access to the views only can search too.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CRAWLS = (
    *("id", "outlet", "started_at", "finished_at", "reason", "pages", "new", "same", "changed"),
    *("duplicate", "not_article", "failed", "arguments", "versions", "counts"),
)
SOURCES = (
    ("outlet", "n.outlet"),
    ("url", "n.url"),
    (
        "announced",
        "coalesce(h.announced, o.announced)",
    ),
    ("last_good_at", "CASE WHEN h.outlet IS NULL THEN o.read_at ELSE h.good_at END"),
    ("kind", "h.kind"),
    ("last_answer_at", "coalesce(h.answered_at, o.read_at)"),
    ("failures", "coalesce(h.failures, 0)"),
    ("reason", "h.reason"),
    ("certain", "h.certain"),
)
SOURCES_FROM = (
    "(SELECT outlet, url FROM source UNION SELECT outlet, url FROM source_health) AS n "
    "LEFT JOIN source_health AS h ON h.outlet = n.outlet AND h.url = n.url "
    "LEFT JOIN source AS o ON o.outlet = n.outlet AND o.url = n.url"
)
SOURCES_BEFORE = (
    ("outlet", "o.outlet"),
    ("url", "o.url"),
    ("announced", "o.announced"),
    ("last_good_at", "o.read_at"),
)
FAULTS = tuple((name, f"f.{name}") for name in ("outlet", "subject", "sentence", "since"))

OUTLET = "Name of the outlet (vna)."
COMMENTS = {
    "VIEW sources": "Each feed, sitemap or listing that was asked, and how it answered.",
    "COLUMN sources.last_good_at": "When it last announced an article, or said that nothing has "
    "changed, UTC, or null.",
    "COLUMN sources.kind": "feed, sitemap, listing or robots; null where an older version read it.",
    "COLUMN sources.last_answer_at": "When it was last asked, whatever came of it, UTC.",
    "COLUMN sources.failures": "Answers in a row that were not good, up to the last one.",
    "COLUMN sources.reason": "What was wrong with the last answer (HTTP 404), or null.",
    "COLUMN sources.certain": "Whether the outlet's file says that it was seen to exist; null "
    "where an older version read it.",
    "COLUMN crawls.message": "Why it was refused or came to nothing, in words; null where it is "
    "good.",
    "VIEW faults": "What is wrong with the crawls of an outlet now.",
    "COLUMN faults.outlet": OUTLET,
    "COLUMN faults.subject": "What is wrong, in a form that stays the same (ended).",
    "COLUMN faults.sentence": "What is wrong, in words.",
    "COLUMN faults.since": "Start of the first run that had it, UTC.",
}
BEFORE = json.loads(Path(__file__).with_name("20261129_0008_views.json").read_text("utf-8"))


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for name, columns, source in (
        ("crawls", [(one, f"k.{one}") for one in (*CRAWLS, "message")], "crawl AS k"),
        ("sources", SOURCES, SOURCES_FROM),
    ):
        if dialect == "sqlite":
            op.execute(f"DROP VIEW {name}")
        _create(name, columns, source)
    _create("faults", FAULTS, "fault AS f")
    if dialect == "postgresql":
        _comment(COMMENTS)
        _look_up("SECURITY DEFINER SET search_path = {schema}, pg_temp")


def downgrade() -> None:
    for name in ("faults", "sources", "crawls"):
        op.execute(f"DROP VIEW {name}")
    _create("crawls", [(one, f"k.{one}") for one in CRAWLS], "crawl AS k")
    _create("sources", SOURCES_BEFORE, "source AS o")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("crawls", "sources"):
            _comment({f"VIEW {name}": BEFORE[name]["comment"]})
            columns = BEFORE[name]["columns"].items()
            _comment({f"COLUMN {name}.{column}": comment for column, comment in columns})
        _look_up("SECURITY INVOKER RESET search_path")


def _create(name: str, columns: Sequence[tuple[str, str]], source: str) -> None:
    verb = "CREATE VIEW" if op.get_bind().dialect.name == "sqlite" else "CREATE OR REPLACE VIEW"
    shown = ",\n  ".join(f"{definition} AS {column}" for column, definition in columns)
    op.execute(f"{verb} {name} AS SELECT\n  {shown}\nFROM {source}")


def _comment(comments: dict[str, str]) -> None:
    for thing, comment in comments.items():
        quoted = comment.replace("'", "''").replace(":", "\\:")  # a colon would be a parameter's
        op.execute(sa.text(f"COMMENT ON {thing} IS '{quoted}'"))


def _look_up(rights: str) -> None:
    """Set with whose rights the table of names is read."""
    connection = op.get_bind()
    schema = connection.scalar(sa.text("SELECT quote_ident(current_schema())"))
    op.execute(f"ALTER FUNCTION tinsach_spelt(text) {rights.format(schema=schema)}")
