"""Likeness of two texts: whether they report the same story.

The thresholds below were set on one half of the labelled pairs of ``bench.stories.clustering``, and
are evaluated on the other half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.similarity.shingles import ShingledText
from pipelines.similarity.stopwords import COMMON
from pipelines.similarity.word_arrays import Flags, Hashes

SENTENCE_SHARED = 0.2
"""Minimum share of a sentence's shingles for it to count as the same sentence. Unrelated sentences
share about .01; with every fifth word replaced, half remains.
"""

SMALLER_COVERED = 0.58
"""Minimum share of the smaller text in shared sentences. A shared opening covers less."""

LARGER_COVERED = 0.45
"""Share of the larger text above which nothing more is required: the rest is additions."""

BRIEF_COHESION, SURE_COHESION = 0.075, 0.12
BRIEF_BEGINS = 0.2
"""Below ``LARGER_COVERED`` the smaller text is a brief of the larger one, or an item in a digest. A
brief shares names and subject with the rest of its story, and usually is cut from the top.
"""

NUMBERS_AGREE = 0.5
MIN_NUMBERS = 3
"""A daily series (weather, exchange rates) has different numbers in the same words."""

MIN_SHINGLES = 20
"""Shorter texts are the same story only if they have the same words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of two texts, each number from 0 to 1.

    Attributes:
        resemblance: shared shingles by all shingles (Jaccard).
        containment: shared shingles by those of the text with fewer.
        smaller_covered, larger_covered: share of the words in shared sentences.
        numbers_agree: of the positions where both have a number, month or weekday in the same
            words, the share where it is the same; 1 if there are too few.
        cohesion: words that the smaller text shares with the rest of the larger one, by the
            geometric mean of both (Ochiai).
        begins: position in the larger text of the first shared sentence.
    """

    resemblance: float
    containment: float
    smaller_covered: float
    larger_covered: float
    numbers_agree: float
    cohesion: float
    begins: float

    @property
    def same_story(self) -> bool:
        """Whether the two texts report the same story."""
        if self.smaller_covered < SMALLER_COVERED or self.numbers_agree < NUMBERS_AGREE:
            return False
        if self.larger_covered >= LARGER_COVERED or self.cohesion >= SURE_COHESION:
            return True
        return self.cohesion >= BRIEF_COHESION and self.begins <= BRIEF_BEGINS


SAME = Likeness(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0)
NOTHING = Likeness(0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0)


def likeness(first: ShingledText, second: ShingledText) -> Likeness:
    """Compare two texts, in either order."""
    if first.words == second.words:
        return SAME if first.words else NOTHING
    small, large = sorted((first, second), key=lambda text: (len(text.words), text.words))
    if len(small.shingles) < MIN_SHINGLES:
        return NOTHING
    shared = int(_among(small.distinct, large.distinct).sum())
    if not shared:
        return NOTHING
    in_small = _shared_sentences(small, large)
    in_large = _shared_sentences(large, small)
    return Likeness(
        resemblance=shared / (len(small.distinct) + len(large.distinct) - shared),
        containment=shared / min(len(small.distinct), len(large.distinct)),
        smaller_covered=_covered(small, in_small),
        larger_covered=_covered(large, in_large),
        numbers_agree=_numbers_agree(small, large),
        cohesion=_cohesion(small, large, in_large),
        begins=_begins(large, in_large),
    )


def _among(values: Hashes, ascending: Hashes) -> Flags:
    """Return for each value whether it is present: ``numpy.isin`` with one sorted side."""
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    positions = np.searchsorted(ascending, values)
    positions[positions == len(ascending)] = 0
    found: Flags = ascending[positions] == values
    return found


def _shared_sentences(text: ShingledText, other: ShingledText) -> Flags:
    """Return for each sentence of ``text`` whether ``other`` has most of it too."""
    found = _among(text.shingles, other.distinct)
    count = np.bincount(text.sentence[found], minlength=len(text.ends))
    shared: Flags = (count >= 2) & (count >= SENTENCE_SHARED * text.per_sentence)
    return shared


def _covered(text: ShingledText, shared: Flags) -> float:
    return float(text.lengths[shared].sum() / text.ends[-1])


def _numbers_agree(small: ShingledText, large: ShingledText) -> float:
    masked = _among(small.masked[small.numbered], large.distinct_masked)
    positions = int(masked.sum())
    if positions < MIN_NUMBERS:
        return 1.0
    agree = _among(small.shingles[small.numbered][masked], large.distinct)
    return float(agree.sum() / positions)


def _cohesion(small: ShingledText, large: ShingledText, shared: Flags) -> float:
    rest: set[str] = set()
    start = 0
    for end, is_shared in zip(large.ends.tolist(), shared.tolist(), strict=True):
        if not is_shared:
            rest.update(large.words[start:end])
        start = end
    rest = _subject(rest)
    subject = _subject(set(small.words))
    if not rest or not subject:
        return 1.0
    return float(len(subject & rest) / (len(subject) * len(rest)) ** 0.5)


def _subject(words: set[str]) -> set[str]:
    """Return the words that may indicate a text's subject: no numbers, short or common words."""
    return {
        word for word in words if len(word) > 4 and not word[0].isdigit() and word not in COMMON
    }


def _begins(text: ShingledText, shared: Flags) -> float:
    first = int(shared.argmax()) if shared.any() else len(shared)
    return float(np.append(0, text.ends)[first] / text.ends[-1])
