"""First schema: articles with their revisions and stories, the crawl's ledger, search."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

from pipelines.errors import UserError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)
TEXT = sa.Text()

SEARCH = {
    "sqlite": (
        # No content and no sizes: the texts are in revision, and hits come in the order they were
        # stored.
        "CREATE VIRTUAL TABLE search USING fts5(document, content='', columnsize=0, "
        'tokenize="unicode61 remove_diacritics 2")',
    ),
    "postgresql": (
        "CREATE TABLE search (revision_id bigint CONSTRAINT pk_search PRIMARY KEY "
        "CONSTRAINT fk_search_revision_id_revision REFERENCES revision (id) ON DELETE CASCADE, "
        "document tsvector NOT NULL)",
        "COMMENT ON TABLE search IS 'Full-text index: one row per revision.'",
        "CREATE INDEX ix_search_document ON search USING gin (document)",
    ),
}
BLANK_LINE = {"sqlite": "char(10, 10)", "postgresql": "E'\\n\\n'"}
VIEW = """CREATE VIEW articles AS SELECT
  a.id AS id,
  a.story_id AS story_id,
  a.outlet AS outlet,
  a.url AS url,
  r.title AS title,
  r.lead AS lead,
  r.body AS body,
  CASE WHEN r.lead IS NULL THEN r.body ELSE r.lead || {blank_line} || r.body END AS text,
  a.language AS language,
  a.authors AS authors,
  a.agency AS agency,
  a.dateline AS dateline,
  a.section AS section,
  a.tags AS tags,
  a.published_at AS published_at,
  a.modified_at AS modified_at,
  a.first_seen_at AS first_seen_at,
  r.word_count AS word_count,
  a.duplicate_of AS duplicate_of,
  a.confidence AS confidence,
  a.concerns AS concerns,
  a.gone_at AS gone_at
