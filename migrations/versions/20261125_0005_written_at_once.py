"""Rows that were written one by one are written at once.

Stripped blocks of an article are one row, not about 150; the lines of a batch are one row until
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
WINDOW = 200  # articles after which lines are dropped

GATHER = {
    "sqlite": "INSERT INTO stripped_blocks SELECT article_id, json_group_array(json_array("
    "position, rule, text)) FROM (SELECT * FROM stripped ORDER BY article_id, ordinal) "
    "GROUP BY article_id",
    "postgresql": "INSERT INTO stripped_blocks SELECT article_id, jsonb_agg(jsonb_build_array("
    "position, rule, text) ORDER BY ordinal) FROM stripped GROUP BY article_id",
}
SPREAD = {
    "sqlite": "SELECT\n  s.article_id AS article_id,\n  b.key AS ordinal,\n"
    "  json_extract(b.value, '$[0]') AS position,\n  json_extract(b.value, '$[1]') AS rule,\n"
    "  json_extract(b.value, '$[2]') AS text\nFROM stripped_blocks AS s, json_each(s.blocks) AS b",
    "postgresql": "SELECT\n  s.article_id AS article_id,\n"
    "  CAST(b.ordinality - 1 AS integer) AS ordinal,\n"
    "  CAST(b.value ->> 0 AS integer) AS position,\n  b.value ->> 1 AS rule,\n"
    "  b.value ->> 2 AS text\n"
    "FROM stripped_blocks AS s, jsonb_array_elements(s.blocks) WITH ORDINALITY AS b",
}
COMMENT = "Each block near an article's newest version that is not in it."
COMMENTS = {
    "article_id": "Number of the article.",
    "ordinal": "Order of taking, from 0.",
    "position": "Index of the block on the page, from 0.",
    "rule": "The rule that took it (list: Related News).",
    "text": "What was taken.",
}
EACH = {
    "sqlite": "json_each(r.lines)",
    "postgresql": "json_each_text(CAST(r.lines AS json))",
}


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.create_table(
        "stripped_blocks",
        _article(),
        sa.Column(
            "blocks",
            JSON,
            nullable=False,
            comment="In the order of taking: JSON array of [index of the block on the page from 0, "
            "rule that took it (list: Related News), what was taken].",
        ),
        _key("stripped_blocks"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_stripped_blocks")),
        comment="The blocks near an article's newest version that are not in it.",
    )
    op.execute(GATHER[dialect])
    op.drop_table("stripped")
    op.execute(f"CREATE VIEW stripped AS {SPREAD[dialect]}")
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
        for column, comment in COMMENTS.items():
            op.execute(f"COMMENT ON COLUMN stripped.{column} IS '{comment}'")
        quoted = COMMENT.replace("'", "''")
        op.execute(f"COMMENT ON VIEW stripped IS '{quoted}'")


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
    op.execute("DROP VIEW stripped")
    op.create_table(
        "stripped",
        _article(),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment=COMMENTS["ordinal"]),
        sa.Column("position", sa.Integer(), nullable=False, comment=COMMENTS["position"]),
        sa.Column("rule", TEXT, nullable=False, comment=COMMENTS["rule"]),
        sa.Column("text", TEXT, nullable=False, comment=COMMENTS["text"]),
        _key("stripped"),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name=op.f("pk_stripped")),
        comment="A block near an article's newest version that is not in it.",
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO stripped {SPREAD[dialect]}")
    op.drop_table("stripped_blocks")


def _article() -> sa.Column[int]:
    return sa.Column("article_id", KEY, autoincrement=False, nullable=False, comment="The article.")


def _key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id"],
        ["article.id"],
        name=op.f(f"fk_{table}_article_id_article"),
        ondelete="CASCADE",
    )
