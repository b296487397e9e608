"""The outlet's own name as an end mark: ``— Viet Nam News``, ``（西贡解放日报）``, a source's line.

Which names are the outlet's the page tells: its metadata, its host and the link to its home page.
Behind a sentence such a name in brackets, behind a dash or a space is no word of the text.
"""

from __future__ import annotations

import re
from collections.abc import Set

from pipelines.extraction.authors.agency_marks import EndMark, is_agency
from pipelines.extraction.lexicon.agencies import SOURCE_LABELS
from pipelines.extraction.page_data.headline import compact

_REACH = 60  # characters from the end
_MIN_KEY = 3  # characters of a compact name
_ENDED = ".!?…:;。！？។៕۔”“\"'’)）»«」』"
_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NAMED = r"((?:[^\W_])(?:[^()（）\[\]【】:：;!?。！？…“”\"«»—–.]|\.(?=\w)){1,40})"
_BEHIND = re.compile(
    rf"(?:(?<=[{_ENDED}])|(?<=[{_UNSPACED}]))\s{{0,2}}[(（\[【]\s?{_NAMED}[)）\]】]\.?\s?$"
    rf"|(?:(?<=[{_ENDED}])|(?<=[{_UNSPACED}])(?=\s))\s{{0,2}}[—–-]{{1,2}}\s{{0,2}}{_NAMED}\.?\s?$"
    rf"|(?<=[{_ENDED}])\s{{1,2}}{_NAMED}\s?$"
)
_LINE = re.compile(rf"^[(（\[【—–-]{{0,2}}\s?{_NAMED}[)）\]】]?\.?$")
_SOURCE_LINE = re.compile(
    rf"^[(（\[【]?(?:theo\s|(?:{SOURCE_LABELS})\s?[:：៖])\s?{_NAMED}[)）\]】]?$",
    re.I,
)
_CLOSED = frozenset('.!?…。！？”"»')  # no name ends in one
_SET_OFF = frozenset("(（[【—–-")
_KINDS = frozenset(("báo", "đài", "tạp", "trang", "by", "from", "theo", "the"))


def end(text: str, names: Set[str]) -> EndMark | None:
    """Return a line without the outlet's name behind its last sentence, or None without one.

    Args:
        text: a line; one of the name alone counts, too, and one that names an agency as source.
        names: the site's, in compact form.
    """
    found = _LINE.match(text) if len(text) <= _REACH else None
    if found is not None and _is_own(found[1], names):
        return EndMark("", text)
    found = _SOURCE_LINE.match(text) if len(text) <= _REACH else None
    if found is not None and (is_agency(found[1]) or _is_own(found[1], names)):
        return EndMark("", text, found[1])
    tail = text[-_REACH:]
    if tail.rstrip()[-1:] in _CLOSED and _SET_OFF.isdisjoint(tail):
        return None  # nearly every paragraph
    found = _BEHIND.search(tail)
    if found is None or not _is_own(found[found.lastindex or 0], names):
        return None
    return EndMark(text[: len(text) - len(found[0])], found[0])


def _is_own(name: str, names: Set[str]) -> bool:
    """Return whether a name is the outlet's, alone or beside an agency's."""
    parts = [part.strip() for part in name.split("/")]
    own = [part for part in parts if _key(part) in names or _bare_key(part) in names]
    return bool(own) and all(part in own or is_agency(part) for part in parts)


def _key(name: str) -> str:
    key = compact(name)
    return key if len(key) >= _MIN_KEY else ""


def _bare_key(name: str) -> str:
    """Return the same without the word for what kind of outlet it is."""
    first, _, rest = name.partition(" ")
    return _key(rest) if first.lower() in _KINDS else ""
