"""Other stories in shapes that neither links nor class names tell, and what looks like them."""

# ruff: noqa: E501 - lines of HTML stand as on the page

from __future__ import annotations

import pytest

from pipelines.extraction import extract_text
from tests.support import story_page

TITLE = "Lighthouse on Gannet Rock gets a keeper again"
ARTICLE = (
    "Gannet Rock will have a lighthouse keeper again this winter, the coast authority said on Thursday, thirty-one years after the last one rowed ashore.",
    "The job, which pays 2,400 euros a month and comes with a goat, drew 1,900 applications from forty countries.",
    "Sensors that replaced the keeper in 1995 failed eleven times last season. Repair crews could not land in heavy seas, and twice the lamp stayed dark for a week.",
    "“A machine does not hear a boat in the fog,” said Ewan Pargeter, who advises the authority. “A person with a kettle does.”",
    "The first keeper will be Hilde Sorum, a former baker from Ravnsby. She has promised her two daughters a radio call every evening at seven.",
    "Fishermen from the mainland welcomed the plan. They had asked for it since the trawler Maryann struck the north reef in 2019.",
    "If the trial works, four more lights along the outer islands will be staffed by the spring of 2028.",
)
OTHERS = (
    ("Choir of dock workers records its first album", "Eleven songs were taped in an empty grain silo because of its long echo."),
    ("Parliament votes down tax on cargo bikes", "Three votes were missing after a night of talks between smaller parties."),
    ("Snow closes the road to Vinter Pass", "Lorries must take the long way round by Ostre Lake until Saturday."),
)  # fmt: skip
# The end of the article, in sentences that share hardly a word with it.
LOOSE = (
    "They are heavier than the old ones, and the harbour master will have to buy a second crane.",
    "Prices at the inn have gone up by a third since the announcement was printed in the capital.",
    "The university of Kalimbara has offered to train two students a year in the use of radios.",
)
LINKS = [f'<a href="/s/41{n}.html">{head}</a>' for n, (head, _) in enumerate(OTHERS)]
PAIRS = [(link, head, teaser) for link, (head, teaser) in zip(LINKS, OTHERS, strict=True)]


def each(form: str, around: str = "{}") -> str:
    return around.format("".join(form.format(a=a, h=h, t=t) for a, h, t in PAIRS))


# Shapes of items below a label: {a} is the linked headline, {h} the plain one, {t} the teaser.
SHAPES = {
    "headlines, a line each": each("{h}<br>", "<div>{}</div>"),
    "dashes, a line each": each("- {h}<br>", "<p>{}</p>"),
    "headline and teaser in one bold paragraph": each("<p><strong>{h}. {t}</strong></p>"),
    "the link behind the teaser": each("<p>{t} {a}</p>"),
    "a byline between headline and teaser": each("<h4>{a}</h4><span>By Rosa Tennant</span><p>{t}</p>"),
    "spans": each("<div><span><b>{h}</b></span><span>{t}</span></div>"),
    "elements of the page's own": each("<x-card><x-title>{a}</x-title><x-text>{t}</x-text></x-card>"),
    "figures": each('<figure><img src="/m/1.jpg"><figcaption>{a}<p>{t}</p></figcaption></figure>'),
    "terms": each("<dt>{h}</dt><dd>{t}</dd>", "<dl>{}</dl>"),
    "emoji": each("<p>📌 {h}</p>"),
    "cells": each("<tr><td>{h}</td></tr><tr><td>{t}</td></tr>", "<table>{}</table>"),
}  # fmt: skip
LABELS = ("Stories our readers love", "Also today", "More on this", "Worth a click")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def text_of(inner: str, title: str = TITLE) -> str:
    html = (
        f'<html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}"></head><body>'
        '<nav><a href="/w">World</a> <a href="/e">Economy</a></nav>'
        f'<div><h1>{title}</h1><div>14/11/2026 09:20</div><div>{inner}</div></div>'
        '<footer>© 2026 The Outer Courier. <a href="/about">About us</a></footer></body></html>'
    )  # fmt: skip
    return extract_text(html, "https://outer.example/2026/11/keeper-4411.html")


