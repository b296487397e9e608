"""Every change that a reader can see is numbered at commit; the views for readers.

Triggers number the changes, so that no code can change an article unnoticed. PostgreSQL runs them
at commit: the transaction that holds the row of ``change_counter`` is about to end, and releases it
only when its numbers are visible. SQLite has one writer at a time anyway.

The definitions of the views are beside this file.
"""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)
TEXT = sa.Text()
VIEWS = json.loads(Path(__file__).with_name("20261129_0008_views.json").read_text("utf-8"))
KINDS = "new, text, metadata, engine, gone, back, story, duplicate, erased"

# Columns of article whose changes a reader sees.
OWN = ("outlet", "url", "published_at", "modified_at", "authors", "agency", "dateline", "section")
OWN = (*OWN, "tags", "language", "confidence", "concerns")
LISTS = ("authors", "tags", "concerns")
OTHERS = ("gone_at", "duplicate_of", "story_id")
# Columns of revision, if the article shows another one than before.
TEXTS = ("title", "lead", "body")

IMAGES_DIFFER = "OLD.images_hash IS NOT NULL AND OLD.images_hash {differs} NEW.images_hash"
KIND = """CASE
  WHEN OLD.gone_at IS NULL AND NEW.gone_at IS NOT NULL THEN 'gone'
  WHEN OLD.gone_at IS NOT NULL AND NEW.gone_at IS NULL THEN 'back'
  WHEN OLD.revision <> NEW.revision AND EXISTS (SELECT 1 FROM revision AS r
    WHERE r.article_id = NEW.id AND r.number = NEW.revision AND r.cause = 'engine') THEN 'engine'
  WHEN OLD.revision <> NEW.revision THEN 'text'
  WHEN {own} THEN CASE WHEN OLD.engine <> NEW.engine THEN 'engine' ELSE 'metadata' END
  WHEN OLD.duplicate_of {differs} NEW.duplicate_of THEN 'duplicate'
  ELSE 'story' END"""
TEXT_DIFFERS = (
    "(SELECT o.{field} {differs} n.{field} FROM revision AS o, revision AS n WHERE "
    "o.article_id = NEW.id AND o.number = OLD.revision AND n.article_id = NEW.id "
    "AND n.number = NEW.revision)"
)

SQLITE = """CREATE TRIGGER {name} AFTER {event} ON {table} {condition} BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE change SET newest = 0 WHERE article_id = {article} AND newest;
  INSERT INTO change (seq, article_id, kind, changed_at, fields, newest)
    SELECT last, {article}, {kind}, CURRENT_TIMESTAMP, {fields}, 1 FROM change_counter {where};
END"""

POSTGRESQL = (
    """CREATE FUNCTION tinsach_add_change(article bigint, kind text, fields jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE number bigint;
BEGIN
  UPDATE change_counter SET last = last + 1 RETURNING last INTO number;
  UPDATE change SET newest = false WHERE change.article_id = article AND newest;
  INSERT INTO change (seq, article_id, kind, changed_at, fields, newest)
    VALUES (number, article, kind, date_trunc('second', clock_timestamp()), fields, true);
END $$""",
    """CREATE FUNCTION tinsach_article_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kind text; fields jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM tinsach_add_change(NEW.id, 'new', '[]');
    RETURN NULL;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM tinsach_add_change(OLD.id, 'erased', '[]');
    RETURN NULL;
  END IF;
  kind := {kind};
  fields := to_jsonb(array_remove(ARRAY[{fields}], NULL));
  IF fields <> '[]' THEN
    PERFORM tinsach_add_change(NEW.id, kind, fields);
  END IF;
  RETURN NULL;
END $$""",
    """CREATE FUNCTION tinsach_head_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tinsach_add_change(id, 'story', '["is_head"]') FROM article
    WHERE id IN (OLD.head_id, NEW.head_id) ORDER BY id;
  RETURN NULL;
END $$""",
    "CREATE CONSTRAINT TRIGGER change_of_article AFTER INSERT OR UPDATE OR DELETE ON article "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tinsach_article_changed()",
    "CREATE CONSTRAINT TRIGGER change_of_head AFTER UPDATE ON story "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
    "WHEN (OLD.head_id IS NOT NULL AND OLD.head_id IS DISTINCT FROM NEW.head_id) "
    "EXECUTE FUNCTION tinsach_head_changed()",
)
FILL = (
    "INSERT INTO change (seq, article_id, kind, changed_at, fields, newest) "
    "SELECT row_number() OVER (ORDER BY first_seen_at, id), id, 'new', "
    "coalesce(changed_at, first_seen_at), '[]', {yes} FROM article"
)


