"""Blocks stripped from an article lie as they were written, in JSON as text: PostgreSQL alone.

They are written with each article and seldom read. To make ``jsonb`` of them and to compress that
took two fifths of the server's time for an article of 140 blocks; not compressed they take twice
the space, as they do on SQLite.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

VIEW = (
    "CREATE VIEW stripped AS SELECT\n  s.article_id AS article_id,\n"
    "  CAST(b.ordinality - 1 AS integer) AS ordinal,\n"
    "  CAST(b.value ->> 0 AS integer) AS position,\n  b.value ->> 1 AS rule,\n"
    "  b.value ->> 2 AS text\n"
    "FROM stripped_blocks AS s, {kind}_array_elements(s.blocks) WITH ORDINALITY AS b"
)
COMMENT = "Each block near an article's newest version that is not in it."
COMMENTS = {
    "article_id": "Number of the article.",
    "ordinal": "Order of taking, from 0.",
    "position": "Index of the block on the page, from 0.",
    "rule": "The rule that took it (list: Related News).",
    "text": "What was taken.",
}


def upgrade() -> None:
    _keep_as("json", "EXTERNAL")


def downgrade() -> None:
    _keep_as("jsonb", "EXTENDED")


def _keep_as(kind: str, storage: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP VIEW stripped")
    op.execute(
        f"ALTER TABLE stripped_blocks ALTER blocks TYPE {kind} USING CAST(blocks AS {kind}), "
        f"ALTER blocks SET STORAGE {storage}"
    )
    op.execute(VIEW.format(kind=kind))
    for column, comment in COMMENTS.items():
        op.execute(f"COMMENT ON COLUMN stripped.{column} IS '{comment}'")
    quoted = COMMENT.replace("'", "''")
    op.execute(f"COMMENT ON VIEW stripped IS '{quoted}'")
