"""A lower keep threshold on pages of which the classifier is sure of little.

Where a part of the text is as doubtful as the rest, F1 is highest when more is kept: the best
threshold is half of the F1 that it is expected to reach (Lipton, Elkan and Naryanaswamy, "Optimal
Thresholding of Classifiers to Maximize F1 Measure", ECML 2014). ``thresholds.KEEP`` was fitted on
pages of news, whose expected F1 is high; it falls in proportion on others. Where nothing at all is
kept there may be no text: that is asked of other witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.classifier import thresholds

_USUAL_F1 = 0.95  # expected of a page of news; from here on the usual threshold holds
_LEAST_KEPT = 0.2  # content probability; below it nothing is kept for its page


def keep_doubtful(likely: list[float], sizes: Sequence[int]) -> None:
    """Raise to the keep threshold what is above that of the page.

    Args:
        likely: each block's content probability, changed in place.
        sizes: its number of words.
    """
    if max(likely, default=0.0) < thresholds.KEEP:
        return
    expected = _expected_f1(likely, sizes)
    least = max(thresholds.KEEP * expected / _USUAL_F1, _LEAST_KEPT)
    for index, value in enumerate(likely):
        if least <= value < thresholds.KEEP:
            likely[index] = thresholds.KEEP


def _expected_f1(likely: Sequence[float], sizes: Sequence[int]) -> float:
    """Return the highest expected F1 of the words kept, over all thresholds of the page."""
    relevant = sum(value * size for value, size in zip(likely, sizes, strict=True))
    best = kept = hits = 0.0
    for value, size in sorted(zip(likely, sizes, strict=True), reverse=True):
        kept += size
        hits += value * size
        best = max(best, 2 * hits / (kept + relevant) if kept else 0.0)
    return best