def assert_clean(text: str) -> None:
    assert [one for one in ARTICLE if one not in text] == []
    assert [one for pair in OTHERS for one in pair if one in text] == []


@pytest.mark.parametrize("place", ["middle", "end"])
@pytest.mark.parametrize("shape", SHAPES)
def test_items_of_any_shape_go_with_their_label(shape: str, place: str) -> None:
    label = LABELS[sorted(SHAPES).index(shape) % len(LABELS)]
    cut = 4 if place == "middle" else len(ARTICLE)
    listed = f"<p><strong>{label}</strong></p>{SHAPES[shape]}"
    text = text_of(paragraphs(*ARTICLE[:cut]) + listed + paragraphs(*ARTICLE[cut:]))
    assert_clean(text)
    assert label not in text


ENDS = {
    "headlines and teasers under an unknown heading": "<h3>On the radar</h3>" + each("<p><b>{h}</b></p><p>{t}</p>"),
    "standfirsts under a label that may be a sub-heading": "<p><b>Top stories</b></p>" + each("<p>{t}</p>"),
    "headlines with teasers, a table without a label": each('<tr><td><img src="/t.jpg"></td><td>{a}<br>{t}</td></tr>', "<table>{}</table>"),
    "headlines and standfirsts without a label": each("<p>{h}</p><p>{t}</p>"),
    "standfirsts with a button each": each("<div><p>{t}</p><button>Read more</button></div>"),
    "cards with a linked button": each('<div><h4>{h}</h4><p>{t}</p><a href="/s/1.html">Read more</a></div>'),
    "linked headlines with teasers without a label": each("<p><b>{a}</b><br>{t}</p>"),
}  # fmt: skip


# An article whose paragraphs share words, as those of most newsrooms do.
TIED = (
    "The council of Ravnsby will pay for a second lighthouse keeper, whose wage was cut from the coast authority's budget in May.",
    "The keeper of the lighthouse on Gannet Rock had asked the council for a colleague after a winter of storms.",
    "“One keeper cannot watch the lamp for nineteen hours,” Hilde Sorum told the council, which met on the rock itself.",
    "The coast authority, which runs the lighthouse, said that the council's money would buy a radio for both keepers.",
)


def test_standfirsts_of_other_stories_that_only_their_subject_tells_go() -> None:
    text = text_of(
        paragraphs(*TIED) + each("<p>{t}</p>"), "Council pays for second lighthouse keeper"
    )
    assert text.split("\n") == list(TIED)


@pytest.mark.parametrize("end", ENDS)
def test_other_stories_at_the_end_go(end: str) -> None:
    assert_clean(text_of(paragraphs(*ARTICLE) + ENDS[end]))


@pytest.mark.parametrize(
    "line",
    [
        '<p>Tags: <a href="/t/a">lighthouse</a>, <a href="/t/b">islands</a></p>',
        "<p>© 2026 The Outer Courier. All rights reserved.</p>",
        "<p>Sign up for our free newsletter and get the best stories every morning.</p>",
    ],
)
def test_a_line_of_the_template_goes(line: str) -> None:
    text = text_of(paragraphs(*ARTICLE[:4]) + line + paragraphs(*ARTICLE[4:]))
    assert text.split("\n") == list(ARTICLE)


