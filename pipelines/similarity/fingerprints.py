"""MinHash fingerprints: a few numbers that near-duplicates share, for looking up candidates.

There are two families, because near-duplicates are of two kinds:

- the texts are largely the same: bands over all shingles find them, whatever the order;
- part of one text is all of the other (a brief, a text with long additions): the smallest shingles
  of each sentence find it, however small the share of the whole. The first sentences get more of
  them, because a brief is cut from the top.

Fingerprints are stored, so they must be the same in every process and on every machine. Hence there
is no ``hash()``, but a seed, an exact pin of rensa, and a test with the values of one text. Of the
two candidate libraries rensa is the faster (``bench/stories/clustering.py`` prints the ratio).
"""

from __future__ import annotations

from datetime import date

import numpy as np
from rensa import RMinHash

from pipelines.similarity.shingles import ShingledText
from pipelines.similarity.word_arrays import Hashes, Numbers

PERIOD_DAYS = 16
"""Days per period. Fingerprints are stored by period, so that what is written and read today is
close together, however many years are stored.
"""

_EPOCH = date(1970, 1, 1).toordinal()
_SEED = 20_261_123
_BANDS, _ROWS = 12, 2  # half the shingles shared: found with probability 1 - (3/4)**12 = .97
_HEAD, _HEAD_HASHES = 8, 2
_TAIL = 16  # sentences after the head, one hash each
_MIN_SHINGLES = 5  # of a sentence
_MIN_TELLING_WORDS = 3
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT, _HALF = np.uint64(29), np.uint64(32)
_LABELS = np.arange(1, _BANDS + _HEAD_HASHES + 1, dtype=np.uint64) * _ODD


def period(day: date) -> int:
    """Return the number of the period that ``day`` is in, 0 at the beginning of 1970.

    It fits 16 bits: dates far out fall into the first or the last period.
    """
    number = (day.toordinal() - _EPOCH) // PERIOD_DAYS
    return min(max(number, -(1 << 15)), (1 << 15) - 1)


def fingerprints(text: ShingledText) -> list[int]:
    """Return at most 48 different signed 64-bit numbers, in ascending order.

    Near-duplicates share two or more of them; of unrelated texts, about one pair in ten thousand
    shares two.
    """
    if not len(text.shingles):
        return []
    bands = _digests(text.shingles, np.array([len(text.shingles)]), _BANDS * _ROWS)
    shingles, sizes = _sentences(text)
    smallest = _digests(shingles, sizes, _HEAD_HASHES)
    heads = [smallest[: _HEAD if number else None, number] for number in range(_HEAD_HASHES)]
    first = np.concatenate([bands[0, ::_ROWS], *heads])
    second = np.zeros_like(first)
    second[:_BANDS] = bands[0, 1::_ROWS]
    labels = np.repeat(_LABELS, [1] * _BANDS + [len(column) for column in heads])
    return sorted(set(_mix(first, second, labels).view(np.int64).tolist()))


def _sentences(text: ShingledText) -> tuple[Hashes, Numbers]:
    """Return the shingles of the sentences that are long enough, and their number per sentence.

    If a sentence has a few distinctive shingles, only those.
    """
    sizes = text.per_sentence
    telling = np.bincount(text.sentence[text.telling], minlength=len(sizes))
    taken = sizes >= _MIN_SHINGLES
    taken &= np.cumsum(taken) <= _HEAD + _TAIL
    whole = telling < _MIN_TELLING_WORDS
    kept = taken[text.sentence] & (text.telling | whole[text.sentence])
    return text.shingles[kept], np.where(whole, sizes, telling)[taken]


def _digests(shingles: Hashes, sizes: Numbers, hashes: int) -> Hashes:
    """Return the MinHash digest of each set, one row each; the sets are concatenated."""
    offsets = np.zeros(len(sizes) + 1, np.uint64)
    offsets[1:] = np.cumsum(sizes)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(shingles, offsets, hashes, _SEED)
    return np.array(matrix.to_rows(), np.uint64).reshape(len(sizes), hashes)


def _mix(first: Hashes, second: Hashes, labels: Hashes) -> Hashes:
    mixed: Hashes = first << _HALF | second
    mixed += labels
    mixed ^= mixed >> _SHIFT
    mixed *= _ODD
    mixed ^= mixed >> _SHIFT
    return mixed
