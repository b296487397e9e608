"""Generates pages with a labelled list of other articles, without telling class names.

A page is generated from the form of the items, the label, how and where it is printed, how long the
article is, and the language; what must be kept and what must be stripped is known by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from tests.support.labelled_list_shapes import DECORATIONS, LABEL_MARKUP, SHAPES, Item
from tests.support.labelled_list_texts import (
    LABELS,
    NAMES,
    PLACES,
    SECTIONS,
    STORIES,
    UNKNOWN_LABELS,
    Topic,
)

PLACES_ON_PAGE = ("middle", "end", "beside", "below", "after end mark")
LENGTHS = {"short": (2, 3), "middle": (4, 7), "long": (9, 16)}  # paragraphs
WRAPPERS = ("{}", "<div>{}</div>", "<section>{}</section>", "<div><div>{}</div></div>")
_MONTHS = ("January", "February", "March", "May", "June", "September", "October")
_FORMS = (*("{}",) * 12, "{}?", "{}!", "“{}”", "Video: {}", "{}: what we know")
_UNSPACED = ("zh", "ja", "th", "km", "lo")


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A generated page and the expected result.

    Attributes:
        html, url: the page.
        kept: texts that are in the article.
        gone: texts that are not.
        what: how it was generated, for failure messages.
    """

    html: str
    url: str
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    what: str


class Writer:
    """Writes headlines, teasers and paragraphs of one language."""

    def __init__(self, language: str, rng: Random) -> None:
        self.language, self.rng = language, rng
        self.names = NAMES[language].split("|")
        self.places = PLACES[language].split("|")
        self.joint = "" if language in ("zh", "ja") else " "

    def fill(self, form: str) -> str:
        """Return a sentence with its names, places and numbers filled in."""
        text = form
        for key in ("{place}", "{name}", "{n}", "{month}"):
            while key in text:
                text = text.replace(key, self._word(key), 1)
        return text[0].upper() + text[1:]

    def _word(self, key: str) -> str:
        if key == "{n}":
            return str(self.rng.randint(3, 480))
        choice = {"{place}": self.places, "{name}": self.names, "{month}": _MONTHS}[key]
        return self.rng.choice(choice)

    def paragraphs(self, topic: Topic, count: int) -> list[str]:
        """Return this many different paragraphs."""
        rng = self.rng
        rest: list[str] = []
        found: list[str] = []
        while len(found) < count:
            size = rng.choice((1, 2, 2, 3))
            while len(rest) < size:
                rest += topic["sentences"] if not rest and not found else _shuffled(topic, rng)
            sentences, rest = list(dict.fromkeys(rest[:size])), rest[size:]
            paragraph = self.joint.join(map(self.fill, sentences))
            if paragraph not in found:
                found.append(paragraph)
        return found

    def item(self, topic: Topic) -> Item:
        """Return another article."""
        rng = self.rng
        number = rng.randint(10_000, 99_999)
        date = f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.choice((2025, 2026))}"
        headline = self.fill(rng.choice(topic["headlines"]))
        sentences = [rng.choice((*topic["teasers"], *topic["teasers"], *topic["sentences"]))]
        if rng.random() < 0.2:
            sentences.append(
                rng.choice([one for one in topic["sentences"] if one not in sentences])
            )
        return Item(
            rng.choice(_FORMS).format(headline),
            self.joint.join(map(self.fill, sentences)),
            date,
            rng.choice(SECTIONS),
            rng.choice((f"/news/{number}.html", f"https://news.example/a/{number}/")),
            f"/thumbs/{number}.jpg",
        )

    def items(self, own: Topic, count: int) -> list[Item]:
        """Return other articles, one in five on the same topic, no headline or teaser twice."""
        topics = list(STORIES[self.language].values())
        others = [topic for topic in topics if topic is not own]
        found: list[Item] = []
        while len(found) < count:
            item = self.item(own if self.rng.random() < 0.2 else self.rng.choice(others))
            if all(item.headline != o.headline and item.teaser != o.teaser for o in found):
                found.append(item)
        return found


def _shuffled(topic: Topic, rng: Random) -> list[str]:
    return rng.sample(topic["sentences"], len(topic["sentences"]))


