"""Operational tables: health of each source, known faults, why a run was refused."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
MESSAGE = "Why the run was refused or came to nothing, in words; null where it is good."


def upgrade() -> None:
    op.create_table(
        "source_health",
        sa.Column("outlet", sa.Text(), nullable=False, comment="Name of the outlet."),
        sa.Column("url", sa.Text(), nullable=False, comment="Address of the source."),
        sa.Column("kind", sa.Text(), nullable=False, comment="feed, sitemap, listing or robots."),
        sa.Column(
            "certain",
            sa.Boolean(),
            nullable=False,
            comment="Whether the outlet's file says that it was seen to exist.",
        ),
        sa.Column("answered_at", TIME, nullable=False, comment="When it was last asked, UTC."),
        sa.Column(
            "good_at",
            TIME,
            comment="When it last announced an article, or said that nothing has changed, UTC.",
        ),
        sa.Column(
            "failures",
            sa.Integer(),
            nullable=False,
            comment="Answers in a row that were not good, up to the last one.",
        ),
        sa.Column(
            "reason",
            sa.Text(),
            comment="What was wrong with the last answer (HTTP 404); null where it was good.",
        ),
        sa.Column(
            "announced",
            sa.Integer(),
            nullable=False,
            comment="Articles that it announced when it was last good.",
        ),
        sa.PrimaryKeyConstraint("outlet", "url", name="pk_source_health"),
        comment="How a feed, sitemap or listing answered last, and when it last had something.",
    )
    op.create_table(
        "fault",
        sa.Column("outlet", sa.Text(), nullable=False, comment="Name of the outlet."),
        sa.Column(
            "subject",
            sa.Text(),
            nullable=False,
            comment="What is wrong, in a form that stays the same (ended, layout 2026).",
        ),
        sa.Column("sentence", sa.Text(), nullable=False, comment="What the operator is told."),
        sa.Column(
            "since", TIME, nullable=False, comment="Start of the first run that had it, UTC."
        ),
        sa.Column(
            "told_at",
            TIME,
            comment="When it was told to NOTIFY_URLS, UTC; null where that did not succeed.",
        ),
        sa.PrimaryKeyConstraint("outlet", "subject", name="pk_fault"),
        comment="Something wrong with an outlet's crawls, told once, and again when it is over.",
    )
    op.add_column("crawl", sa.Column("message", sa.Text(), comment=MESSAGE))


def downgrade() -> None:
    op.drop_column("crawl", "message")
    op.drop_table("fault")
    op.drop_table("source_health")
