"""``tinsach_fold`` folds a letter alike however it is encoded, and as the code does.

Letters are taken apart first, since some have a stroke and a mark (ǿ). A Greek sigma at the end of
a word is one like any other. The index is rebuilt where an article has a letter whose words were
indexed otherwise; so on SQLite unfolded queries in Cyrillic, Greek or Korean find them too.
"""

import unicodedata
from collections.abc import Callable, Iterator

import sqlalchemy as sa
from alembic import op

from pipelines.similarity.digest import search_document
from pipelines.similarity.search_words import kept_by_sqlite
from pipelines.storage.search import tsvector

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

LOT = 500  # versions per batch
STROKES = {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ð": "d", "Ð": "D"}
INDEXED_BEFORE = str.maketrans(dict.fromkeys("đĐ", "d"))
FOLD = """CREATE OR REPLACE FUNCTION tinsach_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(lower(regexp_replace(translate(
    replace(replace(normalize(value, NFKD), 'ß', 'ss'), 'ẞ', 'ss'), '{written}', '{read}'),
    '[{marks}]', '', 'g')), '[\\x01-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f{others}]+', ' ', 'g'))
$$"""


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        read_as = STROKES | _unlike_lower_case()
        connection.exec_driver_sql(
            FOLD.format(
                written="".join(read_as),
                read="".join(read_as.values()),
                marks=_class(_is_mark),
                others=_class(_is_no_word),
            )
        )
    if any(_is_indexed_anew(row) for lot in _versions() for row in lot):
        _write_anew()


def downgrade() -> None:
    """Leave the function and the index as they are: older code uses them unchanged."""


def _unlike_lower_case() -> dict[str, str]:
    """Return the letters that case folding changes to others than lower case does (ς to σ)."""
    letters = [chr(code) for code in range(0x80, 0x20000) if not 0xD800 <= code < 0xE000]
    return {
        letter: letter.casefold()
        for letter in letters
        if unicodedata.normalize("NFKD", letter) == letter
        and not _is_mark(letter)
        and len(letter.casefold()) == 1
        and letter.casefold().lower() != letter.lower()
    } | {"ʼ": " "}


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


def _is_indexed_anew(row: sa.Row[tuple[int, str, str]]) -> bool:
    return bool(kept_by_sqlite(f"{row.title} {row.text}".translate(INDEXED_BEFORE)))


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
        changed = [row for row in lot if _is_indexed_anew(row)]
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
