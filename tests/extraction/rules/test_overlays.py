"""A box with a field for an address goes, and a dialog beside the text; a text in either stays."""

from __future__ import annotations

from pipelines.extraction import extract
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
