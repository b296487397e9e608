"""Tells in what voice a text speaks: of an outlet as us, to the reader as you, of a subscription.

Each of these kinds of words occurs in articles. An article that hardly speaks so, and one paragraph
of which has several kinds, is a page on which the outlet speaks to its readers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipelines.text import fold_words

_SPEAKER = re.compile(r"([^\W\d_][^.!?:：,，;\d]{1,40})(?:[,，] ?(\d{1,2})\b[^.!?:：]{0,20})?[:：]")
_NAME_WORDS = 2
_NO_COMPOUND = r"(?!\w|-\w)"
_ENDING, _STEM, _BETWEEN = r"\w{0,20}", r"\w*", r" (?:\w{1,20} ){0,2}\w{0,12}?"
_UNSPACED = re.compile(
    r"[\u0590-\u07ff\u0900-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_SENTENCE = re.compile(r"[.!?…:;,。！？：，、។]\s*|\s[–—|]\s")
_SENTENCE_UNSPACED = re.compile(r"[.!?…:;,。！？：，、។\s]\s*")
# Long enough to be what somebody said; a shorter one is a name.
_SAID = re.compile(
    r"“[^”]{31,600}”|„[^“”]{31,600}[“”]|«[^»]{31,600}»|»[^«]{31,600}«|\"[^\"]{31,600}\""
    r"|「[^」]{16,600}」|“[^“”]{16,600}[。！？，]”"
)
# A quotation of several paragraphs, or a dialogue; not a name in quotation marks.
_OPENED = re.compile(r"^(?:[“„«\"「](?![^“”„«»\"「」]{1,30}[”“»\"」])|[—–-])")
_CURRENCIES = (
    r"[€£$¥₫₽₩฿₪₹]|eur\w*|pounds?|pence|dollars?|dólar\w*|usd|đồng|vnđ|vnd|đ\b|บาท|元|円|원|"
    r"руб\w*|грн|гривень|гривен\w*|lira\w*|tl\b|rupiah|ringgit|rm\b|rea(?:l|is)|pesos?|soles|zł|"
    r"złot\w*|kč|korun\w*|kr\b|kronor|kroner|lei\b|ft\b|forint\w*|ευρώ|ドル|ដុល្លារ|រៀល|ກີບ|دينار\w*|"
    r"دنانير|دولار\w*|ريال\w*|درهم\w*|تومان|שקל\w*|रुपये"
)
_SUM = re.compile(
    rf"(?:[€£$¥₫₽₩฿₪₹]|R\$|Rp\.?|CHF|kr\.?)\s?\d|\d[\d.,\s]{{0,12}}\s?(?:{_CURRENCIES})",
    re.IGNORECASE,
)


Said = int
"""What a text says, as bits: kinds of words of an outlet to its readers.

OWN: we, our. READER: you, or an order to the reader. PRESS: what outlets speak of. ASKS: what is
offered or asked for. PRICE: a sum for a month, a week, a year.
"""
OWN, READER, PRESS, ASKS, PRICE = KINDS = (1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one language, as patterns for printed text.

    Attributes:
        matter: of press, offers and requests, without which a text has none of the others' sense.
        telling: words of which a text has one, folded, if it has one of these; empty if endings
            of words tell.
        kinds: a pattern for each kind found anywhere.
        commands: beginnings of a sentence that tells the reader to do something.
        sentence: what separates sentences.
        period: of a price.
        me: I, my.
        reports: words of a text that tells what somebody says.
    """

    matter: re.Pattern[str]
    telling: frozenset[str]
    kinds: Mapping[Said, re.Pattern[str]]
    commands: re.Pattern[str]
    sentence: re.Pattern[str]
    period: re.Pattern[str]
    me: re.Pattern[str]
    reports: re.Pattern[str]

    def has_matter(self, text: str, words: Sequence[str]) -> bool:
        """Return whether a text, with these folded words, speaks of press, offers or requests."""
        if self.telling and self.telling.isdisjoint(words):
            return False  # most texts
        return self.matter.search(text) is not None

    def said(self, text: str) -> Said:
        """Return what a text says besides its quotations."""
        shown = without_speech(text)
        found = READER * self._commands(shown) | PRICE * self._prices(shown)
        for kind, pattern in self.kinds.items():
            if pattern.search(shown):
                found |= kind
        return found

    def may_offer(self, text: str) -> bool:
        """Return whether a text speaks to the reader or names a price: each offer does."""
        shown = without_speech(text)
        is_addressed = self.kinds[READER].search(shown) or self._commands(shown)
        return bool(is_addressed) or self._prices(shown)

    def _commands(self, shown: str) -> bool:
        return any(self.commands.match(one) for one in self.sentence.split(shown))

    def _prices(self, shown: str) -> bool:
        return bool(self.period.search(shown) and _SUM.search(shown))

    def words(self, text: str) -> dict[Said, set[str]]:
        """Return the words of offers and of the press in a text, in small letters."""
        lowered = text.lower()
        kinds = (PRESS, ASKS)
        return {kind: set(self.kinds[kind].findall(lowered)) for kind in kinds}

    def says_you(self, text: str) -> bool:
        """Return whether a text says you, which is surer than an order to the reader."""
        return self.kinds[READER].search(without_speech(text)) is not None

    def speaks_of_self(self, text: str) -> bool:
        """Return whether somebody speaks of himself in a text, besides its quotations."""
        # "Chúng tôi" is we, "tôi" is I.
        return self.me.search(self.kinds[OWN].sub(" ", without_speech(text))) is not None

    def reports_speech(self, text: str) -> bool:
        """Return whether somebody speaks in a text, or it tells what somebody says."""
        if is_speech(text) or _SAID.search(text) is not None:
            return True
        return self.reports.search(text) is not None


