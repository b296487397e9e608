"""Quarantine of texts that are not trusted yet: notices, and texts unrelated to the stored ones."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TEXT = sa.Text()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "quarantine",
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column("url", TEXT, nullable=False, comment="Address of the page."),
        sa.Column(
            "text_hash",
            TEXT,
            nullable=False,
            comment="Hash of headline and text in their form for comparison (hexadecimal).",
        ),
        sa.Column(
            "text", TEXT, nullable=False, comment="The text, its beginning where it is long."
        ),
        sa.Column(
            "is_notice",
            sa.Boolean(),
            nullable=False,
            comment="Whether it stood at several addresses of one run.",
        ),
        sa.Column(
            "visits",
            sa.Integer(),
            nullable=False,
            comment="Visits in a row that found a text unrelated to the stored one.",
        ),
        sa.Column("seen_at", TIME, nullable=False, comment="When it was seen last, UTC."),
        sa.Column("crawl_id", KEY, comment="Run that saw it last."),
        sa.PrimaryKeyConstraint("outlet", "url", name=op.f("pk_quarantine")),
        comment="A text that a page showed and that is not believed yet.",
    )


def downgrade() -> None:
    op.drop_table("quarantine")
