"""Guard pages for labelled lists: they look like one, but are the article.

Every text of a guard in ``kept`` must be kept; lists of other articles on it are in ``gone``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from tests.support.labelled_list_pages import ListedPage, Writer, framed
from tests.support.labelled_list_shapes import LABEL_MARKUP
from tests.support.labelled_list_texts import STORIES, Topic

# Labels that may also head a part of an article.
_SUB_HEADINGS = ("Latest news", "Top stories", "Breaking news", "In other news", "More", "Featured")
_HEADS = ("h2", "h3", "bold paragraph", "h4 > span")


def _parts(rng: Random, count: int) -> tuple[Writer, Topic, list[str]]:
    writer = Writer("en", rng)
    topic = rng.choice(list(STORIES["en"].values()))
    return writer, topic, writer.paragraphs(topic, count)


def _p(texts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _page(
    writer: Writer, topic: Topic, inner: str, kept: Sequence[str], what: str, title: str = ""
) -> ListedPage:
    holder = writer.rng.choice(("div", "article", "section"))
    title = title or writer.fill(writer.rng.choice(topic["headlines"]))
    column = f"<main><h1>{escape(title)}</h1><{holder}>{inner}</{holder}></main>"
    html = framed(writer, title, column)
    return ListedPage(html, "https://news.example/7/story.html", tuple(kept), (), f"guard: {what}")


def sub_heading(rng: Random) -> ListedPage:
    """A list's label as the sub-heading of real text."""
    writer, topic, paragraphs = _parts(rng, rng.randint(4, 9))
    cut = rng.randint(1, len(paragraphs) - 2)
    label, markup = rng.choice(_SUB_HEADINGS), rng.choice(_HEADS)
    head = LABEL_MARKUP[markup].format(label)
    below = _p(paragraphs[cut:])
    if rng.random() < 0.4:
        head, below = "", f"<section>{head}{below}</section>"
    return _page(
        writer,
        topic,
        _p(paragraphs[:cut]) + head + below,
        paragraphs,
        f"sub-heading {label} {markup}",
    )


