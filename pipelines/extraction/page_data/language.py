"""The article's language: as the page states it, checked against its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_SAMPLE = 2_000  # characters; more makes no difference
_MIN_WORDS = 60
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?=$|[^a-z])", re.I)
_MISNAMED = {"vn": "vi", "cz": "cs", "jp": "ja", "kr": "ko"}  # country codes given as languages
# Frequent words of only one of these languages: enough to confirm a stated language.
_COMMON_LINES = {
    "en": "the and of to that with was for on is it you this are be as have",
    "vi": "và của các được người trong không những",
    "fr": "les des dans une est pour du au",
    "es": "el los las una por del con que",
    "de": "der die das und den mit von ist nicht ein eine zu auf sich ich im für auch wir",
    "it": "il di che della per una gli nel",
    "pt": "os uma não em dos das ao pela",
}
_LANGUAGES = {
    word: [language for language, other in _COMMON_LINES.items() if word in other.split()]
    for line in _COMMON_LINES.values()
    for word in line.split()
}
_MIN_COMMON_SHARE = 0.12  # of a text's words; prose has .2 and more
_NO_WORDS = 25  # mean characters per word: encoded data, whatever its letters
_STATED_COMMON = 0.05  # lists of names and goods have less; then the page's statement counts too
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_NOT_LATIN = re.compile(r"[\u0370-\u03ff\u0590-\u1fff\u3040-\ud7af]")
# Letters of only one of the languages of a script, and those that it lacks.
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NOT_SLAVIC = frozenset("әғқңөұүһҗӯ")
_LETTERS = (
    ("be", frozenset("ў"), frozenset("ъщиїєґ")),
    ("uk", frozenset("іїєґ"), frozenset("ыэъёў")),
    ("ru", frozenset("ыэ"), frozenset("іїєґўјћђ")),
)
_LEAST_LETTERS = 5  # of a language's own, in a text
_STRAY = 10  # times as many of its own as of another's: names and quotations
_FA, _UR = frozenset("پچژگی"), frozenset("ٹڈڑے")
# Scripts shared by several languages: the page may state one of these.
_SHARE = {
    "ar": {"fa", "ur", "ckb", "ps", "ug"},
    "hi": {"mr", "ne", "sa"},
    "zh": {"ja", "yue"},
}


def code(text: str | None) -> str | None:
    """Return a language tag as BCP 47 (``en``, ``pt-BR``, ``zh-Hans``), or None."""
    match = _CODE.match((text or "").strip())
    if match is None or match[1].lower() in ("und", "mul", "zxx", "xx"):
        return None
    language = _MISNAMED.get(match[1].lower(), match[1].lower())
    parts = [language, match[2].title() if match[2] else "", match[3].upper() if match[3] else ""]
    return "-".join(part for part in parts if part)


def detect(stated: Sequence[str | None], text: str, expected: str | None = None) -> str | None:
    """Return the language of ``text``.

    Args:
        stated: the page's statements, best source first: ``html lang``, JSON-LD, meta tags.
        text: the article, or its beginning.
        expected: the outlet's language.
    """
    codes = [found for found in map(code, stated) if found]
    sample = text[:_SAMPLE]
    by_script = _by_script(sample)
    if by_script:
        if by_script == "ar" and not {found.split("-")[0] for found in codes} & _SHARE["ar"]:
            by_script = _of_arabic_letters(sample)
        allowed = {by_script} | _SHARE.get(by_script, set())
        return next((found for found in codes if found.split("-")[0] in allowed), by_script)
    agreed = {found.split("-")[0] for found in codes} | ({expected} if expected else set())
    known = _by_words(sample, agreed) or _by_letters(sample)
    if known:
        return next((found for found in codes if found.split("-")[0] == known), known)
    if len(agreed) == 1 and codes and codes[0][:2] not in _COMMON_LINES:
        return codes[0]
    if len(sample) < _MIN_WORDS or len(sample) > _NO_WORDS * len(sample.split()):
        return expected or (codes[0] if codes else None)
    guess = _guess(sample)
    if guess in agreed:
        return next((found for found in codes if found.split("-")[0] == guess), guess)
    return guess if len(sample) > 5 * _MIN_WORDS else expected or (codes[0] if codes else guess)


def _by_words(text: str, stated: set[str]) -> str | None:
    """Return the language whose common words dominate; a close second makes it uncertain."""
    printed = text.lower().split()
    if len(printed) < 15:
        return None
    known = (word for word in printed if word in _LANGUAGES)
    count = Counter(language for word in known for language in _LANGUAGES[word])
    shares = sorted(((count[one] / len(printed), one) for one in _COMMON_LINES), reverse=True)
    (best, language), (second, _) = shares[:2]
    enough = _STATED_COMMON if language in stated else _MIN_COMMON_SHARE
    return language if best >= enough and best > 2 * second else None


def _by_letters(text: str) -> str | None:
    """Return the language whose own letters a Cyrillic text has, and nearly none that it lacks."""
    if not _CYRILLIC.search(text):
        return None
    count = Counter(text.lower())
    if sum(count[one] for one in _NOT_SLAVIC) >= _LEAST_LETTERS:
        return None
    for language, own, others in _LETTERS:
        has = sum(count[one] for one in own)
        if has >= _LEAST_LETTERS and has > _STRAY * sum(count[one] for one in others):
            return language
    return None


def _of_arabic_letters(text: str) -> str:
    """Return Urdu or Persian for a text with enough of their letters, else Arabic."""
    count = Counter(text)
    if sum(count[one] for one in _UR) >= _LEAST_LETTERS * 2:
        return "ur"
    return "fa" if sum(count[one] for one in _FA) >= _LEAST_LETTERS * 2 else "ar"


def _by_script(text: str) -> str | None:
    if text.isascii() or not _NOT_LATIN.search(text):
        return None
    letters = sum(char.isalpha() for char in text)
    for language, pattern in _SCRIPTS:
        share = len(pattern.findall(text)) / letters
        if share > (0.1 if language in ("ja", "ko") else 0.4):
            return language
    return None


def _guess(text: str) -> str:
    import py3langid  # imports numpy; most pages state a language that their words confirm

    return str(py3langid.classify(text)[0])
