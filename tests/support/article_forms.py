"""Forms of articles in the structures of sites: what a page prints as its article must be kept.

A form is an interview, a ranking, a recipe, a live report; it is written in parts (paragraphs,
headings, lists, tables, quotations, pictures), and a structure prints each part in its own markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from random import Random

from tests.support.labelled_list_pages import ListedPage, Writer
from tests.support.labelled_list_texts import STORIES, Topic
from tests.support.site_structures import english, other_languages, vietnamese
from tests.support.site_structures.structure import Structure

STRUCTURES = (*vietnamese.STRUCTURES, *english.STRUCTURES, *other_languages.STRUCTURES)
_MANY = 12  # sentences of a topic
DAYS = {
    "en": "9 November 2026",
    "vi": "09/11/2026 08:40",
    "fr": "9 novembre 2026 à 08h40",
    "de": "9. November 2026, 8:40 Uhr",
    "es": "9 de noviembre de 2026",
    "pt": "09/11/2026 08h40",
    "id": "Senin, 9 November 2026 08:40 WIB",
    "ru": "9 ноября 2026, 08:40",
    "th": "9 พ.ย. 2569 08:40 น.",
    "km": "៩ វិច្ឆិកា ២០២៦",
    "lo": "09/11/2026",
    "zh": "2026年11月09日08:40",
    "ja": "2026年11月9日 8時40分",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article.

    Attributes:
        kind: ``paragraph``, ``heading``, ``bullets``, ``table``, ``quote``, ``figure``.
        texts: one text, or the items of a list, or the cells of a table in rows of two.
        bold: how many letters of the first text are printed in bold.
    """

    kind: str
    texts: tuple[str, ...]
    bold: int = 0


class ExhaustedError(Exception):
    """A form needs more sentences of one topic than are invented in a language."""


class Author:
    """Writes the parts of one article about one topic; no sentence twice."""

    def __init__(self, writer: Writer, topic: Topic) -> None:
        self.writer = writer
        self._sentences = self._each(topic["sentences"])
        self._headlines = self._each(topic["headlines"])
        self._terse = len(topic["sentences"]) < _MANY

    def _each(self, rows: Sequence[str]) -> Iterator[str]:
        return map(self.writer.fill, self.writer.rng.sample(rows, len(rows)))

    def sentence(self) -> str:
        for sentence in self._sentences:
            return sentence
        raise ExhaustedError

    def headline(self) -> str:
        for headline in self._headlines:
            return headline
        return self.sentence().rstrip(".。")

    def text(self) -> str:
        """Return the text of a paragraph."""
        count = 1 if self._terse else self.writer.rng.choice((1, 1, 2))
        return self.writer.joint.join(self.sentence() for _ in range(count))

    def paragraphs(self, count: int) -> list[Part]:
        return [Part("paragraph", (self.text(),)) for _ in range(count)]

    def heading(self) -> Part:
        return Part("heading", (self.headline(),))

    def bullets(self, count: int) -> Part:
        return Part("bullets", tuple(self.sentence() for _ in range(count)))


def report(author: Author) -> list[Part]:
    return author.paragraphs(7)


def brief(author: Author) -> list[Part]:
    """One paragraph."""
    joint = author.writer.joint
    return [Part("paragraph", (joint.join(author.sentence() for _ in range(3)),))]


def short(author: Author) -> list[Part]:
    return author.paragraphs(2)


def sections(author: Author) -> list[Part]:
    """Parts under sub-headings."""
    parts = author.paragraphs(2)
    for _ in range(3):
        parts += [author.heading(), *author.paragraphs(2)]
    return parts


def interview(author: Author) -> list[Part]:
    """Questions as sub-headings, answers below."""
    parts = author.paragraphs(1)
    for _ in range(4):
        question = author.headline() + "?"
        parts += [Part("heading", (question,)), *author.paragraphs(1)]
    return parts