def listed(
    rng: Random,
    *,
    shape: str,
    language: str,
    label: str,
    markup: str,
    place: str,
    length: str,
) -> ListedPage:
    """Return a page with an article and a labelled list of others."""
    writer = Writer(language, rng)
    topic = rng.choice(list(STORIES[language].values()))
    paragraphs = writer.paragraphs(topic, rng.randint(*LENGTHS[length]))
    items = [
        item
        for item in writer.items(topic, rng.choice((2, 3, 3, 3, 4, 6)))
        if not any(item.teaser in paragraph for paragraph in paragraphs)
    ]
    printed = rng.choice(DECORATIONS).format(label.upper() if rng.random() < 0.15 else label)
    head = LABEL_MARKUP[markup].format(escape(printed))
    box = rng.choice(WRAPPERS).format(head + SHAPES[shape](items))
    if rng.random() < 0.2:
        box = head + rng.choice(WRAPPERS).format(SHAPES[shape](items))
    html, url = _page(writer, topic, paragraphs, box, place)
    gone = [item.headline for item in items if "teasers" not in shape]
    gone += [item.teaser for item in items if escape(item.teaser) in box]
    what = f"{shape} | {language} {printed!r} | {markup} | {place} | {length}"
    return ListedPage(html, url, tuple(paragraphs), tuple(gone), what)


def _page(
    writer: Writer, topic: Topic, paragraphs: Sequence[str], box: str, place: str
) -> tuple[str, str]:
    """Put article and box into a page."""
    rng = writer.rng
    title = writer.fill(rng.choice(topic["headlines"]))
    lines = [f"<p>{escape(text)}</p>" for text in paragraphs]
    if place == "middle":
        lines.insert(rng.randint(1, max(1, len(lines) - 1)), box)
    elif place == "after end mark":
        lines[-1] = f"<p>{escape(paragraphs[-1])} — VNS</p>"
        lines.append(box)
    elif place == "end":
        lines.append(box)
    holder = rng.choice(("div", "article", "section"))
    article = f"<{holder}>{''.join(lines)}</{holder}>"
    above = f"<h1>{escape(title)}</h1>" + rng.choice(
        ("", "<p>12 October 2026, 09:40</p>", f"<div>{writer.names[0]}</div>")
    )
    column = f"{above}{article}"
    if place == "below":
        column = f"{column}<div>{box}</div>"
    column = rng.choice(("<main>{}</main>", "<div>{}</div>", "<div><div>{}</div></div>")).format(
        column
    )
    if place == "beside":
        column = f"<div>{column}<div>{box}</div></div>"
    return framed(writer, title, column), f"https://news.example/{rng.randint(100, 999)}/story.html"


def framed(writer: Writer, title: str, column: str) -> str:
    """Return the whole page around its main column."""
    rng = writer.rng
    head = f"<title>{escape(title)}{rng.choice(('', ' | The Ardle Courier'))}</title>"
    if rng.random() < 0.6:
        head += f'<meta property="og:title" content="{escape(title)}">'
    if rng.random() < 0.6:
        head += '<meta property="article:published_time" content="2026-10-12T09:40:00+07:00">'
    menu = "".join(f'<li><a href="/{s[:4].lower()}/">{s}</a></li>' for s in SECTIONS)
    top = rng.choice(("<nav><ul>{}</ul></nav>", "<div><ul>{}</ul></div>", "")).format(menu)
    foot = rng.choice(("<footer><p>© 2026 The Ardle Courier</p></footer>", ""))
    return (
        f'<!doctype html><html lang="{writer.language}"><head><meta charset="utf-8">{head}</head>'
        f"<body>{top}{column}{foot}</body></html>"
    )


def draw(rng: Random, *, known: bool = True) -> ListedPage:
    """Return a random page; one label in ten is in another language than the article.

    If ``known`` is false, the label is not in the lexicon.
    """
    labels = LABELS if known else UNKNOWN_LABELS
    language = rng.choice(("en", "en", "en", "vi", "vi", *STORIES))
    of_label = rng.choice(tuple(labels)) if rng.random() < 0.1 else language
    return listed(
        rng,
        shape=rng.choice(tuple(SHAPES)),
        language=language,
        label=rng.choice(labels[of_label]),
        markup=rng.choice(tuple(LABEL_MARKUP)),
        place=rng.choice(PLACES_ON_PAGE),
        length=rng.choice(tuple(LENGTHS)),
    )
