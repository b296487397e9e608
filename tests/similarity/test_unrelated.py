"""Unrelated texts, and copies."""

from __future__ import annotations

import pytest

from pipelines.similarity.unrelated import are_unrelated, kept_share

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
