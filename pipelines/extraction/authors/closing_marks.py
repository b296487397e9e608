"""Marks that say that a text ends here, and name nobody: ``(ENDS)``, ``###``, ``-30-``, ``（完）``.

Press offices and agencies print them below a text or behind its last sentence. A word alone is a
mark in capitals or between dashes, brackets or asterisks only: it may be the last word of a title.
"""

from __future__ import annotations

import re

MAX_CHARS = 24
_WORDS = "ends?|fin|ende|schluss|fine|selesai|tamat|hết|конец|완|끝|完|了|終|终|จบ|ចប់|おわり"
_CAPITALS = "ENDS?|ENDE|SELESAI|TAMAT|HẾT|Hết|КОНЕЦ|끝|完"  # not FIN: Finland's, in results
_RULED = r"(?:#\s?){2,5}|[-–—]\s?30\s?[-–—]|[■◼∎◆]"
_BESIDE = r"[^\w\s\"'“”‘’«».,!?…。，！？។]{1,6}"  # in quotation marks it is a word
_DECKED = rf"{_BESIDE}\s?(?i:{_WORDS})\.?\s?{_BESIDE}"
_WHOLE = re.compile(rf"(?:{_RULED}|{_CAPITALS}|以上)\.?|{_DECKED}")
# Khmer: the full stop of a text's last sentence, or a mark behind it; initials may follow, or whose
# text it is.
_LAST_STOP = re.compile(r"៕[^។៕]{0,30}$")
_STOP_REACH = 40  # characters
_ENDED = ".!?…。！？។”“\"'’)）»«」"
BEHIND = re.compile(
    rf"(?:(?<=[{_ENDED}])|(?<=[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]))"
    rf"\s?(?:{_RULED}|{_DECKED}|[-–—]{{1,2}}\s?(?:{_CAPITALS}|Ends?)"
    rf"|(?<=\s)(?:ENDS?|SELESAI|TAMAT)|៕)\.?\s?$"
)
"""The mark behind a text's last sentence, with the space before it."""


_ADDRESS_REACH = 300  # characters from the end


def ends_address(text: str) -> bool:
    """Return whether a full stop behind a URL ends a line: ``see https://example.org/guide/.``"""
    last = text[-_ADDRESS_REACH:].rsplit(None, 1)[-1:] if text.endswith("/.") else []
    return any("://" in word or (word.count("/") > 1 and "./" not in word) for word in last)


def is_closing(line: str) -> bool:
    """Return whether a whole line is such a mark."""
    return len(line) <= MAX_CHARS and _WHOLE.fullmatch(line.strip()) is not None


def closes(text: str) -> bool:
    """Return whether a line is such a mark or ends with one."""
    last = text[-MAX_CHARS:]
    if is_closing(text) or BEHIND.search(last) is not None:
        return True
    return _LAST_STOP.search(text[-_STOP_REACH:]) is not None
