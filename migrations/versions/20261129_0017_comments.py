"""Rewrites the comments of tables, views and columns. SQLite stores none."""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Object -> its comment before and after.
COMMENTS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


def upgrade() -> None:
    _comment("after")


def downgrade() -> None:
    _comment("before")


def _comment(version: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for name, comments in COMMENTS.items():
        quoted = comments[version].replace("'", "''").replace(":", "\\:")  # else a bind parameter
        op.execute(sa.text(f"COMMENT ON {name} IS '{quoted}'"))
