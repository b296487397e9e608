"""Fingerprints without day, key and second index, which nothing used: half the size."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BAND = "Number of the period of days, so that what is near is together."
HASH = "Fingerprint, signed 64 bits."
OLD_ARTICLE, NEW_ARTICLE = "The article.", "The article; it may be gone."
OLD_COMMENT = "A number that near-copies of an article's text share."
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ARTICLE = "fk_fingerprint_article_id_article"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild("band, hash, article_id", "FROM fingerprint", NEW_ARTICLE)
        return
    op.drop_index(op.f("ix_fingerprint_article_id"), "fingerprint")
    op.drop_constraint(op.f(ARTICLE), "fingerprint", type_="foreignkey")
    op.drop_column("fingerprint", "day")
    op.alter_column("fingerprint", "article_id", existing_type=KEY, comment=NEW_ARTICLE)


def downgrade() -> None:
    day = "coalesce(a.published_at, a.first_seen_at)"
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(
            f"band, hash, article_id, date({day})",
            "FROM fingerprint AS f JOIN article AS a ON a.id = f.article_id",
            OLD_ARTICLE,
            sa.Column("day", sa.Date(), nullable=False),
            sa.ForeignKeyConstraint(
                ["article_id"], ["article.id"], name=op.f(ARTICLE), ondelete="CASCADE"
            ),
        )
        op.create_index(op.f("ix_fingerprint_article_id"), "fingerprint", ["article_id"])
        return
    op.execute("DELETE FROM fingerprint WHERE article_id NOT IN (SELECT id FROM article)")
    op.add_column(
        "fingerprint",
        sa.Column("day", sa.Date(), comment="Day of publication (or of the first fetch), UTC."),
    )
    op.execute(
        f"UPDATE fingerprint SET day = ({day} AT TIME ZONE 'UTC')::date "  # noqa: S608
        "FROM article AS a WHERE a.id = article_id"
    )
    op.alter_column("fingerprint", "day", nullable=False)
    op.create_foreign_key(
        op.f(ARTICLE), "fingerprint", "article", ["article_id"], ["id"], ondelete="CASCADE"
    )
    op.create_index(op.f("ix_fingerprint_article_id"), "fingerprint", ["article_id"])
    op.alter_column("fingerprint", "article_id", existing_type=KEY, comment=OLD_ARTICLE)


def _rebuild(columns: str, source: str, article: str, *more: sa.schema.SchemaItem) -> None:
    """Rebuild SQLite's table, because it cannot drop constraints or keys of an existing one."""
    op.create_table(
        "fingerprint_",
        sa.Column("band", sa.Integer(), nullable=False, comment=BAND),
        sa.Column("hash", sa.BigInteger(), nullable=False, comment=HASH),
        sa.Column("article_id", KEY, nullable=False, comment=article),
        *more,
        sa.PrimaryKeyConstraint("band", "hash", "article_id", name=op.f("pk_fingerprint")),
        comment=OLD_COMMENT,
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO fingerprint_ SELECT {columns} {source} ORDER BY 1, 2, 3")
    op.drop_table("fingerprint")
    op.rename_table("fingerprint_", "fingerprint")
