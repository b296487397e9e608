"""What was written row by row is written at once.

Blocks stripped from an article are one row, not some 150; the lines of a batch are one row until
their window ends.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)
TEXT = sa.Text()
WINDOW = 200  # articles after which lines are forgotten

GATHER = {
    "sqlite": "INSERT INTO stripped_ SELECT article_id, json_group_array(json_array(position, "
    "rule, text)) FROM (SELECT * FROM stripped ORDER BY article_id, ordinal) GROUP BY article_id",
    "postgresql": "INSERT INTO stripped_ SELECT article_id, jsonb_agg(jsonb_build_array(position, "
    "rule, text) ORDER BY ordinal) FROM stripped GROUP BY article_id",
}
SPREAD = {
    "sqlite": "INSERT INTO stripped_ SELECT article_id, b.key, json_extract(b.value, '$[0]'), "
    "json_extract(b.value, '$[1]'), json_extract(b.value, '$[2]') "
    "FROM stripped, json_each(blocks) AS b",
    "postgresql": "INSERT INTO stripped_ SELECT article_id, b.number - 1, CAST(b.block ->> 0 AS "
    "integer), b.block ->> 1, b.block ->> 2 FROM stripped, "
    "jsonb_array_elements(blocks) WITH ORDINALITY AS b(block, number)",
}
EACH = {
    "sqlite": "json_each(r.lines)",
    "postgresql": "json_each_text(CAST(r.lines AS json))",
}


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    _stripped(
        "The blocks near an article's newest version that are not in it.",
        GATHER[dialect],
        sa.Column(
            "blocks",
            JSON,
            nullable=False,
            comment="In the order of taking: JSON array of [index of the block on the page from 0, "
            "rule that took it (list: Related News), what was taken].",
        ),
    )
    op.create_table(
        "line_recent",
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column(
            "articles",
            sa.Integer(),
            nullable=False,
            comment="Number of articles counted when these were.",
        ),
        sa.Column(
            "lines",
            TEXT,
            nullable=False,
            comment="Line, folded -> number of articles that showed it: JSON object, as text.",
        ),
        sa.PrimaryKeyConstraint("outlet", "articles", name=op.f("pk_line_recent")),
        comment="Lines of an outlet's newest articles, not yet in line_count; bounded in size.",
    )
    if dialect == "postgresql":
        op.execute("ALTER TABLE line_recent ALTER lines SET STORAGE EXTERNAL")


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute(
        "INSERT INTO line_count (outlet, line, articles, slack) "  # noqa: S608  (constants only)
        f"SELECT r.outlet, l.key, sum(CAST(l.value AS integer)), t.articles / {WINDOW} "
        f"FROM line_recent AS r JOIN line_total AS t ON t.outlet = r.outlet, {EACH[dialect]} AS l "
        "WHERE l.key <> '' GROUP BY r.outlet, l.key, t.articles ON CONFLICT (outlet, line) "
        "DO UPDATE SET articles = line_count.articles + excluded.articles"
    )
    op.drop_table("line_recent")
    _stripped(
        "A block near an article's newest version that is not in it.",
        SPREAD[dialect],
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order of taking, from 0."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Index of the block on the page, from 0.",
        ),
        sa.Column(
            "rule", TEXT, nullable=False, comment="The rule that took it (list: Related News)."
        ),
        sa.Column("text", TEXT, nullable=False, comment="What was taken."),
    )


def _stripped(comment: str, fill: str, *columns: sa.Column[object]) -> None:
    """Make the table anew with these columns, filled from the old one."""
    ordinals = [column.name for column in columns if column.name == "ordinal"]
    if op.get_bind().dialect.name == "postgresql":  # where a key's name is that of its index
        op.execute("ALTER TABLE stripped RENAME CONSTRAINT pk_stripped TO pk_stripped_")
    op.create_table(
        "stripped_",
        sa.Column("article_id", KEY, nullable=False, comment="The article."),
        *columns,
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_stripped_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", *ordinals, name=op.f("pk_stripped")),
        comment=comment,
        sqlite_with_rowid=not ordinals,
    )
    op.execute(fill)
    op.drop_table("stripped")
    op.rename_table("stripped_", "stripped")