FROM article AS a JOIN revision AS r ON r.article_id = a.id AND r.number = a.revision"""
VIEW_COMMENT = "Each article in its newest version: what other tools read."
VIEW_COMMENTS = {
    "id": "Number of the article.",
    "story_id": "Number of the story: the same for all who tell it.",
    "outlet": "Name of the outlet (vna).",
    "url": "Canonical address.",
    "title": "Headline.",
    "lead": "Standfirst, or null.",
    "body": "Blocks apart by a blank line; list items begin with '- '.",
    "text": "Lead and body, apart by a blank line.",
    "language": "Language (BCP 47), or null.",
    "authors": "People, without roles: JSON array.",
    "agency": "Who the text is credited to (VNA), or null.",
    "dateline": "Place it is filed from, as printed, or null.",
    "section": "Section, as the outlet files it, or null.",
    "tags": "Tags of the outlet: JSON array.",
    "published_at": "Time of publication, UTC, or null.",
    "modified_at": "Last change by the outlet's own account, UTC.",
    "first_seen_at": "When it was first stored, UTC.",
    "word_count": "Words in lead and body.",
    "duplicate_of": "Number of the earlier article that it repeats word for word, else null.",
    "confidence": "0 to 1: how sure the engine is of this article.",
    "concerns": "What spoke against the article: JSON array.",
    "gone_at": "When the outlet took it down (404, 410), UTC, or null.",
}
TABLES = (
    "url_variant",
    "stripped",
    "revision",
    "page",
    "image",
    "fingerprint",
    "article",
    "story",
    "line_total",
    "line_count",
    "crawl",
)  # in the order in which they can be dropped


def upgrade() -> None:
    op.create_table(
        "crawl",
        sa.Column("id", KEY, nullable=False, comment="Number of the run."),
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column("started_at", TIME, nullable=False, comment="Start, UTC."),
        sa.Column(
            "finished_at",
            TIME,
            nullable=True,
            comment="End, UTC; null while it runs, or when it was killed.",
        ),
        sa.Column("reason", TEXT, nullable=True, comment="Finish reason (finished, shutdown ...)."),
        sa.Column(
            "arguments", JSON, nullable=False, comment="Arguments of the spider: JSON object."
        ),
        sa.Column(
            "versions",
            JSON,
            nullable=False,
            comment="Versions of code, engine and libraries: JSON object.",
        ),
        sa.Column(
            "pages", sa.Integer(), nullable=False, comment="Pages saved: the sum of the outcomes."
        ),
        sa.Column("new", sa.Integer(), nullable=False, comment="Pages that gave a new article."),
        sa.Column(
            "same", sa.Integer(), nullable=False, comment="Pages with an article stored already."
        ),
        sa.Column("changed", sa.Integer(), nullable=False, comment="Pages with a changed article."),
        sa.Column(
            "duplicate",
            sa.Integer(),
            nullable=False,
            comment="Pages with a text that is stored under another URL.",
        ),
        sa.Column(
            "not_article", sa.Integer(), nullable=False, comment="Pages that are no article."
        ),
        sa.Column("failed", sa.Integer(), nullable=False, comment="Pages that failed."),
        sa.Column(
            "counts",
            JSON,
            nullable=False,
            comment="Other numbers of the run, as the spider reports them: JSON object.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl")),
        comment="One run of a spider.",
    )
    op.create_index(op.f("ix_crawl_outlet_started_at"), "crawl", ["outlet", "started_at"])

    op.create_table(
        "line_count",
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column("line", TEXT, nullable=False, comment="The line, folded."),
        sa.Column(
            "articles", sa.Integer(), nullable=False, comment="Number of articles that showed it."
        ),
        sa.Column(
            "slack",
            sa.Integer(),
            nullable=False,
            comment="How many articles may have shown it before it was (again) counted, at most.",
        ),
        sa.PrimaryKeyConstraint("outlet", "line", name=op.f("pk_line_count")),
        comment="How many articles of an outlet showed a line; bounded in size.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "line_total",
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column("articles", sa.Integer(), nullable=False, comment="Number of articles counted."),
        sa.PrimaryKeyConstraint("outlet", name=op.f("pk_line_total")),
        comment="How many articles of an outlet were counted for line_count.",
    )
    op.create_table(
        "story",
        sa.Column("id", KEY, nullable=False, comment="Number of the story."),
        sa.Column(
            "head_id",
            KEY,
            nullable=True,
            comment="The article that leads the story: the agency's own, or the earliest.",
        ),
        sa.Column(
            "first_published_at", TIME, nullable=True, comment="Time of its earliest article, UTC."
        ),
        sa.Column("articles", sa.Integer(), nullable=False, comment="How many articles tell it."),
        *_head_of_story(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        comment="The same story across outlets and URLs.",
    )
    op.create_table(
        "article",
        sa.Column("id", KEY, nullable=False, comment="Number of the article."),
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet (vna)."),
        sa.Column("url", TEXT, nullable=False, comment="Canonical address; at most 2,000 bytes."),
        sa.Column("story_id", KEY, nullable=True, comment="The story it tells."),
        sa.Column(
            "duplicate_of",
            KEY,
            nullable=True,
            comment="The earlier article that it repeats word for word, else null.",
        ),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="Number of its newest revision."
        ),
        sa.Column(
            "text_hash",
            TEXT,
            nullable=False,
            comment="Hash of the newest text in its form for comparison (hexadecimal).",
        ),
        sa.Column(
            "published_at",
            TIME,
            nullable=True,
            comment="Time of publication, UTC; null where the page does not tell.",
        ),
        sa.Column(
            "modified_at",
            TIME,
            nullable=True,
            comment="Time of the last change by the outlet's own account, UTC.",
        ),
        sa.Column("authors", JSON, nullable=False, comment="People, without roles: JSON array."),
        sa.Column("agency", TEXT, nullable=True, comment="Who the text is credited to (VNA)."),
        sa.Column("dateline", TEXT, nullable=True, comment="Place it is filed from, as printed."),
        sa.Column("section", TEXT, nullable=True, comment="Section, as the outlet files it."),
        sa.Column("tags", JSON, nullable=False, comment="Tags of the outlet: JSON array."),
        sa.Column("language", TEXT, nullable=True, comment="Language (BCP 47)."),
        sa.Column(
            "is_accessible_for_free",
            sa.Boolean(),
            nullable=False,
            comment="False where the page is the stub of a paid article.",
        ),
        sa.Column(
            "confidence",
            sa.Double(),
            nullable=False,
            comment="0 to 1: how sure the engine is that this is the article and all of it.",
        ),
        sa.Column(
            "concerns", JSON, nullable=False, comment="What spoke against the article: JSON array."
        ),
        sa.Column(
            "sources",
            JSON,
            nullable=False,
            comment="Field -> where its value came from: JSON object.",
        ),
        sa.Column("engine", TEXT, nullable=False, comment="Version of the engine that made it."),
        sa.Column("first_seen_at", TIME, nullable=False, comment="When it was first stored, UTC."),
        sa.Column(
            "changed_at",
            TIME,
            nullable=True,
            comment="When the outlet's newest change of the text was seen, UTC.",
        ),
        sa.Column(
            "gone_at",
            TIME,
            nullable=True,
            comment="When the outlet answered 404 or 410 for it, UTC; null while it is there.",
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_of"],
            ["article.id"],
            name=op.f("fk_article_duplicate_of_article"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_article_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("url", name=op.f("uq_article_url")),
        comment="One article: one row per canonical URL. Its text is in revision.",
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_article_outlet_published_at"), "article", ["outlet", "published_at"])
    op.create_index(op.f("ix_article_published_at"), "article", ["published_at"])
    op.create_index(op.f("ix_article_story_id"), "article", ["story_id"])
    op.create_index(op.f("ix_article_text_hash"), "article", ["text_hash"])

    op.create_table(
        "fingerprint",
        sa.Column(
            "band",
            sa.Integer(),
            nullable=False,
            comment="Number of the period of days, so that what is near is together.",
        ),
        sa.Column("hash", sa.BigInteger(), nullable=False, comment="Fingerprint, signed 64 bits."),
        sa.Column("article_id", KEY, nullable=False, comment="The article."),
        sa.Column(
            "day",
            sa.Date(),
            nullable=False,
            comment="Day of publication (or of the first fetch), UTC.",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_fingerprint_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("band", "hash", "article_id", name=op.f("pk_fingerprint")),
        comment="A number that near-copies of an article's text share.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_fingerprint_article_id"), "fingerprint", ["article_id"])

    op.create_table(
        "image",
        sa.Column("article_id", KEY, nullable=False, comment="The article."),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order on the page, from 0."),
        sa.Column("url", TEXT, nullable=False, comment="Address of the picture."),
        sa.Column("caption", TEXT, nullable=True, comment="Caption."),
        sa.Column("credit", TEXT, nullable=True, comment="Credit, without brackets."),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_image_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name=op.f("pk_image")),
        comment="A picture of an article's newest version.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page",
        sa.Column("id", KEY, nullable=False, comment="Number of the row."),
        sa.Column("outlet", TEXT, nullable=False, comment="Name of the outlet."),
        sa.Column("url", TEXT, nullable=False, comment="Address as discovered, canonical form."),
        sa.Column(
            "source", TEXT, nullable=False, comment="Feed, sitemap or listing that announced it."
        ),
        sa.Column(
            "hint",
            JSON,
            nullable=False,
            comment="What the source said of it (title, description, times): JSON object.",
        ),
        sa.Column(
            "discovered_at", TIME, nullable=False, comment="When it was first announced, UTC."
        ),
        sa.Column(
            "due_at",
            TIME,
            nullable=True,
            comment="From when it is to be fetched (again), UTC; null when nothing is to be done.",
        ),
        sa.Column(
            "attempts",
            sa.Integer(),
            nullable=False,
            comment="Failed fetches since the last good one.",
        ),
        sa.Column("fetched_at", TIME, nullable=True, comment="Last fetch, UTC."),
        sa.Column("visits", sa.Integer(), nullable=False, comment="Good fetches so far."),
        sa.Column(
            "outcome",
            TEXT,
            nullable=True,
            comment="What the last fetch ended in; the same words as in crawl (new, same ...).",
        ),
        sa.Column("reason", TEXT, nullable=True, comment="Why, for not_article and failed."),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP status of the last fetch."),
        sa.Column("etag", TEXT, nullable=True, comment="ETag of the stored copy."),
        sa.Column(
            "last_modified",
            TEXT,
            nullable=True,
            comment="Last-Modified of the stored copy, as sent.",
        ),
        sa.Column("warc", TEXT, nullable=True, comment="WARC file with the last response."),
        sa.Column(
            "warc_offset",
            sa.BigInteger(),
            nullable=True,
            comment="Offset of the record in that file, in bytes.",
        ),
        sa.Column("article_id", KEY, nullable=True, comment="The article it gave."),
        sa.Column("crawl_id", KEY, nullable=True, comment="Run that last took it up."),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_page_article_id_article"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["crawl_id"], ["crawl.id"], name=op.f("fk_page_crawl_id_crawl"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("outlet", "url", name=op.f("uq_page_outlet_url")),
        comment="A URL that was discovered: the crawl's memory and its queue.",
    )
    op.create_index(op.f("ix_page_article_id"), "page", ["article_id"])
    op.create_index(
        op.f("ix_page_outlet_due_at"),
        "page",
        ["outlet", "due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )

    op.create_table(
        "revision",
        sa.Column("id", KEY, nullable=False, comment="Number of the row."),
        sa.Column("article_id", KEY, nullable=False, comment="The article."),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="1 for the first version, counted per article.",
        ),
        sa.Column("seen_at", TIME, nullable=False, comment="When this version was fetched, UTC."),
        sa.Column(
            "cause",
            TEXT,
            nullable=False,
            comment="Why: first, outlet (it changed the text), engine (a newer one reads it so).",
        ),
        sa.Column("engine", TEXT, nullable=False, comment="Version of the engine that read it."),
        sa.Column(
            "modified_at",
            TIME,
            nullable=True,
            comment="Time of change by the outlet's own account, UTC.",
        ),
        sa.Column("title", TEXT, nullable=False, comment="Headline."),
        sa.Column("lead", TEXT, nullable=True, comment="Standfirst."),
        sa.Column(
            "body",
            TEXT,
            nullable=False,
            comment="Blocks apart by a blank line; list items begin with '- '.",
        ),
        sa.Column(
            "kinds",
            JSON,
            nullable=False,
            comment="Kind -> numbers (from 0) of the blocks that are no paragraphs: JSON object.",
        ),
        sa.Column(
            "text_hash",
            TEXT,
            nullable=False,
            comment="Hash of the text in its form for comparison (hexadecimal).",
        ),
        sa.Column(
            "source_hash",
            TEXT,
            nullable=True,
            comment="Hash of the page's bytes: tells a newer engine from a changed page.",
        ),
        sa.Column("word_count", sa.Integer(), nullable=False, comment="Words in lead and body."),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_revision_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revision_article_id_number")),
        comment="A version of an article's text that was seen; never overwritten.",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stripped",
        sa.Column("article_id", KEY, nullable=False, comment="The article."),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order of taking, from 0."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Index of the block on the page, from 0.",
        ),
        sa.Column(
            "rule", TEXT, nullable=False, comment="The rule that took it (list: Related News)."
        ),
        sa.Column("text", TEXT, nullable=False, comment="What was taken."),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_stripped_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name=op.f("pk_stripped")),
        comment="A block near an article's newest version that is not in it.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "url_variant",
        sa.Column("url", TEXT, nullable=False, comment="The address, canonical form."),
        sa.Column("article_id", KEY, nullable=False, comment="The article."),
        sa.Column("first_seen_at", TIME, nullable=False, comment="When it was first met, UTC."),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_url_variant_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_url_variant")),
        comment="Another address under which an article was met.",
    )
    op.create_index(op.f("ix_url_variant_article_id"), "url_variant", ["article_id"])

    _search_and_view()


def _head_of_story() -> list[sa.ForeignKeyConstraint]:
    """Add the key between story and article, which refer to each other, once both exist."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    name = op.f("fk_story_head_id_article")
    return [sa.ForeignKeyConstraint(["head_id"], ["article.id"], name=name, ondelete="SET NULL")]


