"""Pages that contain more than their article, and guards, where that belongs to the article.

Standfirsts of other articles, headlines in the text, a second article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from tests.support.labelled_list_pages import ListedPage, Writer, framed
from tests.support.labelled_list_texts import STORIES, Topic

END_MARKS = (" — VNS", "./.", " — VNA", " (VNA)", " – VNS.", "./. VNA", " (VNS/VNA)")
_NOTES = (
    "Correction: An earlier version of this article gave the wrong year for the storm.",
    "Editor's note: Names of the pupils have been changed at their parents' request.",
    "For tickets, call 024 555 0199 or write to the quay office before Friday.",
    "This story was first published on October 9 and has been updated with a comment.",
    "Clarification: The reserve is held by the board and not by the town.",
    "Readers may write to desk@courier.example with questions about the timetable.",
    "The exhibition runs until March 3 at 12 Quay Street; entry is free.",
    "(*) The names of some of the witnesses have been changed.",
)


def _drawn(rng: Random, count: int, language: str = "en") -> tuple[Writer, Topic, list[str]]:
    writer = Writer(language, rng)
    topic = rng.choice(list(STORIES[language].values()))
    return writer, topic, writer.paragraphs(topic, count)


def _others(writer: Writer, own: Topic, count: int) -> list[str]:
    topics = [one for one in STORIES[writer.language].values() if one is not own]
    found: list[str] = []
    while len(found) < count:
        topic = writer.rng.choice(topics)
        text = writer.fill(writer.rng.choice(topic["teasers"]))
        if text not in found:
            found.append(text)
    return found


def _p(texts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _page(
    writer: Writer,
    topic: Topic,
    inner: str,
    paragraphs: tuple[Sequence[str], Sequence[str]],
    what: str,
) -> ListedPage:
    rng = writer.rng
    title = writer.fill(rng.choice(topic["headlines"]))
    holder = rng.choice(("div", "article", "section"))
    column = f"<main><h1>{escape(title)}</h1><{holder}>{inner}</{holder}></main>"
    kept, gone = paragraphs
    html = framed(writer, title, column)
    return ListedPage(html, "https://news.example/7/story.html", tuple(kept), tuple(gone), what)


def teasers_after_mark(rng: Random) -> ListedPage:
    """Standfirsts of other articles as plain paragraphs below the end mark."""
    writer, topic, paragraphs = _drawn(rng, rng.randint(4, 10), rng.choice(("en", "en", "vi")))
    others = _others(writer, topic, rng.choice((1, 2, 3, 3, 3)))
    mark = rng.choice(END_MARKS)
    marked = [*paragraphs[:-1], paragraphs[-1] + mark]
    if mark.startswith("./."):
        marked[-1] = paragraphs[-1].rstrip(".") + mark
    inner = _p([*marked, *others])
    return _page(
        writer, topic, inner, (paragraphs[:-1], others), f"teasers after {mark!r} {len(paragraphs)}"
    )


def headlines_between(rng: Random) -> ListedPage:
    """Headlines of other pages as paragraphs in mid-text, each a link."""
    writer, topic, paragraphs = _drawn(
        rng, rng.randint(4, 10), rng.choice(("en", "vi", "fr", "id"))
    )
    form = rng.choice(
        (
            '<p><a href="{}">{}</a></p>',
            '<p><strong><a href="{}">{}</a></strong></p>',
            '<p>&gt;&gt; <a href="{}">{}</a></p>',
            '<p><em><a href="{}">{}</a></em></p>',
            '<div><a href="{}">{}</a></div>',
            '<p>• <a href="{}">{}</a></p>',
        )
    )
    lines, gone = [_p([paragraphs[0]])], []
    for at, text in enumerate(paragraphs[1:]):
        if rng.random() < 0.4 or at == 1:
            item = writer.items(topic, 1)[0]
            lines.append(form.format(item.href, escape(item.headline)))
            gone.append(item.headline)
        lines.append(_p([text]))
    return _page(writer, topic, "".join(lines), (paragraphs, gone), f"headlines between {form}")


def second_story(rng: Random) -> ListedPage:
    """A second article below the first, as on pages with infinite scroll."""
    writer, topic, paragraphs = _drawn(rng, rng.randint(3, 8))
    other = rng.choice([one for one in STORIES["en"].values() if one is not topic])
    second = writer.paragraphs(other, rng.randint(3, 8))
    title = writer.fill(rng.choice(topic["headlines"]))
    next_title = writer.fill(rng.choice(other["headlines"]))
    tag = rng.choice(("article", "section", "div"))
    head = rng.choice(("h1", "h2"))
    date = '<time datetime="2026-10-0{}T08:00:00Z">{} October 2026</time>'
    column = (
        f"<main><{tag}><h1>{escape(title)}</h1>{date.format(9, 9)}"
        f"<div>{_p(paragraphs)}</div></{tag}>"
        f'<{tag}><{head}><a href="/n/{rng.randint(9, 99)}">{escape(next_title)}</a></{head}>'
        f"{date.format(8, 8)}<div>{_p(second)}</div></{tag}></main>"
    )
    html = framed(writer, title, column)
    what = f"second story {tag} {head}"
    return ListedPage(
        html, "https://news.example/7/story.html", tuple(paragraphs), tuple(second), what
    )


def notes(rng: Random) -> ListedPage:
    """A correction, a note or a contact below the end mark."""
    writer, topic, paragraphs = _drawn(rng, rng.randint(3, 6))
    note = rng.choice(_NOTES)
    mark = rng.choice((" — VNS", " — VNA", " (VNA)"))
    form = rng.choice(("<p>{}</p>", "<p><em>{}</em></p>", "<p><i>{}</i></p>"))
    inner = _p([*paragraphs[:-1], paragraphs[-1] + mark]) + form.format(escape(note))
    return _page(writer, topic, inner, ([*paragraphs, note], ()), f"guard: note {note[:20]}")


def digest(rng: Random) -> ListedPage:
    """Several short items of a day, each with its end mark: all of them are the article."""
    writer = Writer("en", rng)
    topics = rng.sample(list(STORIES["en"].values()), rng.randint(3, 5))
    inner, kept = "", []
    form = rng.choice(("<p><strong>{}</strong></p>", "<h3>{}</h3>", ""))
    mark = rng.choice((" — VNS", "./.", " (VNA)"))
    for topic in topics:
        head = writer.fill(rng.choice(topic["headlines"]))
        texts = writer.paragraphs(topic, rng.randint(1, 2))
        inner += form.format(escape(head)) + _p([*texts[:-1], texts[-1].rstrip(".") + mark])
        kept += [*texts[:-1], texts[-1].rstrip(".")]
    return _page(writer, topics[0], inner, (kept, ()), f"guard: digest {form} {mark}")


def goes_on(rng: Random) -> ListedPage:
    """A mark within the text, and the text continues: a quoted wire report, then the own report."""
    writer, topic, paragraphs = _drawn(rng, rng.randint(8, 10))
    cut = rng.randint(1, 2)
    inner = _p([*paragraphs[: cut - 1], paragraphs[cut - 1] + " — VNA", *paragraphs[cut:]])
    return _page(
        writer, topic, inner, (paragraphs, ()), f"guard: goes on {cut} of {len(paragraphs)}"
    )


PAGES: tuple[Callable[[Random], ListedPage], ...] = (
    teasers_after_mark,
    headlines_between,
    second_story,
)
GUARDS: tuple[Callable[[Random], ListedPage], ...] = (notes, digest, goes_on)
