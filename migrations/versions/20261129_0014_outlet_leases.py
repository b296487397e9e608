"""Who may crawl an outlet, and until when: a lease with a fencing number."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "outlet_lease",
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column(
            "fence",
            sa.BigInteger(),
            nullable=False,
            comment="Counted up each time that the lease is taken: who writes must have this one.",
        ),
        sa.Column("holder", TEXT, nullable=False, comment="Host and process of who has it."),
        sa.Column("mark", TEXT, nullable=False, comment="Random name of who has it."),
        sa.Column("taken_at", TIME, nullable=False, comment="When it was taken, UTC."),
        sa.Column(
            "expires_at",
            TIME,
            nullable=False,
            comment="From when anybody may take it, UTC, by the clock of the database.",
        ),
        sa.PrimaryKeyConstraint("outlet", name="pk_outlet_lease"),
        comment="Who may crawl an outlet, and until when; PostgreSQL only, SQLite locks a file.",
    )


def downgrade() -> None:
    op.drop_table("outlet_lease")
