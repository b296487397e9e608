"""Search entries are not compressed, which did not shrink them, and more of them stay pending.

PostgreSQL only: its index merges pending entries when they reach 16 MB, about 2,000 articles. Until
then a search scans them too, in about 10 ms.
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
