"""Author, section and agency are indexed by their folded terms, for ``author:`` and the like."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from pipelines.storage.sql.field_terms import terms

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

LOT = 2_000  # articles per batch
ARTICLE = sa.table(
    "article",
    sa.column("id", sa.BigInteger),
    *(sa.column(name, sa.Text) for name in ("outlet", "section", "agency")),
    sa.column("authors", sa.JSON),
)

VIEW = """CREATE VIEW article_fields AS SELECT
  f.field AS field,
  f.term AS term,
  f.outlet AS outlet,
  f.article_id AS article_id
FROM field_term AS f"""
COMMENTS = {
    "VIEW article_fields": "An index of authors, sections and agencies: which articles have, or "
    "had, one.",
    "COLUMN article_fields.field": "author, section or agency.",
    "COLUMN article_fields.term": "Section or agency, or an author's name from one of its words "
    "on: without case and diacritics, and with a space at the end.",
    "COLUMN article_fields.outlet": "Name of the outlet.",
    "COLUMN article_fields.article_id": "Number of the article; it may have another author, "
    "section or agency now, or be deleted.",
}
# Who could search before can go on.
READERS = """DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
      WHERE table_schema = current_schema() AND table_name = 'article_search'
      AND privilege_type = 'SELECT' AND grantee <> current_user LOOP
    IF one.grantee = 'PUBLIC' THEN
      GRANT SELECT ON article_fields TO PUBLIC;
    ELSE
      EXECUTE 'GRANT SELECT ON article_fields TO ' || quote_ident(one.grantee);
    END IF;
  END LOOP;
END $$"""


def upgrade() -> None:
    article_key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    compared = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    field_term = op.create_table(
        "field_term",
        sa.Column("field", sa.Text(), nullable=False, comment="author, section or agency."),
        sa.Column(
            "term",
            compared,
            nullable=False,
            comment="Section or agency, or an author's name from one of its words on; ends with "
            "a space.",
        ),
        sa.Column("outlet", sa.Text(), nullable=False, comment="Name of the outlet."),
        sa.Column(
            "article_id",
            article_key,
            nullable=False,
            comment="The article; it may have other fields now, or have been deleted.",
        ),
        sa.PrimaryKeyConstraint(
            "field", "term", "outlet", "article_id", name=op.f("pk_field_term")
        ),
        comment="A folded text by which the author, section or agency of an article is found.",
        sqlite_with_rowid=False,
    )
    for rows in _lots():
        op.bulk_insert(field_term, rows)
    op.execute(VIEW)
    if op.get_bind().dialect.name == "postgresql":
        for thing, comment in COMMENTS.items():
            quoted = comment.replace("'", "''").replace(":", "\\:")
            op.execute(sa.text(f"COMMENT ON {thing} IS '{quoted}'"))
        op.execute(READERS)


def downgrade() -> None:
    op.execute("DROP VIEW article_fields")
    op.drop_table("field_term")


def _lots() -> Iterator[list[dict[str, Any]]]:
    """Yield the terms of all articles, in batches."""
    columns, last = ARTICLE.c, 0
    while True:
        query = sa.select(ARTICLE).where(columns.id > last).order_by(columns.id).limit(LOT)
        lot = op.get_bind().execute(query).all()
        if not lot:
            return
        yield [
            term
            for row in lot
            for term in terms(row.id, row.outlet, row.authors or [], row.section, row.agency)
        ]
        last = lot[-1].id
