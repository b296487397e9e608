"""Stripped blocks of an article are stored as JSON text: PostgreSQL only.

They are written with each article and seldom read. Converting them to ``jsonb`` and compressing
that took two fifths of the server's time for an article of 140 blocks; uncompressed they take twice
the space, as on SQLite.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

VIEW = (
    "CREATE OR REPLACE VIEW stripped AS SELECT\n  s.article_id AS article_id,\n"
    "  CAST(b.ordinality - 1 AS integer) AS ordinal,\n"
    "  CAST(b.value ->> 0 AS integer) AS position,\n  b.value ->> 1 AS rule,\n"
    "  b.value ->> 2 AS text\n"
    "FROM stripped_blocks AS s, {kind}_array_elements(s.other) WITH ORDINALITY AS b"
)
COMMENT = (
    "In the order of taking: JSON array of [index of the block on the page from 0, rule that took "
    "it (list: Related News), what was taken]."
)


def upgrade() -> None:
    _keep_as("json", "EXTERNAL")


def downgrade() -> None:
    _keep_as("jsonb", "EXTENDED")


def _keep_as(kind: str, storage: str) -> None:
    """Replace the column by another one: readers keep the view and their rights."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(f"ALTER TABLE stripped_blocks ADD other {kind}")
    op.execute(f"ALTER TABLE stripped_blocks ALTER other SET STORAGE {storage}")
    op.execute(f"UPDATE stripped_blocks SET other = CAST(blocks AS {kind})")  # noqa: S608
    op.execute("ALTER TABLE stripped_blocks ALTER other SET NOT NULL")
    op.execute(VIEW.format(kind=kind))
    op.execute("ALTER TABLE stripped_blocks DROP blocks")
    op.execute("ALTER TABLE stripped_blocks RENAME other TO blocks")
    op.execute(f"COMMENT ON COLUMN stripped_blocks.blocks IS '{COMMENT}'")