def upgrade() -> None:
    _tables()
    dialect = op.get_bind().dialect.name
    op.execute(FILL.format(yes="1" if dialect == "sqlite" else "true"))
    op.execute("INSERT INTO change_counter (id, last) SELECT 1, coalesce(max(seq), 0) FROM change")
    if dialect == "sqlite":
        _sqlite_triggers()
        op.execute("DROP VIEW articles")
    else:
        fields = ", ".join(f"CASE WHEN {one} THEN '{name}' END" for name, one in _fields(dialect))
        kind = KIND.format(own=_own(dialect), differs="IS DISTINCT FROM")
        for statement in POSTGRESQL:
            op.execute(statement.replace("{kind}", kind).replace("{fields}", fields))
    for name in VIEWS:
        _create(name, dialect)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
    if dialect == "sqlite":
        for name in ("new", "of_article", "erased", "of_old_head", "of_new_head"):
            op.execute(f"DROP TRIGGER change_{name}")
    else:
        op.execute("DROP TRIGGER change_of_article ON article")
        op.execute("DROP TRIGGER change_of_head ON story")
        op.execute("DROP FUNCTION tinsach_article_changed, tinsach_head_changed")
        op.execute("DROP FUNCTION tinsach_add_change")
    op.drop_table("change_counter")
    op.drop_table("change")
    op.drop_index("ix_page_refused", "page")
    op.drop_index(op.f("ix_article_first_seen_at"), "article")
    op.drop_column("revision", "details")
    op.drop_column("article", "images_hash")
    before = [line for line in VIEWS["articles"][dialect] if not _is_added(line)]
    shown = "\n".join(before).replace("AS gone_at,", "AS gone_at")
    op.execute(f"CREATE VIEW articles AS SELECT{shown.partition(' LEFT JOIN')[0]}")
    _comment("articles", dialect, set(VIEWS["articles"]["columns"]) - set(ADDED))


ADDED = ("changed_at", "seq", "revision", "is_head")


def _is_added(line: str) -> bool:
    return line.rstrip(",").rpartition(" AS ")[2] in ADDED


