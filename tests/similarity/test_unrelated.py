"""Unrelated texts, and copies."""

from __future__ import annotations

import random

import pytest

from pipelines.similarity.unrelated import are_unrelated, is_cut, kept_share

FERRY = "The ferry between the two towns runs again, said teacher Lan on Monday morning."
RICE = "Growers in the delta shipped seven million tonnes of rice, the council wrote."


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        (FERRY, FERRY, 1.0),
        (FERRY, f"{FERRY} {RICE}", 1.0),
        (FERRY, RICE, 0.0),
        (FERRY, " ".join(reversed(FERRY.split())), 0.0),
        ("Ferry runs", "ferry, runs!", 1.0),
        ("Ferry runs", "Ferry sinks", 0.0),
        ("", "", 1.0),
    ],
)
def test_a_copy_keeps_words_in_a_row(old: str, new: str, share: float) -> None:
    assert kept_share(old, new) == kept_share(new, old) == share


def test_what_shares_nothing_is_unrelated() -> None:
    assert are_unrelated(FERRY, RICE)
    assert not are_unrelated(FERRY, f"{RICE} {FERRY}")


FORMULA = "said the chairwoman of the provincial council on Monday"


def paragraphs(seed: int) -> list[str]:
    chance = random.Random(seed)
    words = ["".join(chance.choices("aeioubdgklmnrstv", k=7)) for _ in range(120)]
    return [f"The {' '.join(words[n : n + 20])}, {FORMULA}." for n in range(0, 120, 20)]


def test_a_formula_makes_no_version() -> None:
    """A paragraph that is kept does."""
    ferries, pepper = paragraphs(1), paragraphs(2)
    assert are_unrelated("\n".join(ferries), "\n".join(pepper))
    assert not are_unrelated("\n".join(ferries), "\n".join([*pepper[:5], ferries[0]]))


LINES = [
    f"Boat {name} was hauled up the bank on the {number} morning of the fair, and its owner gave "
    f"the {name} crew tea, {number} cakes and a story about the flood that took the old pier."
    for name, number in zip(
        ("Lark", "Heron", "Tern", "Plover", "Egret", "Stilt"),
        ("first", "second", "third", "fourth", "fifth", "sixth"),
        strict=True,
    )
]
WHOLE = "\n".join(LINES)


@pytest.mark.parametrize(
    ("new", "cut"),
    [
        ("\n".join(LINES[:3]), True),
        (WHOLE[: len(WHOLE) // 2], True),
        ("\n".join(LINES[3:]), True),
        ("\n".join(reversed(LINES[:3])), True),
        (WHOLE, False),
        ("\n".join(LINES[:5]), False),
        ("\n".join([*LINES[:2], "The fair was called off at noon because of the wind."]), False),
        ("\n".join(LINES[:3]) + " He was wrong about the pier, the harbour office says.", False),
        (FERRY, False),
    ],
)
def test_a_cut_is_a_part_with_nothing_new(new: str, cut: bool) -> None:
    assert is_cut(WHOLE, new) is cut


def test_a_brief_is_never_a_cut() -> None:
    assert not is_cut(LINES[0], LINES[0][:40])
