"""Triggers keep the number of articles per outlet, so that the view ``outlets`` need not count.

Counting reads an index entry of every article: a second for millions. On PostgreSQL the trigger
runs at commit and after that of migration 0008 (triggers of one row run in the order of their
names), so both lock their rows in one order, and a transaction that waits before its commit blocks
nobody.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COUNTED = "(SELECT count(*) FROM article AS x WHERE x.outlet = n.outlet)"
KEPT = "coalesce((SELECT x.articles FROM article_total AS x WHERE x.outlet = n.outlet), 0)"
NEWEST_RUN = (
    "(SELECT x.{} FROM crawl AS x WHERE x.outlet = n.outlet ORDER BY x.started_at DESC, x.id DESC "
    "LIMIT 1)"
).format
VIEW = """{verb} outlets AS SELECT
  n.outlet AS outlet,
  {articles} AS articles,
  (SELECT max(x.published_at) FROM article AS x WHERE x.outlet = n.outlet) AS last_published_at,
  {id} AS last_crawl_id,
  {started_at} AS last_crawl_at,
  {reason} AS last_crawl_reason,
  {new} AS last_crawl_new,
  (SELECT count(*) FROM page AS x WHERE x.outlet = n.outlet AND x.due_at IS NOT NULL) AS waiting
FROM (SELECT outlet FROM crawl UNION SELECT outlet FROM line_total) AS n"""

ONE_MORE = (
    "INSERT INTO article_total (outlet, articles) VALUES (NEW.outlet, 1) "
    "ON CONFLICT (outlet) DO UPDATE SET articles = article_total.articles + 1"
)
ONE_LESS = "UPDATE article_total SET articles = articles - 1 WHERE outlet = OLD.outlet"
SQLITE = {
    "count_new": ("INSERT", ONE_MORE),
    "count_erased": ("DELETE", ONE_LESS),
    "count_moved": ("UPDATE OF outlet", f"{ONE_LESS};\n  {ONE_MORE}"),
}
POSTGRESQL = (
    f"""CREATE FUNCTION tinsach_article_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    {ONE_LESS};
  END IF;
  IF TG_OP <> 'DELETE' THEN
    {ONE_MORE};
  END IF;
  RETURN NULL;
END $$""",
    "CREATE CONSTRAINT TRIGGER count_of_article AFTER INSERT OR DELETE OR UPDATE OF outlet "
    "ON article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
    "EXECUTE FUNCTION tinsach_article_counted()",
)


def upgrade() -> None:
    op.create_table(
        "article_total",
        sa.Column("outlet", sa.Text(), nullable=False, comment="Name of the outlet."),
        sa.Column("articles", sa.BigInteger(), nullable=False, comment="Number of its articles."),
        sa.PrimaryKeyConstraint("outlet", name=op.f("pk_article_total")),
        comment="How many articles of an outlet are stored; written by triggers.",
    )
    if op.get_bind().dialect.name == "sqlite":
        for name, (event, steps) in SQLITE.items():
            op.execute(f"CREATE TRIGGER {name} AFTER {event} ON article BEGIN\n  {steps};\nEND")
    else:
        for statement in POSTGRESQL:
            op.execute(statement)
    op.execute("INSERT INTO article_total SELECT outlet, count(*) FROM article GROUP BY outlet")
    _create(KEPT)


def downgrade() -> None:
    _create(COUNTED)
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE:
            op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute("DROP TRIGGER count_of_article ON article")
        op.execute("DROP FUNCTION tinsach_article_counted")
    op.drop_table("article_total")


def _create(articles: str) -> None:
    """Make the view; PostgreSQL keeps readers' rights to one that is replaced."""
    verb = "CREATE OR REPLACE VIEW"
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP VIEW outlets")
        verb = "CREATE VIEW"
    newest = {name: NEWEST_RUN(name) for name in ("id", "started_at", "reason", "new")}
    op.execute(VIEW.format(verb=verb, articles=articles, **newest))