def conversation(author: Author) -> list[Part]:
    """Speakers' names before what they say."""
    names = author.writer.names[:2]
    parts = author.paragraphs(1)
    for at in range(6):
        name = names[at % 2]
        parts.append(Part("paragraph", (f"{name}: {author.text()}",), bold=len(name) + 1))
    return parts


def ranking(author: Author) -> list[Part]:
    """Numbered headings, each with its paragraph."""
    parts = author.paragraphs(1)
    for place in range(5, 0, -1):
        parts += [Part("heading", (f"{place}. {author.headline()}",)), *author.paragraphs(1)]
    return parts


def list_inside(author: Author) -> list[Part]:
    return [*author.paragraphs(3), author.bullets(4), *author.paragraphs(2)]


def list_last(author: Author) -> list[Part]:
    return [*author.paragraphs(4), author.bullets(4)]


def key_points(author: Author) -> list[Part]:
    """A list between the first paragraph and the others."""
    return [*author.paragraphs(1), author.bullets(3), *author.paragraphs(4)]


def recipe(author: Author) -> list[Part]:
    """Two lists under headings."""
    return [
        *author.paragraphs(2),
        author.heading(),
        author.bullets(4),
        author.heading(),
        author.bullets(4),
    ]


def live(author: Author) -> list[Part]:
    """Entries, each with its time and headline."""
    parts = author.paragraphs(1)
    for hour in range(14, 9, -1):
        entry = f"{hour}:{author.writer.rng.randint(10, 59)} {author.headline()}"
        parts += [Part("heading", (entry,)), *author.paragraphs(1)]
    return parts


def chronology(author: Author) -> list[Part]:
    """Years in bold before their paragraphs."""
    years = range(2021, 2027)
    dated = [Part("paragraph", (f"{year}: {author.text()}",), bold=5) for year in years]
    return [*author.paragraphs(1), *dated]


def table_inside(author: Author) -> list[Part]:
    cells = [(author.headline(), str(author.writer.rng.randint(100, 999))) for _ in range(4)]
    table = Part("table", tuple(cell for row in cells for cell in row))
    return [*author.paragraphs(3), table, *author.paragraphs(2)]


def quotations(author: Author) -> list[Part]:
    parts: list[Part] = []
    for _ in range(3):
        parts += [*author.paragraphs(1), Part("quote", (f"“{author.sentence()}”",))]
    return [*parts, *author.paragraphs(1)]


def photo_story(author: Author) -> list[Part]:
    parts: list[Part] = []
    for _ in range(4):
        parts += [Part("figure", (author.headline(),)), *author.paragraphs(1)]
    return parts


def digest(author: Author) -> list[Part]:
    """Several pieces of news, each with its headline in bold before it."""
    parts = author.paragraphs(1)
    for _ in range(4):
        headline = author.headline() + "."
        parts.append(Part("paragraph", (f"{headline} {author.text()}",), bold=len(headline)))
    return parts


def single_sentences(author: Author) -> list[Part]:
    return [Part("paragraph", (author.sentence(),)) for _ in range(10)]


def numbered(author: Author) -> list[Part]:
    """Numbered paragraphs without a list's markup."""
    points = [Part("paragraph", (f"{n}) {author.text()}",)) for n in range(1, 6)]
    return [*author.paragraphs(1), *points, *author.paragraphs(1)]


def programme(author: Author) -> list[Part]:
    """Times and what happens then, at the end."""
    hours = tuple(f"{hour}:00 – {author.headline()}" for hour in range(9, 14))
    return [*author.paragraphs(3), Part("bullets", hours)]


def speech(author: Author) -> list[Part]:
    """Paragraphs that are quotations."""
    said = [Part("paragraph", (f"“{author.text()}”",)) for _ in range(5)]
    return [*author.paragraphs(1), *said, *author.paragraphs(1)]