def is_speech(text: str) -> bool:
    """Return whether a text is what somebody says: a dialogue, a quotation that goes on."""
    return _OPENED.match(text) is not None or _has_speaker(text)


def _has_speaker(text: str) -> bool:
    """Return whether a text begins with who speaks: ``Ann Lee, 61: I took the tram.``"""
    found = _SPEAKER.match(text)
    if found is None:
        return False
    words = found[1].split()
    is_spaced = all(word[:1].isupper() for word in words) and len(words) >= _NAME_WORDS
    return is_spaced or (found[2] is not None and not words[0][0].islower())


def without_speech(text: str) -> str:
    """Return a text without what somebody says in it."""
    return _SAID.sub(" ", text)


def of_language(language: str) -> Voice | None:
    """Return the words of a language (``"vi"``, ``"pt-BR"``), None if it has no table."""
    table = language[:2].lower()
    return _voice(table) if table in _tables() else None


@cache  # by table: compiling one takes as long as some pages
def _voice(table: str) -> Voice:
    kinds = _tables()[table]
    words = {name: text.replace("\n", "") for name, text in kinds.items()}
    is_unspaced = _UNSPACED.search(words["asks"]) is not None
    matter = f"{words['press']}|{words['asks']}"
    return Voice(
        _pattern(matter),
        frozenset() if is_unspaced or "*" in matter else frozenset(_telling(matter)),
        {
            OWN: _pattern(words["own"]),
            READER: _pattern(words["reader"]),
            ASKS: _pattern(words["asks"]),
            PRESS: _pattern(words["press"]),
        },
        _pattern(words["commands"], behind=r"(?!\w)"),
        _SENTENCE_UNSPACED if is_unspaced else _SENTENCE,
        _pattern(words["periods"]),
        _pattern(words["self"]),
        _pattern(words["reports"]),
    )


def _telling(forms: str) -> Iterator[str]:
    """Yield the longest word of each form, folded."""
    for form in forms.split("|"):
        yield max(fold_words(form), key=len, default="")


def languages() -> Iterable[str]:
    """Return the languages that have a table."""
    return _tables().keys()


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    # Not a path: scrapyd runs the project from an egg, which is a zip file.
    table = files("pipelines.extraction.lexicon.notices").joinpath("outlet_voice.toml")
    return tomllib.loads(table.read_text("utf-8"))


def _pattern(words: str, behind: str = _NO_COMPOUND) -> re.Pattern[str]:
    """Return a pattern of words, separated by ``|``, as the table describes them.

    Args:
        words: the table's words.
        behind: what may not follow; a command may be followed by its object (``aidez-nous``).
    """
    forms = sorted((one for one in words.split("|") if one.strip()), key=len, reverse=True)
    within = [re.escape(one) for one in forms if _UNSPACED.search(one) or one[0] == "/"]
    spaced: dict[str, list[str]] = {}  # by their beginning, which is tried at each word
    for one in forms:
        if re.escape(one) not in within:
            first, rest = _form(one)
            spaced.setdefault(first, []).append(rest)
    any_of = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in spaced.items())
    parts = [rf"(?<!\w)(?:{any_of}){behind}"] if spaced else []
    return re.compile("|".join([*parts, *within]))


def _form(word: str) -> tuple[str, str]:
    """Return a word's first letter, or its unknown beginning, and the rest, as patterns."""
    first = word[0]
    bare = word.strip("*").strip()
    if first == "*":
        letter, rest = _ENDING, bare
    else:
        is_either = first.islower() and first.upper() != first
        letter = f"[{first}{first.upper()}]" if is_either else re.escape(first)
        rest = bare[1:]
    stem = _STEM if word.endswith("*") else ""
    return letter, re.escape(rest).replace(r"\*", _STEM).replace(r"\~", _BETWEEN) + stem
