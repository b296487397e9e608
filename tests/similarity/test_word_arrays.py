"""Words as numbers: NumPy's results for all words equal those for each."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.similarity.place_names import VARIANTS, edits, spelt, spelt_words
from pipelines.similarity.word_arrays import Lexicon, words_of
from pipelines.text import fold_lines

WORDS = st.sampled_from(
    ["a", "may", "2026", "covid19", "weir", "x" * 64, "y" * 65, "z" * 300, "đập", "水库", "ខែ", "٣"]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", " \n "])
TEXTS = st.lists(st.tuples(GAPS, WORDS | st.text(min_size=1))).map(
    lambda pairs: "".join(gap + word for gap, word in pairs)
)


@given(TEXTS)
def test_each_word_has_its_hash_traits_and_line(text: str) -> None:
    folded = fold_lines(text)
    lines = [line.split() for line in folded.split("\n")]
    words = [word for line in lines for word in line]
    found = words_of(folded)
    assert found.hashes.tolist() == [zlib.crc32(word.encode()) for word in words]
    assert found.long.tolist() == [len(word) > 3 for word in words]
    assert found.numbers.tolist() == [any(map(str.isdecimal, word)) for word in words]
    assert found.line.tolist() == [number for number, line in enumerate(lines) for _ in line]


NAMES = st.lists(
    st.sampled_from([*VARIANTS, "viet", "nam", "u", "s", "lao", "city", "weir", "\n"])
).map(" ".join)


@given(NAMES)
def test_names_are_spelt_in_one_way(text: str) -> None:
    known = words_of(text)
    found = list(edits(known))
    written = spelt_words(text.split(), found)
    after = spelt(known, found)
    assert after.hashes.tolist() == [zlib.crc32(word.encode()) for word in written]
    assert after.long.tolist() == [len(word) > 3 for word in written]
    assert len(after.line) == len(after.numbers) == len(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in viet nam s ha noi", "in vietnam s hanoi"),
        ("the lao people s democratic republic of laos", "the laos of laos"),
        ("viet\nnam", "viet nam"),
        ("ho chi minh\ncity", "ho chi minh city"),
        ("u s u s u", "us us u"),
        ("viet", "viet"),
        ("", ""),
    ],
)
def test_a_name_is_on_one_line(text: str, expected: str) -> None:
    found = list(edits(words_of(text)))
    assert spelt_words(text.split(), found) == expected.split()


def test_a_lexicon_contains_only_its_words() -> None:
    lexicon = Lexicon(f"word{number}" for number in range(0, 400, 2))
    found = lexicon.holds(words_of(" ".join(f"word{number}" for number in range(400))).hashes)
    assert found.tolist() == [number % 2 == 0 for number in range(400)]
