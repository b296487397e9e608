"""Scripted edits of real texts: how a second outlet changes a story, and look-alikes.

Pure: texts and a seeded random generator in, texts out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Paragraphs = list[str]
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
DATELINES = ("HÀ NỘI — ", "Hanoi (VNA) – ", "HCM CITY — ", "PHNOM PENH, June 3 (Xinhua) -- ", "")
END_MARKS = (" — VNS", "./.", " - VNA", " (VNS/VNA)", "")


@dataclass(frozen=True, slots=True)
class Words:
    """Source of new words and paragraphs: texts that are in no story."""

    vocabulary: Sequence[str]
    paragraphs: Sequence[str]


Edit = Callable[[Paragraphs, Words, Random], Paragraphs]


def paragraphs(text: str) -> Paragraphs:
    """Return the paragraphs of ``text``; long runs without breaks are split after sentences."""
    parts = []
    for line in text.splitlines():
        sentences = _SENTENCE_END.split(line.strip())
        for start in range(0, len(sentences), 4):
            part = " ".join(sentences[start : start + 4]).strip()
            if part:
                parts.append(part)
    return parts


def size(parts: Sequence[str]) -> int:
    """Return the number of words."""
    return sum(len(part.split()) for part in parts)


def drop(share: float) -> Edit:
    """Drop a share of the paragraphs."""

    def edit(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
        gone = set(random.sample(range(len(parts)), round(len(parts) * share)))
        return [part for place, part in enumerate(parts) if place not in gone] or parts[:1]

    return edit


def add(share: float) -> Edit:
    """Insert foreign paragraphs, as a share of the existing words."""

    def edit(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
        wanted, parts = size(parts) * share, list(parts)
        while wanted > 0:
            extra = random.choice(words.paragraphs)
            parts.insert(random.randrange(len(parts) + 1), extra)
            wanted -= len(extra.split())
        return parts

    return edit


def reorder(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
    """Shuffle the paragraphs."""
    return random.sample(parts, len(parts))


def replace(share: float) -> Edit:
    """Replace a share of the words."""

    def edit(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
        return [
            " ".join(
                random.choice(words.vocabulary) if random.random() < share else word
                for word in part.split()
            )
            for part in parts
        ]

    return edit


def fold(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
    """Remove diacritics and typographic quotes and dashes."""
    return [
        "".join(
            char
            for char in unicodedata.normalize("NFKD", part.translate(_TYPOGRAPHY))
            if not unicodedata.combining(char)
        )
        for part in parts
    ]


def marks(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
    """Replace dateline and agency mark."""
    parts = list(parts)
    parts[0] = random.choice(DATELINES) + parts[0]
    parts[-1] += random.choice(END_MARKS)
    return parts


def new_lead(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
    """Replace the first paragraph, or insert one before it."""
    return [random.choice(words.paragraphs), *parts[random.randrange(2) :]]


def brief(share: float, at_least: int = 60) -> Edit:
    """Keep only the first paragraphs: a share of the words."""

    def edit(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
        wanted, kept = max(size(parts) * share, at_least), 0
        for place, part in enumerate(parts):
            kept += len(part.split())
            if kept >= wanted:
                return parts[: place + 1]
        return parts

    return edit


def chain(*edits: Edit) -> Edit:
    """Apply one edit after the other."""

    def edit(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
        for one in edits:
            parts = one(parts, words, random)
        return parts

    return edit


# Name of an edit and its strength, to the edit.
EDITS: dict[str, Edit] = {
    "marks": marks,
    "fold diacritics": chain(fold, marks),
    "drop 10 %": drop(0.1),
    "drop 30 %": drop(0.3),
    "drop 50 %": drop(0.5),
    "add 20 %": add(0.2),
    "add 40 %": add(0.4),
    "reorder": reorder,
    "replace 5 %": replace(0.05),
    "replace 10 %": replace(0.1),
    "replace 20 %": replace(0.2),
    "new lead": chain(new_lead, marks),
    "brief 50 %": brief(0.5),
    "brief 25 %": brief(0.25),
    "brief 15 %": brief(0.15),
    "brief 25 %, replace 5 %": chain(brief(0.25), replace(0.05), marks),
    "brief 25 %, replace 10 %": chain(brief(0.25), replace(0.1), marks),
    "light: drop 20 %, replace 5 %, new lead": chain(drop(0.2), replace(0.05), new_lead, marks),
    "middle: drop 30 %, reorder, replace 5 %, add 20 %, fold": chain(
        drop(0.3), reorder, replace(0.05), add(0.2), fold
    ),
    "strong: drop 40 %, reorder, replace 10 %, new lead, fold": chain(
        drop(0.4), reorder, replace(0.1), new_lead, fold, marks
    ),
}


def same_opening(share: float) -> Edit:
    """Keep the opening, a share of the words; continue with other text."""

    def edit(parts: Paragraphs, words: Words, random: Random) -> Paragraphs:
        opening = brief(share, at_least=0)(parts, words, random)
        wanted = size(opening) / share - size(opening)
        rest: Paragraphs = []
        while size(rest) < wanted:
            rest.append(random.choice(words.paragraphs))
        return opening + rest

    return edit


def digest(stories: Sequence[Paragraphs], quoted: int, random: Random) -> Paragraphs:
    """Return a round-up that quotes the first ``quoted`` words of each story."""
    items: Paragraphs = ["A look at what the papers of the region wrote this morning."]
    for story in stories:
        items += brief(0.0, at_least=quoted)(story, Words((), ()), random)
    return items


WEATHER = (
    "The {region} will have {sky} skies on {day}, the weather bureau said. Temperatures are "
    "expected to range from {low} to {high} degrees Celsius, with humidity of {wet} percent.",
    "Winds will blow from the {wind} at {speed} kilometres an hour. Showers of {rain} millimetres "
    "are likely in the mountains in the afternoon and in the evening.",
    "The tide at the river mouth will reach {tide} centimetres at {hour} o'clock. People who live "
    "near the dykes are asked to follow the bulletins of the bureau.",
)
RATES = (
    "The central bank set the daily reference exchange rate at {rate} dong per US dollar on "
    "{day}, {step} dong {way} from the previous day.",
    "With the trading band of five percent in force, the ceiling rate that commercial banks may "
    "apply is {ceiling} dong and the floor rate is {floor} dong per US dollar.",
    "At the opening of the session one large commercial bank listed the dollar at {buy} dong "
    "buying and {sell} dong selling, {change} dong {way}. Another bought at {buy2} dong.",
)
GOLD = (
    "Domestic gold prices moved {way} on {day}. A jeweller in the capital bought the metal at "
    "{buy} million dong a tael and sold it at {sell} million dong at {hour}:30 in the morning.",
    "On the world market the price stood at {world} dollars an ounce, {step} dollars {way} from "
    "the close in New York.",
)
TEMPLATES = {"weather": WEATHER, "rates": RATES, "gold": GOLD}
_RATES = ("rate", "ceiling", "floor", "buy", "sell", "buy2")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHOICES = {
    "day": _DAYS,
    "sky": ("cloudy", "sunny", "overcast", "clear"),
    "wind": ("north", "south", "east", "northeast"),
    "way": ("up", "down"),
    "region": ("northern provinces", "southern provinces", "central coast", "highlands"),
}


def template(name: str, random: Random) -> Paragraphs:
    """Return one day's brief of a daily series: the words of the template, new numbers."""

    class _Numbers(dict[str, str]):
        def __missing__(self, key: str) -> str:
            if key in _CHOICES:
                return random.choice(_CHOICES[key])
            # Rates move little from day to day: the leading digits stay.
            number = random.randint(11, 98)
            return f"24,{number * 10 + 5}" if key in _RATES else str(number)

    return [part.format_map(_Numbers()) for part in TEMPLATES[name]]
