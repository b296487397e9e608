"""Renames two columns and a table by what they hold. Data, indexes and triggers stay."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Table, column -> column.
COLUMNS = (("fingerprint", "band", "period"), ("fault", "told_at", "reported_at"))
TABLE = ("rereading", "reextraction")


def upgrade() -> None:
    for table, old, new in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    _rename_table(*TABLE)


def downgrade() -> None:
    _rename_table(*reversed(TABLE))
    for table, old, new in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {new} TO {old}")


def _rename_table(old: str, new: str) -> None:
    op.rename_table(old, new)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER INDEX pk_{old} RENAME TO pk_{new}")