FORMS: tuple[Callable[[Author], list[Part]], ...] = (
    report,
    brief,
    short,
    sections,
    interview,
    conversation,
    ranking,
    list_inside,
    list_last,
    key_points,
    recipe,
    live,
    chronology,
    table_inside,
    quotations,
    photo_story,
    digest,
    single_sentences,
    numbered,
    programme,
    speech,
)


def _cells(texts: Sequence[str]) -> str:
    rows = zip(texts[::2], texts[1::2], strict=True)
    return "".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in rows)


def _printed(part: Part, structure: Structure) -> str:
    first = part.texts[0]
    text = escape(first, quote=False)
    if part.bold:
        text = f"<strong>{escape(first[: part.bold])}</strong>{escape(first[part.bold :])}"
    items = "".join(structure.item.replace("[text]", escape(one)) for one in part.texts)
    return {
        "paragraph": lambda: structure.paragraph.replace("[text]", text),
        "heading": lambda: structure.heading.replace("[text]", text),
        "quote": lambda: structure.quote.replace("[text]", text),
        "figure": lambda: structure.figure.replace("[caption]", text),
        "bullets": lambda: structure.bullets.replace("[items]", items),
        "table": lambda: structure.table.replace("[rows]", _cells(part.texts)),
    }[part.kind]()


def _body(parts: Sequence[Part], structure: Structure) -> str:
    printed: list[str] = []
    paragraphs = 0
    for at, part in enumerate(parts):
        printed.append(_printed(part, structure))
        paragraphs += part.kind == "paragraph"
        last = at + 1 == len(parts)
        if structure.inserted and part.kind == "paragraph" and paragraphs % 3 == 0 and not last:
            printed.append(structure.inserted)
    return structure.joint.join(printed)


def draw(
    form: Callable[[Author], list[Part]], structure: Structure, language: str, rng: Random
) -> ListedPage:
    """Return a page: ``kept`` is the article of this form, ``gone`` what else the page prints."""
    writer = Writer(language, rng)
    topic, *others = rng.sample(list(STORIES[language].values()), len(STORIES[language]))
    byline = writer.names.pop(rng.randrange(len(writer.names)))  # nobody writes about himself
    author = Author(writer, topic)
    title, lead = author.headline(), writer.fill(rng.choice(topic["teasers"]))
    parts = form(author)
    filled = {
        "title": title,
        "lead": lead,
        "author": byline,
        "day": DAYS[language],
        "body": _body(parts, structure),
    }
    html, gone = structure.page, list(structure.gone)
    # The body first: it may hold places of headlines itself.
    for key, value in (("body", filled.pop("body")), *filled.items()):
        html = html.replace(f"[{key}]", value if key == "body" else escape(value, quote=False))
    for key, rows in (("h", "headlines"), ("t", "teasers")):
        texts = [writer.fill(row) for topic in others for row in topic[rows]]  # type: ignore[literal-required]
        for number in range(1, 7):
            text = texts[(number - 1) % len(texts)]
            if f"[{key}{number}]" in html:
                html = html.replace(f"[{key}{number}]", escape(text, quote=False))
                gone.append(text)
    kept = [text for part in parts if part.kind != "figure" for text in part.texts]
    kept = list(dict.fromkeys([lead, *kept]))
    gone = [text for text in dict.fromkeys(gone) if not any(text in one for one in kept)]
    whole = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>{html}</body></html>"
    )
    what = f"{form.__name__} in {structure.name} ({language})"
    return ListedPage(
        whole, "https://news.example/2026/11/09/story.html", tuple(kept), tuple(gone), what
    )


def all_pages(seed: int, structures: Sequence[Structure] = STRUCTURES) -> Iterator[ListedPage]:
    """Yield each form in each structure, in one of its languages."""
    for structure in structures:
        for form in FORMS:
            rng = Random(f"{seed} {structure.name} {form.__name__}")
            with suppress(ExhaustedError):
                yield draw(form, structure, rng.choice(structure.languages), rng)