STORY = (
    "The weaving mill at Kettering Cross sent its last cloth to the tailors on Friday, a grey twill that nobody had ordered and everybody wanted.",
    "Ninety looms stood silent at noon. Buyers from Portugal will take forty of them apart next week, and the rest is scrap.",
    "Its owner blamed cheap thread and dear coal, while the unions spoke of dividends that were paid in years without profit.",
    "A museum in the county town has asked for the oldest machine, which was built in 1887 and ran until breakfast.",
)
HEADLINE = "Last bolt of cloth leaves the Kettering mill"
STORIES_BELOW = {
    "a byline": f"<h2>{HEADLINE}</h2><p>By Agnes Tull</p>" + paragraphs(*STORY),
    "a day below a bold line": f"<p><b>{HEADLINE}</b></p><p>11 October 2026</p>" + paragraphs(*STORY),
    "a dateline": f"<h3>{HEADLINE}</h3>" + paragraphs("KETTERING CROSS — " + STORY[0], *STORY[1:]),
    "a dateline below a standfirst": f"<h3>{HEADLINE}</h3><p><i>{STORY[1]}</i></p>" + paragraphs("KETTERING CROSS — " + STORY[0], *STORY[2:]),
    "the mark above": f"<p>The authority expects no delay. (AFP)</p><div><b>{HEADLINE}</b></div>" + paragraphs(*STORY),
    "a second h1": f"<h1>{HEADLINE}</h1>" + paragraphs(*STORY),
    "an article of its own": f"<div><article><h2>{HEADLINE}</h2>{paragraphs(*STORY)}</article></div>",
    "its subject alone": f"<h2>{HEADLINE}</h2>" + paragraphs(*STORY),
    "more stories in boxes": "".join(f'<div class="x"><h2>{HEADLINE}</h2><p>By Agnes Tull</p>{part}</div>' for part in (paragraphs(*STORY), each("<p>{t}</p>"))),
}  # fmt: skip


@pytest.mark.parametrize("form", STORIES_BELOW)
def test_a_second_story_below_without_link_goes(form: str) -> None:
    text = text_of(paragraphs(*ARTICLE) + STORIES_BELOW[form])
    assert [one for one in ARTICLE if one not in text] == []
    assert [one for one in STORY if one in text] == []


@pytest.mark.parametrize("mark", ["(ENDS)", "###", "-30-", "– Ends –", "■", "(AFP)", "*** END ***"])
@pytest.mark.parametrize(
    "form", ["<p>{} {}</p>", "<p>{}</p><p><b>{}</b></p>", "<p>{}</p><div>{}</div>"]
)
def test_what_follows_the_articles_end_mark_goes(mark: str, form: str) -> None:
    end = form.format(ARTICLE[-1], mark)
    assert_clean(text_of(paragraphs(*ARTICLE[:-1]) + end + each("<p>{t}</p>")))


NOTES = {
    "notes to editors": ("<p><b>Notes to editors</b></p>", "The job is open to citizens of all member states, and to their spouses."),
    "the sender": ("<h3>About the Coast Authority</h3>", "The authority runs 212 lights and has 900 staff on two coasts."),
    "a correction": ("", "Correction: An earlier version of this text gave the wrong wage."),
    "a contact": ("", "For more information, write to press@coast.example before noon."),
}  # fmt: skip


@pytest.mark.parametrize("mark", ["(ENDS)", "###"])
@pytest.mark.parametrize("note", NOTES)
def test_notes_below_an_end_mark_stay(note: str, mark: str) -> None:
    head, text = NOTES[note]
    found = text_of(f"{paragraphs(*ARTICLE)}<p>{mark}</p>{head}<p>{text}</p>")
    assert [one for one in (*ARTICLE, text) if one not in found] == []
    assert mark not in found


