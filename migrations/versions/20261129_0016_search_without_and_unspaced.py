"""Search excludes words, and finds parts of runs in scripts without spaces.

On PostgreSQL ``search_query`` reads ``-word``, ``-"a phrase"`` and ``"a phra*"`` as the code does,
cuts overlong words, and ``tinsach_fold`` drops the marks of every script. The index is rebuilt
where an article is in a script without spaces: there each letter is a word from now on.
"""

import unicodedata
from collections.abc import Callable, Iterator

import sqlalchemy as sa
from alembic import op

from pipelines.similarity.digest import search_document
from pipelines.similarity.search_words import RUN, UNSPACED
from pipelines.storage.search import tsvector

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

LOT = 500  # versions per batch
FOLD = """CREATE OR REPLACE FUNCTION tinsach_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(lower(regexp_replace(normalize(
    translate(replace(replace(value, 'ß', 'ss'), 'ẞ', 'ss'), 'đĐłŁøØðÐ', 'dDlLoOdD'), NFKD),
    '[{marks}]', '', 'g')), '[\\x01-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f{others}]+', ' ', 'g'))
$$"""
WORDS = """CREATE OR REPLACE FUNCTION tinsach_words(value text, joiner text, ending text)
RETURNS tsquery LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE words text := replace(tinsach_fold(value), '_', ' ');
BEGIN
  words := regexp_replace(words, '([{unspaced}])', ' \\1 ', 'g');
  IF ending = '' THEN words := tinsach_spelt(regexp_replace(trim(words), ' +', ' ', 'g')); END IF;
  RETURN coalesce((SELECT string_agg('''' || left(w.word, 500) || '''', joiner ORDER BY w.place)
    || ending FROM regexp_split_to_table(words, ' +') WITH ORDINALITY AS w(word, place)
    WHERE w.word <> ''), '')::tsquery;
END $$"""
QUERY = """CREATE OR REPLACE FUNCTION search_query(asked text) RETURNS tsquery
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  part text[]; run text[]; typed text; rest text := ''; pieces tsquery[] := '{{}}'; piece tsquery;
  found tsquery := '';
BEGIN
  FOR part IN SELECT regexp_matches(
      asked, '((?<![^[:space:]])-)?(?:"([^"]*)"?|([^[:space:]"]+))', 'g') LOOP
    typed := coalesce(part[2], part[3]);
    IF part[1] IS NOT NULL OR part[2] IS NOT NULL OR right(typed, 1) = '*' THEN
      piece := tinsach_words(typed, ' <-> ', CASE WHEN right(typed, 1) = '*' THEN ':*' ELSE '' END);
      IF piece <> '' THEN
        pieces := pieces || CASE WHEN part[1] IS NULL THEN piece ELSE !!piece END;
      END IF;
    ELSE
      FOR run IN SELECT regexp_matches(typed, '[{unspaced}]+', 'g') LOOP
        pieces := pieces || tinsach_words(run[1], ' <-> ', '');
      END LOOP;
      rest := rest || ' ' || regexp_replace(typed, '[{unspaced}]+', ' ', 'g');
    END IF;
  END LOOP;
  FOREACH piece IN ARRAY pieces || tinsach_words(rest, ' & ', '') LOOP
    found := CASE WHEN found = '' THEN piece WHEN piece = '' THEN found ELSE found && piece END;
  END LOOP;
  RETURN found;
END $$"""


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        classes = {"marks": _class(_is_mark), "others": _class(_is_no_word), "unspaced": UNSPACED}
        for statement in (FOLD, WORDS, QUERY):
            connection.exec_driver_sql(statement.format(**classes))
    if any(RUN.search(f"{row.title} {row.text}") for lot in _versions() for row in lot):
        _write_anew()


def downgrade() -> None:
    """Leave the functions and the index as they are: older code uses them unchanged."""


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0


def _is_no_word(char: str) -> bool:
    return not (char.isalnum() or _is_mark(char)) and unicodedata.category(char) != "Cn"


def _class(holds: Callable[[str], bool]) -> str:
    """Return the characters beyond ASCII that ``holds`` names, as within a character class."""
    ranges: list[list[int]] = []
    for code in range(0x80, 0x20000):
        if 0xD800 <= code < 0xE000 or not holds(chr(code)):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _write_anew() -> None:
    """Fill the index with headlines and texts as the current code folds them."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")
        for lot in _versions():
            rows = [(row.id, search_document(row.title, row.text)) for row in lot]
            connection.exec_driver_sql("INSERT INTO search (rowid, document) VALUES (?, ?)", rows)
        return
    update = sa.text(
        "UPDATE search SET document = CAST(:words AS tsvector) WHERE revision_id = :id"
    )
    for lot in _versions():
        changed = [row for row in lot if RUN.search(f"{row.title} {row.text}")]
        made = [(row.id, tsvector(search_document(row.title, row.text))) for row in changed]
        if made:
            connection.execute(update, [{"id": number, "words": words} for number, words in made])


def _versions() -> Iterator[list[sa.Row[tuple[int, str, str]]]]:
    """Yield all versions, in batches, with headline and text."""
    connection = op.get_bind()
    blank_line = "char(10, 10)" if connection.dialect.name == "sqlite" else "E'\\n\\n'"
    query = sa.text(
        f"SELECT id, title, coalesce(lead || {blank_line}, '') || body AS text "  # noqa: S608
        "FROM revision WHERE id > :last ORDER BY id LIMIT :lot"
    )
    last = 0
    while lot := list(connection.execute(query, {"last": last, "lot": LOT}).all()):
        yield lot
        last = lot[-1].id
