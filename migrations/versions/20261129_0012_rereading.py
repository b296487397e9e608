"""Progress of re-extracting the stored pages of a selection."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "rereading",
        sa.Column(
            "selection",
            sa.Text(),
            nullable=False,
            comment="Which articles, by which engine and declarations: a hash.",
        ),
        sa.Column(
            "last_id",
            KEY,
            nullable=False,
            comment="Number of the last article that is done, in the order of numbers.",
        ),
        sa.PrimaryKeyConstraint("selection", name="pk_rereading"),
        comment="How far the stored pages of a selection were read again (scrapy reextract).",
    )


def downgrade() -> None:
    op.drop_table("rereading")