# Sub-heading, what follows it, and the title; all of it is the article.
GUARDS = {
    "the text goes on below a label": ("<h3>Latest update</h3>", paragraphs(*ARTICLE[4:]), ARTICLE[4:]),
    "bold paragraphs below a label": ("<h3>Top stories</h3>", each("") + "".join(f"<p><b>{one}</b></p>" for one in ARTICLE[4:]), ARTICLE[4:]),
    "a list of facts": ("<h3>More in short</h3>", "<ul><li>The keeper is paid 2,400 euros a month</li><li>Four more lights may follow by spring 2028</li></ul>", ("The keeper is paid 2,400 euros a month", "Four more lights may follow by spring 2028")),
    "other sides of the story": ("", paragraphs(*LOOSE), LOOSE),
    "readers are quoted": ("<h3>What people are saying</h3>", "<p>“I would go tomorrow if they let me bring my piano.”</p><p>“The goat is the best part of the offer, clearly.”</p>", ("“I would go tomorrow if they let me bring my piano.”", "“The goat is the best part of the offer, clearly.”")),
    "the same link behind each paragraph": ("<h3>More reports</h3>", "".join(f'<p>{one} <a href="/r/{n}.html">Read the authority’s report</a></p>' for n, one in enumerate(ARTICLE[4:])), ARTICLE[4:]),
    "words with what they mean": ("<h3>Words of the keepers</h3>", "<p><b>Fresnel lens</b> A stack of glass rings that bends light into one beam.</p><p><b>Fog signal</b> A horn that sounds when sight falls below two miles.</p>", ("A stack of glass rings", "A horn that sounds")),
    "verse": ("<h4>More verses</h4>", "<p>The lamp goes round, the sea goes under<br>A keeper hums against the thunder<br>And on the stair the kettle sings</p>", ("A keeper hums against the thunder",)),
    "questions": ("<h3>More questions</h3>", "<h4>How did you hear of the job on the rock?</h4><p>My sister sent me a cutting and a joke.</p><h4>What will you bake first up there?</h4><p>Rye, with sour dough from a jar.</p>", ("What will you bake first up there?", "Rye, with sour dough from a jar.")),
    "sections": ("<h2>How it came to this</h2>", paragraphs(*LOOSE[:1]) + "<h2>Who is to pay for it all</h2>" + paragraphs(*LOOSE[1:]), LOOSE),
    "a section as long as a story": ("<h2>The price of it</h2>", paragraphs(*LOOSE), LOOSE),
    "a section in an h1": ("<h1>II. The price</h1>", paragraphs(*LOOSE), LOOSE),
    "posts of a live blog": ("", "".join(f'<article><h2>{head}</h2><p>By Ada Lorne</p><p>{one}</p></article>' for head, one in zip(("The lamp is lit for the night", "A boat leaves the quay at last", "The goat has come ashore, too"), LOOSE, strict=True)), LOOSE),
    "a box that belongs": ("", f'<div class="x"><h3>What the new radios can do</h3>{paragraphs(*LOOSE)}</div>' + paragraphs(*ARTICLE[4:]), (*LOOSE, *ARTICLE[4:])),
    "an empty label": ("<h3>Readers also opened</h3><div></div>", paragraphs(*ARTICLE[2:]), ARTICLE[2:]),
}  # fmt: skip


@pytest.mark.parametrize("guard", GUARDS)
def test_what_only_looks_like_other_stories_stays(guard: str) -> None:
    head, below, kept = GUARDS[guard]
    text = text_of(paragraphs(*ARTICLE[:4]) + head + below)
    assert [one for one in (*ARTICLE[:4], *kept) if one not in text] == []


@pytest.mark.parametrize(
    "item",
    [
        "<h3>{h}</h3><p>{t} — VNS</p>",
        "<h3>{h}</h3><p>{t}</p><p>###</p>",
        "<p><b>{h}</b></p><p>By Rosa Tennant</p><p>{t}</p>",
    ],
)
def test_a_digest_is_its_items(item: str) -> None:
    items = each(item)
    text = text_of(
        paragraphs("What happened overnight along the coast.") + items, "The morning in brief"
    )
    assert [one for pair in OTHERS for one in pair if one not in text] == []


@pytest.mark.parametrize("tag", ["div", "aside", "section"])
def test_a_box_with_a_teaser_between_paragraphs_begins_no_story(tag: str) -> None:
    teaser = "<h4>Coffee growers count their losses</h4><p>Harvests in the hills fell again.</p>"
    box = f"<{tag}>{teaser}</{tag}>"
    text = text_of(paragraphs(*ARTICLE[:4]) + box + paragraphs(*ARTICLE[4:]))
    assert [one for one in ARTICLE if one not in text] == []


@pytest.mark.parametrize("inserted", [
    "Story continues below advertisement",
    "Story continues below this ad",
    "La suite de l'article après la publicité",
    "Raksts turpinās aiz reklāmas bloka",
])  # fmt: skip
def test_a_line_that_a_template_repeats_between_paragraphs_heads_no_story(inserted: str) -> None:
    """The last paragraphs, a line above each, looked like standfirsts below their headlines."""
    page = story_page.PARAGRAPHS.replace("</p><p>", f"</p><p>{inserted}</p><p>")
    assert [one for one in story_page.STORY if one not in story_page.blocks(page)] == []