def _tables() -> None:
    op.create_table(
        "change",
        sa.Column(
            "seq",
            KEY,
            autoincrement=False,
            nullable=False,
            comment="Number of the change, in the order of commit.",
        ),
        sa.Column("article_id", KEY, nullable=False, comment="The article; it may be gone."),
        sa.Column("kind", TEXT, nullable=False, comment=f"What changed: {KINDS}."),
        sa.Column(
            "changed_at",
            TIME,
            nullable=False,
            comment="When it was stored, UTC, by the clock of the database.",
        ),
        sa.Column(
            "fields",
            JSON,
            nullable=False,
            comment="Columns of articles that changed, and images: JSON array.",
        ),
        sa.Column(
            "newest",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="Whether it is the article's newest change.",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        comment="A change of an article that a reader can see; written by triggers.",
    )
    op.create_index(op.f("ix_change_article_id"), "change", ["article_id"])
    newest = sa.text("newest")
    op.create_index(
        "uq_change_newest",
        "change",
        ["article_id"],
        unique=True,
        sqlite_where=newest,
        postgresql_where=newest,
    )
    op.create_table(
        "change_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="Always 1."),
        sa.Column("last", sa.BigInteger(), nullable=False, comment="Number of the newest change."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_counter")),
        comment="The number of the newest change: one row, locked while a change is numbered.",
    )
    op.add_column(
        "article",
        sa.Column(
            "images_hash",
            TEXT,
            comment="Hash of its pictures with caption and credit; null where an older version "
            "stored it.",
        ),
    )
    op.add_column(
        "revision",
        sa.Column(
            "details",
            JSON,
            comment="What the page told besides its text (authors, published_at, section ...): "
            "JSON object; null where an older version stored it.",
        ),
    )
    op.create_index(op.f("ix_article_first_seen_at"), "article", ["first_seen_at"])
    refused = sa.text("outcome IN ('not_article', 'failed')")
    op.create_index(
        "ix_page_refused",
        "page",
        ["outcome", "fetched_at"],
        sqlite_where=refused,
        postgresql_where=refused,
    )


def _differs(dialect: str) -> str:
    return "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"


def _differ(name: str, dialect: str) -> str:
    # SQLite keeps JSON as text, with or without spaces in it.
    form = "json({})" if dialect == "sqlite" and name in LISTS else "{}"
    return f"{form.format(f'OLD.{name}')} {_differs(dialect)} {form.format(f'NEW.{name}')}"


def _fields(dialect: str) -> list[tuple[str, str]]:
    """Return field to whether it differs, in SQL."""
    differs = _differs(dialect)
    plain = [(name, _differ(name, dialect)) for name in (*OWN, *OTHERS)]
    images = ("images", IMAGES_DIFFER.format(differs=differs))
    texts = [
        (
            name,
            "OLD.revision <> NEW.revision AND " + TEXT_DIFFERS.format(field=name, differs=differs),
        )
        for name in TEXTS
    ]
    return [*texts, *plain, images]


def _own(dialect: str) -> str:
    differs = _differs(dialect)
    each = [_differ(name, dialect) for name in OWN]
    return " OR ".join([*each, f"({IMAGES_DIFFER.format(differs=differs)})"])


def _sqlite_triggers() -> None:
    fields = _fields("sqlite")
    listed = " UNION ALL ".join(f"SELECT '{name}' AS f WHERE {one}" for name, one in fields)
    plain = {"table": "article", "condition": "", "where": "", "fields": "'[]'"}
    makers = [
        plain | {"name": "change_new", "event": "INSERT", "article": "NEW.id", "kind": "'new'"},
        plain
        | {"name": "change_erased", "event": "DELETE", "article": "OLD.id", "kind": "'erased'"},
        plain
        | {
            "name": "change_of_article",
            "event": "UPDATE",
            "article": "NEW.id",
            "condition": f"WHEN {' OR '.join(f'({one})' for _, one in fields)}",
            "kind": KIND.format(own=_own("sqlite"), differs="IS NOT"),
            "fields": f"(SELECT json_group_array(f) FROM ({listed}))",  # noqa: S608
        },
    ]
    for which in ("OLD", "NEW"):
        makers.append(
            {
                "name": f"change_of_{which.lower()}_head",
                "event": "UPDATE OF head_id",
                "table": "story",
                "article": f"{which}.head_id",
                "condition": "WHEN OLD.head_id IS NOT NULL AND OLD.head_id IS NOT NEW.head_id "  # noqa: S608
                f"AND EXISTS (SELECT 1 FROM article WHERE id = {which}.head_id)",
                "kind": "'story'",
                "fields": "'[\"is_head\"]'",
                "where": "",
            }
        )
    for values in makers:
        op.execute(SQLITE.format(**values))


def _create(name: str, dialect: str) -> None:
    """Create a view; on PostgreSQL readers keep their rights to it."""
    replaced = dialect == "postgresql" and name == "articles"
    verb = "CREATE OR REPLACE VIEW" if replaced else "CREATE VIEW"
    op.execute(f"{verb} {name} AS SELECT" + "\n".join(VIEWS[name][dialect]))
    _comment(name, dialect, set(VIEWS[name]["columns"]))


def _comment(name: str, dialect: str, columns: set[str]) -> None:
    if dialect == "sqlite":
        return
    for column, comment in VIEWS[name]["columns"].items():
        if column in columns:
            op.execute(sa.text(f"COMMENT ON COLUMN {name}.{column} IS {_quoted(comment)}"))
    op.execute(sa.text(f"COMMENT ON VIEW {name} IS {_quoted(VIEWS[name]['comment'])}"))


def _quoted(comment: str) -> str:
    # A colon would begin a parameter.
    return "'" + comment.replace("'", "''").replace(":", "\\:") + "'"
