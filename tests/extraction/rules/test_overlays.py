"""A box with a field for an address goes, and a dialog beside the text; a text in either stays."""

from __future__ import annotations

import pytest

from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page
from tests.support.story_page import NOW, PARAGRAPHS, STORY, blocks, page

FORM = "<form action=/nl><input type=email><button>Sign up</button></form>"
OFFER = (
    "<p>The Harbour Letter goes out on Tuesday and is written by those who walk the quays.</p>"
    "<p>It carries no advertisements, and it costs nothing at all, wherever it is read.</p>"
)
STATEMENT = "".join(
    f"<p>We process the address of the device, in the way that paragraph {at} of this statement "
    "tells, to run the site, to count readers and to bill those who advertise.</p>"
    for at in range(3)
)


def test_a_box_that_asks_for_an_email_address_is_stripped() -> None:
    box = f"<div class=newsletter-signup>{OFFER}{FORM}</div>"
    assert blocks(PARAGRAPHS.replace("</p>", f"</p>{box}", 2).replace(box, "", 1)) == list(STORY)


def test_a_text_with_a_form_in_it_stays() -> None:
    assert blocks(f"<div class=newsletter>{PARAGRAPHS}{FORM}</div>") == list(STORY)


def test_a_dialog_beside_the_text_is_stripped() -> None:
    dialog = f"<div class=modal role=dialog aria-hidden=true><div>{STATEMENT}</div></div>"
    body = page().body.replace(b"</body>", f"{dialog}</body>".encode())
    found = extract(Page("https://harbour.example/a/night-ferry-12.html", body, NOW))
    assert [block.text for block in found.body] == list(STORY)


def test_a_text_in_a_dialog_stays() -> None:
    html = f"<body><dialog open><article><h1>Ferry</h1>{PARAGRAPHS}</article></dialog></body>"
    found = extract(Page("https://harbour.example/a/ferry-12.html", html.encode(), NOW))
    assert [block.text for block in found.body] == list(STORY)


@pytest.mark.parametrize(
    "consent",
    [
        "We and our 214 partners store and access information on your device to show personalised "
        "ads and to know our readers. You can change your choice at any time.",
        "Wir und unsere 214 Partner speichern Informationen auf Ihrem Gerät, um Anzeigen zu messen "
        "und unsere Leser kennenzulernen. Sie können Ihre Wahl jederzeit ändern.",
        "Nous et nos 832 partenaires stockons des informations sur votre appareil pour mesurer la "
        "publicité. Vous pouvez changer d'avis à tout moment.",
        "Nosotros y nuestros 120 socios almacenamos información en su dispositivo para medir los "
        "anuncios. Puede cambiar su decisión cuando quiera.",
    ],
)
def test_a_request_for_consent_is_no_article_where_nothing_else_is_prose(consent: str) -> None:
    headlines = (
        "Harbour opens a cold store for small boats",
        "Rice barges return to the canal after a year",
        "Flood siren wakes a village just in time",
    )
    teasers = "".join(f"<h3><a href=/n/{at}>{one}</a></h3>" for at, one in enumerate(headlines))
    dialog = f"<div class=k7 role=dialog aria-modal=true><p>{consent}</p><button>OK</button></div>"
    html = f"<title>Economy</title><main><h1>Economy</h1>{teasers}</main>{dialog}"
    with pytest.raises(NotAnArticle, match="list of teasers"):
        extract(Page("https://harbour.example/economy", html.encode(), NOW))


def test_a_text_about_devices_and_partners_in_a_dialog_stays() -> None:
    text = "".join(
        f"<p>Ferry crews wear out your device number {at}, and our partners at the yard, a keeper "
        f"of the quay said, mend your device on the {at}th quay before the night boat leaves.</p>"
        for at in range(6, 10)
    )
    html = f"<title>Ferry crews wear out devices</title><div role=dialog class=consent>{text}</div>"
    found = extract(Page("https://harbour.example/a/ferry-12.html", html.encode(), NOW))
    assert len(found.body) == 4


ASKING = {
    "poll": "<p>Should it be free?</p><ul><li>Yes, for all<li>No</ul><button>Vote</button>",
    "letter": f"<h4>The Harbour Letter</h4><p>Five stories every morning.</p>{FORM}"
    "<p>You can leave at any time.</p>",
    "quiz": "<h4>How well do you know the island?</h4><p>Question 1 of 7</p><button>Start</button>",
    "poll without controls": "<div class=poll><p>For free?</p><ul><li>Yes<li>No</ul></div>",
    "content of others": "<p>We need your consent to load this video.</p><button>Load</button>",
}
UNASKING = {
    "folded": "<button aria-expanded=false>More</button><div><p>{}</p></div>",
    "headed": "<button>Listen</button><p>{}</p>",
    "without": "<p>{}</p>",
}


@pytest.mark.parametrize("box", ASKING)
@pytest.mark.parametrize("tag", ["div", "aside"])
def test_a_small_box_that_asks_the_reader_goes(box: str, tag: str) -> None:
    asking = f"<{tag}>{ASKING[box]}</{tag}>"
    assert blocks(f"<p>{STORY[0]}</p>{asking}" + "".join(f"<p>{t}</p>" for t in STORY[1:])) == [
        *STORY
    ]


@pytest.mark.parametrize("form", UNASKING)
def test_text_below_a_button_stays(form: str) -> None:
    line = "The boats are white and blue, as they were before."
    box = f"<div>{UNASKING[form].format(line)}</div>"
    assert line in blocks(f"{PARAGRAPHS}{box}{PARAGRAPHS.replace('.', ' again.')}")


def test_paragraphs_with_a_button_each_stay() -> None:
    parts = "".join(f"<div class=part><p>{text}</p><button>Share</button></div>" for text in STORY)
    assert blocks(parts) == list(STORY)


def test_a_button_that_ends_the_text_takes_nothing() -> None:
    assert blocks(f"<div>{PARAGRAPHS}<button>Read more</button></div>") == list(STORY)
