"""Stores the last snapshot of each source: unchanged feeds and listings respond 304."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)
TEXT = sa.Text()


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column("url", TEXT, nullable=False, comment="Address of the source."),
        sa.Column(
            "rules",
            TEXT,
            nullable=False,
            comment="Fingerprint of the rules by which articles were told from other links.",
        ),
        sa.Column("etag", TEXT, comment="ETag of what was read."),
        sa.Column("last_modified", TEXT, comment="Last-Modified of what was read, as sent."),
        sa.Column("digest", TEXT, nullable=False, comment="SHA-256 of what was read."),
        sa.Column(
            "announced", sa.Integer(), nullable=False, comment="How many articles it announced."
        ),
        sa.Column(
            "names",
            JSON,
            nullable=False,
            comment="Sources that it names, each with its time of change: JSON array of pairs.",
        ),
        sa.Column("read_at", TIME, nullable=False, comment="When it was read, UTC."),
        sa.PrimaryKeyConstraint("outlet", "url", name=op.f("pk_source")),
        comment="A feed, sitemap or listing that was read.",
    )


def downgrade() -> None:
    op.drop_table("source")
