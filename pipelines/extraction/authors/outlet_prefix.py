"""Removes an outlet's name in front of a byline, where its article looks like a preposition."""

from __future__ import annotations

from collections.abc import Set

from pipelines.extraction.page_data.headline import compact

_ARTICLES = frozenset(("de", "di", "a", "af"))  # words of names that introduce authors, too
_MOST_WORDS = 4


def without_outlet(text: str, sites: Set[str]) -> str:
    """Return a line without the outlet's name that it begins with.

    ``De Koerier Door Ann Lee`` is by her, not by ``Koerier Door Ann Lee``.

    Args:
        text: the line.
        sites: compact names of the site.
    """
    words = text.split()
    if not words or words[0].lower() not in _ARTICLES:
        return text
    ends = range(2, min(len(words), _MOST_WORDS) + 1)
    for end in ends:
        forms = (compact(" ".join(words[start:end])) for start in (0, 1))  # hosts lack the article
        if any(form in sites for form in forms):
            return " ".join(words[end:])
    return text
