"""Adds the outlet to each change, so that an outlet's latest changes are read in order.

Triggers write it (see migration 0008). On SQLite their text is edited; on PostgreSQL they share one
function.
"""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OUTLET = (
    "Name of the outlet as of then; null where an older version stored the change of an article "
    "that is gone."
)
SHOWN = "Name of the outlet, of an erased article too; null where an older version erased it."
VIEW = (
    *((name, name) for name in ("seq", "article_id", "kind", "changed_at", "fields")),
    ("is_newest", "newest"),
)
BEFORE = json.loads(Path(__file__).with_name("20261129_0008_views.json").read_text("utf-8"))
# The SQL of SQLite's triggers before and after. The outlet of an erased article is that of its last
# change.
WRITTEN = (
    ("fields, newest)", "fields, newest, outlet)"),
    (", 1 FROM change_counter ;", ", 1, {outlet} FROM change_counter ;"),
)
TRIGGERS = {
    "change_new": "NEW.outlet",
    "change_erased": "OLD.outlet",
    "change_of_article": "NEW.outlet",
    "change_of_old_head": "(SELECT outlet FROM article WHERE id = OLD.head_id)",
    "change_of_new_head": "(SELECT outlet FROM article WHERE id = NEW.head_id)",
}
FUNCTION = """CREATE OR REPLACE FUNCTION tinsach_add_change(article bigint, kind text, fields jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE number bigint; {declared}
BEGIN
  UPDATE change_counter SET last = last + 1 RETURNING last INTO number;
  {found}
  UPDATE change SET newest = false WHERE change.article_id = article AND newest;
  INSERT INTO change (seq, article_id, kind, changed_at, fields, newest{column})
    VALUES (number, article, kind, date_trunc('second', clock_timestamp()), fields, true{value});
END $$"""
WITHOUT = {"declared": "", "found": "", "column": "", "value": ""}
WITH = {
    "declared": "name text;",
    "found": "name := coalesce((SELECT a.outlet FROM article AS a WHERE a.id = article), "
    "(SELECT c.outlet FROM change AS c WHERE c.article_id = article AND c.newest));",
    "column": ", outlet",
    "value": ", name",
}


def upgrade() -> None:
    op.add_column("change", sa.Column("outlet", sa.Text(), comment=OUTLET))
    op.execute(
        "UPDATE change SET outlet = (SELECT a.outlet FROM article AS a WHERE a.id = article_id)"
    )
    newest = sa.text("newest")
    op.create_index(
        "ix_change_outlet_newest",
        "change",
        ["outlet", "seq"],
        sqlite_where=newest,
        postgresql_where=newest,
    )
    _create("CREATE OR REPLACE VIEW", (*VIEW, ("outlet", "outlet")))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION.format(**WITH))
        _comment("COLUMN changes.outlet", SHOWN)
    else:
        _rewrite(WRITTEN)


def downgrade() -> None:
    op.execute("DROP VIEW changes")
    _create("CREATE VIEW", VIEW)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION.format(**WITHOUT))
        told = BEFORE["changes"]
        _comment("VIEW changes", told["comment"])
        for name, comment in told["columns"].items():
            _comment(f"COLUMN changes.{name}", comment)
    else:
        _rewrite(tuple((after, before) for before, after in WRITTEN))
    op.drop_index("ix_change_outlet_newest", "change")
    op.drop_column("change", "outlet")


def _create(verb: str, columns: tuple[tuple[str, str], ...]) -> None:
    """Make the view; PostgreSQL keeps readers' rights to one that is replaced."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP VIEW IF EXISTS changes")
        verb = "CREATE VIEW"
    shown = ",\n  ".join(f"c.{source} AS {name}" for name, source in columns)
    op.execute(f"{verb} changes AS SELECT\n  {shown}\nFROM change AS c")


def _comment(thing: str, comment: str) -> None:
    quoted = comment.replace("'", "''").replace(":", "\\:")  # a colon would be a parameter's
    op.execute(sa.text(f"COMMENT ON {thing} IS '{quoted}'"))


def _rewrite(parts: tuple[tuple[str, str], ...]) -> None:
    connection = op.get_bind()
    for name, outlet in TRIGGERS.items():
        query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
        statement = str(connection.scalar(query, {"name": name}))
        for before, after in parts:
            statement = statement.replace(before.format(outlet=outlet), after.format(outlet=outlet))
        op.execute(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(statement)
