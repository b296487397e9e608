"""Search finds a name in any spelling, and works in plain SQL.

The index entries of all revisions are rewritten as today's code makes them. PostgreSQL gets
functions that fold texts and queries, for clients that do not fold them. SQLite has no functions in
a schema; its index is made so that a query need not be folded.
"""

from collections.abc import Callable, Iterator

import sqlalchemy as sa
from alembic import op

from pipelines.similarity.digest import MAX_INDEXED_CHARS, search_document
from pipelines.similarity.name_spellings import SPELLINGS
from pipelines.storage.search import tsvector
from pipelines.text import fold

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LOT = 500  # revisions read, and written, at once
FUNCTIONS = (
    """CREATE FUNCTION tinsach_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(lower(regexp_replace(
    normalize(translate(value, 'đĐłŁøØßĐ', 'dDlLoOsD'), NFKD), '[\u0300-\u036f]', '', 'g')),
    '[\\x01-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\xbf\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+',
    ' ', 'g'))
$$""",
    """CREATE FUNCTION tinsach_spelt(folded text) RETURNS text
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE name record; words text := ' ' || folded || ' ';
BEGIN
  FOR name IN SELECT n.spelling, n.stands_for FROM search_name AS n
      WHERE strpos(words, ' ' || n.spelling || ' ') > 0
      ORDER BY length(n.spelling) DESC, n.spelling LOOP
    words := replace(words, ' ' || name.spelling || ' ', ' ' || name.stands_for || ' ');
  END LOOP;
  RETURN trim(words);
END $$""",
    """CREATE FUNCTION search_query(asked text) RETURNS tsquery
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE part text[]; rest text := ''; found tsquery := ''; piece tsquery;
BEGIN
  FOR part IN SELECT regexp_matches(asked, '"([^"]*)"?|([^"]+)', 'g') LOOP
    IF part[1] IS NULL THEN
      rest := rest || ' ' || part[2];
    ELSE
      piece := tinsach_words(part[1], ' <-> ', '');
      found := CASE WHEN found = '' THEN piece WHEN piece = '' THEN found
        ELSE found && piece END;
    END IF;
  END LOOP;
  FOR part IN SELECT regexp_matches(rest, '([^[:space:]*]+)\\*(?=[[:space:]]|$)', 'g') LOOP
    piece := tinsach_words(part[1], ' <-> ', ':*');
    found := CASE WHEN found = '' THEN piece WHEN piece = '' THEN found ELSE found && piece END;
  END LOOP;
  rest := regexp_replace(rest, '[^[:space:]*]+\\*(?=[[:space:]]|$)', ' ', 'g');
  piece := tinsach_words(rest, ' & ', '');
  RETURN CASE WHEN found = '' THEN piece WHEN piece = '' THEN found ELSE found && piece END;
END $$""",
)
WORDS = """CREATE FUNCTION tinsach_words(value text, joiner text, ending text) RETURNS tsquery
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE words text := replace(tinsach_fold(value), '_', ' ');
BEGIN
  IF ending = '' THEN words := tinsach_spelt(words); END IF;
  RETURN coalesce((SELECT string_agg('''' || w.word || '''', joiner ORDER BY w.place) || ending
    FROM regexp_split_to_table(words, ' +') WITH ORDINALITY AS w(word, place)
    WHERE w.word <> ''), '')::tsquery;
END $$"""
COMMENTS = {
    "search_query": "What words are searched for, for @@ with words of article_search.",
    "tinsach_fold": "A text without case, diacritics and punctuation.",
}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE search_name (spelling text CONSTRAINT pk_search_name PRIMARY KEY, "
            "stands_for text NOT NULL)"
        )
        op.execute("COMMENT ON TABLE search_name IS 'Names as search spells them.'")
        connection.execute(
            sa.text("INSERT INTO search_name VALUES (:spelling, :name)"),
            [{"spelling": spelling, "name": name} for spelling, name in SPELLINGS.items()],
        )
        for statement in (FUNCTIONS[0], FUNCTIONS[1], WORDS, FUNCTIONS[2]):
            connection.exec_driver_sql(statement)
        op.execute(f"COMMENT ON FUNCTION search_query IS '{COMMENTS['search_query']}'")
        op.execute(f"COMMENT ON FUNCTION tinsach_fold IS '{COMMENTS['tinsach_fold']}'")
    _write_anew(search_document)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_query, tinsach_words, tinsach_spelt, tinsach_fold")
        op.drop_table("search_name")
    _write_anew(lambda title, text: f"{fold(title)} {fold(text)}".strip()[:MAX_INDEXED_CHARS])


def _write_anew(make: Callable[[str, str], str]) -> None:
    """Fill the index with what ``make`` returns for headline and text."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")
        for lot in _versions(connection):
            rows = [(row.id, make(row.title, row.text)) for row in lot]
            connection.exec_driver_sql("INSERT INTO search (rowid, document) VALUES (?, ?)", rows)
        return
    insert = sa.text(
        "INSERT INTO search (revision_id, document) VALUES (:id, CAST(:words AS tsvector))"
    )
    op.execute("DELETE FROM search")
    for lot in _versions(connection):
        rows_ = [{"id": row.id, "words": tsvector(make(row.title, row.text))} for row in lot]
        connection.execute(insert, rows_)


def _versions(connection: sa.Connection) -> Iterator[list[sa.Row[tuple[int, str, str]]]]:
    """Yield all revisions, in batches, with headline and text."""
    blank_line = "char(10, 10)" if connection.dialect.name == "sqlite" else "E'\\n\\n'"
    query = sa.text(
        f"SELECT id, title, coalesce(lead || {blank_line}, '') || body AS text "  # noqa: S608
        "FROM revision WHERE id > :last ORDER BY id LIMIT :lot"
    )
    last = 0
    while lot := list(connection.execute(query, {"last": last, "lot": LOT}).all()):
        yield lot
        last = lot[-1].id
