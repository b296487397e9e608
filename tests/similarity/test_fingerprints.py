"""Fingerprints are stored, so a text has the same ones in every process and version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from pipelines.similarity.fingerprints import fingerprints, period
from pipelines.similarity.shingles import shingled
from tests.support.story_texts import ARCHIVE, BRIDGE, ORCHARD

PRINT = """
import json, sys
from pipelines.similarity.fingerprints import fingerprints
from pipelines.similarity.shingles import shingled
print(json.dumps(fingerprints(shingled(sys.stdin.read()))))
"""


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_another_process_makes_the_same_fingerprints(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        input=BRIDGE.encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    assert json.loads(done.stdout) == fingerprints(shingled(BRIDGE))


def test_the_stored_form_does_not_drift() -> None:
    """If this fails, stored fingerprints differ from computed ones, and nothing matches."""
    made = fingerprints(shingled(ORCHARD))
    assert (len(made), made[:3], made[-1]) == (
        35,
        [-9050995128234390650, -8935492405059232822, -8626359239080796504],
        8509840990340231022,
    )


def test_fingerprints_fit_the_column_and_are_few() -> None:
    made = fingerprints(shingled(BRIDGE * 30))
    assert 20 < len(made) <= 48
    assert made == sorted(set(made))
    assert all(-(2**63) <= number < 2**63 for number in made)


def test_texts_without_words_have_none() -> None:
    for text in ("", "\n\n", "…", "Two words"):
        assert fingerprints(shingled(text)) == []


def test_different_stories_share_none() -> None:
    bridge, orchard, archive = (
        set(fingerprints(shingled(text))) for text in (BRIDGE, ORCHARD, ARCHIVE)
    )
    assert not bridge & orchard
    assert not bridge & archive
    assert not orchard & archive


def features(text: str) -> tuple[list[str], list[int], list[int]]:
    """Return the compared parts of a text: words, sentences, shingles."""
    made = shingled(text)
    return made.words, made.ends.tolist(), made.shingles.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tô Lâm visits Hà Nội", "To Lam visits Hanoi"),
        ("HÀ NỘI — The river rose", "Hanoi (VNA) – The river rose"),
        ("HANOI, June 10 (Xinhua) -- The river rose", "The river rose"),
        ("VCN - The river rose", "NDO – The river rose"),
        ("(VOVWORLD) - The river rose", "VGP - The river rose"),
        ("The river rose. — VNS", "The river rose./."),
        ("The river rose. (VNS/VNA)", "The river rose. VNA/VNP"),
        ("HCM City is in Việt Nam", "Ho Chi Minh City is in Vietnam"),
        ("Việt Nam's Đà Nẵng", "Vietnam’s Danang"),
        ("U.S. exports of 1,200 tonnes", "US exports of 1.200 tonnes"),
        ("five per cent co-operation", "five percent cooperation"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert features(one) == features(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exports rose by 12 percent", "Exports rose by 13 percent"),
        ("The well-known man spoke", "The man spoke"),
        ("The plan - a good one - failed", "A good one failed"),
    ],
)
def test_words_that_are_not_marks_stay(one: str, other: str) -> None:
    assert features(one) != features(other)


def test_periods_are_whole_in_order_and_fit_sixteen_bits() -> None:
    assert period(date(1970, 1, 1)) == 0
    assert period(date(2026, 3, 20)) - period(date(2026, 3, 4)) == 1
    assert period(date.min) == -(2**15)
    assert period(date.max) == 2**15 - 1