def _search_and_view() -> None:
    dialect = op.get_bind().dialect.name
    for statement in SEARCH[dialect]:
        op.execute(statement)
    op.execute(VIEW.replace("{blank_line}", BLANK_LINE[dialect]))
    if dialect == "sqlite":
        return
    op.create_foreign_key(
        op.f("fk_story_head_id_article"),
        "story",
        "article",
        ["head_id"],
        ["id"],
        ondelete="SET NULL",
    )
    for column, comment in VIEW_COMMENTS.items():
        quoted = comment.replace("'", "''")
        op.execute(f"COMMENT ON COLUMN articles.{column} IS '{quoted}'")
    op.execute(f"COMMENT ON VIEW articles IS '{VIEW_COMMENT}'")


def downgrade() -> None:
    _refuse_to_lose_articles()
    op.execute("DROP VIEW articles")
    op.execute("DROP TABLE search")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("fk_story_head_id_article"), "story", type_="foreignkey")
    for table in TABLES:
        op.drop_table(table)


def _refuse_to_lose_articles() -> None:
    """Require a flag for the step that deletes everything, unless the database is empty."""
    agreed = context.config.attributes.get("may_empty")
    if agreed or context.get_x_argument(as_dictionary=True).get("empty") == "yes":
        return
    count = op.get_bind().scalar(sa.text("SELECT count(*) FROM article"))
    if count:
        raise UserError(
            f"this would delete all {count} articles: back up first ('tinsach backup FILE'), then "
            "say so: 'tinsach migrate --to base --empty', or 'alembic -x empty=yes downgrade base'"
        )
