"""Entries for search are not compressed, which did not make them smaller, and wait in larger lots.

PostgreSQL alone: its index takes up what waits when it comes to 16 MB, some 2,000 articles. Until
then a search reads that too, in some 10 ms.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE search ALTER document SET STORAGE EXTERNAL")
        op.execute("ALTER INDEX ix_search_document SET (gin_pending_list_limit = 16384)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_search_document RESET (gin_pending_list_limit)")
        op.execute("ALTER TABLE search ALTER document SET STORAGE EXTENDED")