def empty_label(rng: Random) -> ListedPage:
    """A label whose list a script would have written: the text continues right below, at length."""
    writer, topic, paragraphs = _parts(rng, rng.randint(4, 9))
    cut = rng.randint(1, len(paragraphs) // 3)
    label = rng.choice(("Related News", "Read also", "You may also like", "Recommended stories"))
    head = LABEL_MARKUP[rng.choice(_HEADS)].format(label) + rng.choice(("", "<div></div>"))
    inner = _p(paragraphs[:cut]) + head + _p(paragraphs[cut:])
    return _page(writer, topic, inner, paragraphs, f"empty label {label}")


def own_list(rng: Random) -> ListedPage:
    """A list that is the article's, below a sub-heading unknown to the lexicon."""
    writer, topic, paragraphs = _parts(rng, rng.randint(3, 6))
    facts = [writer.fill(one) for one in rng.sample(topic["sentences"], 4)]
    form = rng.choice(
        ("<li>{}</li>", "<li><b>Point:</b> {}</li>", '<li>{} <a href="/s">s</a></li>')
    )
    points = "".join(form.format(escape(one)) for one in facts)
    head = LABEL_MARKUP[rng.choice(_HEADS)].format(rng.choice(("What we know", "At a glance")))
    inner = _p(paragraphs[:2]) + head + f"<ul>{points}</ul>" + _p(paragraphs[2:])
    return _page(writer, topic, inner, [*paragraphs, *facts], "own list")


def column(rng: Random) -> ListedPage:
    """An article about a column with the name of a list."""
    writer, topic, paragraphs = _parts(rng, rng.randint(3, 5))
    name = rng.choice(("Latest News", "Related News", "Top Stories", "You may also like"))
    own = [
        f'The newspaper in {writer.places[0]} will end its column "{name}" after forty years.',
        f'"{name}" began as a strip below the tide tables, {writer.names[0]} recalls.',
        f"{name}",
        f"Readers sent in what they had seen, and {name} printed it without changing a word.",
    ]
    inner = _p(own[:2]) + f"<h2>{name}</h2>" + _p(own[3:]) + _p(paragraphs)
    title = f'A town says goodbye to "{name}"'
    return _page(writer, topic, inner, [*own[:2], *own[3:], *paragraphs], f"column {name}", title)


def questions(rng: Random) -> ListedPage:
    """Questions and answers."""
    writer, topic, paragraphs = _parts(rng, rng.randint(4, 7))
    asked = (
        "When does the work begin?",
        "Who pays for it in the end?",
        "What happens if it rains?",
        "Can I still apply for a place?",
        "How long will it last?",
        "Why was it not done earlier?",
        "What do the neighbours say?",
    )
    form = rng.choice(("<h3>{}</h3>", "<p><strong>{}</strong></p>", "<h4>{}</h4>"))
    pairs = list(zip(asked, paragraphs, strict=False))
    inner = "".join(form.format(q) + f"<p>{escape(a)}</p>" for q, a in pairs)
    head = rng.choice(("<h2>Questions and answers</h2>", "<h2>More</h2>", ""))
    kept = [text for pair in pairs for text in pair]
    return _page(writer, topic, head + inner, kept, f"questions {head}")


def recipe(rng: Random) -> ListedPage:
    """Ingredients and steps."""
    writer, topic, paragraphs = _parts(rng, 2)
    needed = ("500 g of young pumpkin", "Two stalks of lemongrass", "A handful of peanuts")
    steps = (
        "Peel the pumpkin and cut it into pieces as large as a thumb.",
        "Bruise the lemongrass and let it simmer in the broth for ten minutes.",
        "Roast the peanuts without oil until they smell of autumn.",
    )
    items = "".join(f"<li>{one}</li>" for one in needed)
    ways = "".join(f"<li>{one}</li>" for one in steps)
    inner = f"{_p(paragraphs)}<h3>Ingredients</h3><ul>{items}</ul><h3>Method</h3><ol>{ways}</ol>"
    return _page(
        writer, topic, inner, [*paragraphs, *needed, *steps], "recipe", "Pumpkin soup of the hills"
    )


def live(rng: Random) -> ListedPage:
    """Entries of a live report."""
    writer, topic, paragraphs = _parts(rng, rng.randint(5, 8))
    heads = [writer.fill(one) for one in topic["headlines"]]
    inner = "<h2>Latest news</h2>" if rng.random() < 0.5 else ""
    kept = list(paragraphs)
    for at, text in enumerate(paragraphs):
        head = f"{9 + at}:{rng.randint(10, 59)} {heads[at % len(heads)]}"
        kept.append(head)
        inner += f"<h3>{escape(head)}</h3><p>{escape(text)}</p>"
    return _page(writer, topic, inner, kept, "live report", f"Live: {heads[0]}")


def listicle(rng: Random) -> ListedPage:
    """Ten places to see, each with its paragraph and a link to it."""
    writer = Writer("en", rng)
    topic = STORIES["en"]["museum"]
    paragraphs = writer.paragraphs(topic, 6)
    form = rng.choice(
        ("<h3>{}</h3>", '<h3><a href="https://maps.example/{}">{}</a></h3>', "<h2>{}</h2>")
    )
    inner, kept = _p(paragraphs[:1]), paragraphs[:]
    for at, text in enumerate(paragraphs[1:], 1):
        what = rng.choice(("mill", "pier", "school", "tower"))
        head = f"{at}. The old {what} of {writer.places[at % 5]}"
        kept.append(head)
        inner += form.format(*[head] * form.count("{}")) + f"<p>{escape(text)}</p>"
    return _page(writer, topic, inner, kept, "listicle", "Five places that no printed map shows")


def sections(rng: Random) -> ListedPage:
    """An article in sections with sub-headings, some of which read like headlines."""
    writer, topic, paragraphs = _parts(rng, 8)
    title, *heads = [writer.fill(one) for one in topic["headlines"]][:4]
    inner = _p(paragraphs[:2])
    for at, head in enumerate(heads):
        inner += f"<h2>{escape(head)}</h2>" + _p(paragraphs[2 + 2 * at : 4 + 2 * at])
    return _page(writer, topic, inner, [*paragraphs, *heads], "sections", title)


def results(rng: Random) -> ListedPage:
    """Lines of results under a label."""
    writer, topic, paragraphs = _parts(rng, 3)
    lines = [
        f"{a} {rng.randint(0, 4)}-{rng.randint(0, 4)} {b}"
        for a, b in (
            ("Harwell", "Norcott"),
            ("Lam Son", "Kestrel Bay"),
            ("Thanh Binh", "Prey Nokor"),
        )
    ]
    head = LABEL_MARKUP[rng.choice(_HEADS)].format(rng.choice(("Results", "Saturday's results")))
    return _page(writer, topic, _p(paragraphs) + head + _p(lines), [*paragraphs, *lines], "results")


def digest(rng: Random) -> ListedPage:
    """Short items of a day, each with its own sub-heading: they are the article."""
    writer = Writer("en", rng)
    topics = rng.sample(list(STORIES["en"].values()), 4)
    inner, kept = "", []
    for topic in topics:
        head = writer.fill(rng.choice(topic["headlines"]))
        texts = writer.paragraphs(topic, rng.randint(1, 2))
        mark = rng.choice(("", " — VNS"))
        inner += f"<h3>{escape(head)}</h3>" + _p([*texts[:-1], texts[-1] + mark])
        kept += [head, *texts]
    return _page(writer, topics[0], inner, kept, "digest", "Morning briefs from the provinces")


def day_digest(rng: Random) -> ListedPage:
    """A day's digest: an opening sentence, then sections with names of lists."""
    writer = Writer("en", rng)
    topics = rng.sample(list(STORIES["en"].values()), 4)
    inner = f"<p>{escape(writer.fill(topics[0]['sentences'][0]))}</p>"
    kept: list[str] = []
    for label in rng.sample(("Top stories", "In other news", "Latest news", "More news"), 2):
        inner += f"<h2>{label}</h2>"
        for topic in topics:
            head = writer.fill(rng.choice(topic["headlines"]))
            text = writer.paragraphs(topic, 1)[0]
            inner += f"<h3>{escape(head)}</h3><p>{escape(text)}</p>"
            kept += [head, text]
    return _page(writer, topics[0], inner, kept, "day's digest", "The morning in five minutes")


def notes(rng: Random) -> ListedPage:
    """A correction or a contact below the end mark."""
    writer, topic, paragraphs = _parts(rng, rng.randint(3, 6))
    note = rng.choice(
        (
            "Correction: An earlier version of this article gave the wrong year for the storm.",
            "Editor's note: Names of the pupils have been changed at their parents' request.",
            "For tickets, call 024 555 0199 or write to the quay office before Friday.",
            "This story was first published on October 9 and has been updated with a comment.",
        )
    )
    inner = _p([*paragraphs[:-1], paragraphs[-1] + " — VNS", note])
    return _page(writer, topic, inner, [*paragraphs, note], "note after the end mark")


GUARDS: tuple[Callable[[Random], ListedPage], ...] = (
    sub_heading,
    empty_label,
    own_list,
    column,
    questions,
    recipe,
    live,
    listicle,
    sections,
    results,
    digest,
    day_digest,
    notes,
)
