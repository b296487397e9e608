"""Articles in elements with misleading class names stay whole.

The guards are below: parts that such names describe rightly are not the article, however much text
they have.
"""

from __future__ import annotations

import pytest

from pipelines.extraction import extract_text

TITLE = "Ferry pilots of Vam Lon ask for lights on the northern channel"
ARTICLE = (
    "Ferry pilots who cross the Vam Lon estuary at night have asked the port office for lights "
    "along the northern channel, where two boats ran aground in March.",
    "The channel has moved almost ninety metres to the east since the last survey, pilots said, "
    "and the old buoys now mark a bank of sand that lies dry at low water.",
    "“We steer by the lamps of the fish market,” said Duong Van Kha, who has worked on the ferry "
    "for twenty-six years. “When the market closes early, we steer by nothing.”",
    "The port office confirmed that the survey is overdue. A vessel that measures the depth of "
    "the estuary was booked for January, but was sent to clear a wreck further south.",
    "Each ferry carries up to sixty passengers and their motorbikes. On market days the boats "
    "cross every twelve minutes, the last of them shortly before midnight.",
    "Nobody was hurt in the two accidents. Passengers of the second boat waited four hours on the "
    "sand until the tide came back and lifted the hull.",
    "Lights on steel posts would cost about the same as one month of diesel for the five boats, "
    "according to an estimate that the pilots' cooperative handed in last week.",
    "The office wants floating lights instead, because posts would have to be moved whenever the "
    "channel does. Floating lights cost three times as much and must be ordered abroad.",
    "Shrimp farmers on the eastern bank are against both. They fear that lit water draws poachers "
    "to the nets, which are left unwatched between ten at night and four in the morning.",
    "The cooperative offered to switch the lamps off after the last crossing, and to pay a guard "
    "for the nets during the harvest. The farmers have not answered so far.",
    "A decision is expected at the meeting of the district in May. Until then, the last ferry "
    "leaves an hour earlier, and pilots carry a hand lamp to look for the edge of the bank.",
    "Travellers who miss it can take the bridge at Cai Sau, a detour of forty-one kilometres that "
    "many of the market women say costs them more than they earn in an evening.",
)
NAMES = (
    "paywall",
    "subscriber-only",
    "js-metered-content",
    "regwall-body",
    "share-text",
    "social-article",
    "hidden",
    "is-hide",
    "newsletter-content",
    "promo-text",
    "ad-content",
    "sponsored-body",
    "modal-body",
    "overlay-text",
    "popup-content",
    "embed-content",
    "widget-text",
    "sidebar-content",
    "form-text",
    "tooltip-body",
    "login-content",
    "video-text",
    "lightbox-body",
)
STATED = (
    "hidden",
    "aria-hidden='true'",
    "style='display:none'",
    "role='dialog'",
    "role='complementary'",
    "data-component='paywall'",
)
MENU = "<nav><a href='/'>Home</a> <a href='/coast'>Coast</a> <a href='/delta'>Delta</a></nav>"
FOOT = "<footer><p>Vam Lon Courier, 12 Quay Street. All rights reserved.</p></footer>"
TEXT = [f"<p>{paragraph}</p>" for paragraph in ARTICLE]


def page(body: str) -> str:
    head = f"<title>{TITLE} - Vam Lon Courier</title>"
    return f"<html><head>{head}</head><body>{MENU}<h1>{TITLE}</h1>{body}{FOOT}</body></html>"


def box(named: str, inner: str) -> str:
    return f"<div {named}>{inner}</div>"


def whole(named: str) -> str:
    return box(named, "".join(TEXT))


def paid_rest(named: str) -> str:
    return "<div>" + "".join(TEXT[:3]) + box(named, "".join(TEXT[3:])) + "</div>"


def last_third(named: str) -> str:
    return "<div>" + "".join(TEXT[:8]) + box(named, "".join(TEXT[8:])) + "</div>"


def each(named: str) -> str:
    return "<div>" + "".join(box(named, one) for one in TEXT) + "</div>"


def rows(named: str) -> str:
    parts = ["".join(TEXT[at : at + 4]) for at in range(0, len(TEXT), 4)]
    advert = box("class='row'", "<div class='ad-slot'>Advertisement</div>")
    first = box("class='row'", box("class='opening'", parts[0]))
    others = [box("class='row'", box(named, one)) for one in parts[1:]]
    return "<div>" + advert.join([first, *others]) + "</div>"


def two_and_two(named: str) -> str:
    """Return six parts of two paragraphs, of which three are named so."""
    pairs = ["".join(TEXT[at : at + 2]) for at in range(0, len(TEXT), 2)]
    return (
        "<div>"
        + "".join(
            box("", one) + box(named, two) for one, two in zip(pairs[::2], pairs[1::2], strict=True)
        )
        + "</div>"
    )


SHAPES = (whole, paid_rest, last_third, each, rows, two_and_two)


def lost(body: str) -> list[str]:
    text = extract_text(page(body))
    return [paragraph for paragraph in ARTICLE if paragraph not in text]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("named", [f"class='{name}'" for name in NAMES] + list(STATED))
def test_no_name_outweighs_the_prose_of_the_article(shape: object, named: str) -> None:
    assert callable(shape)
    assert lost(shape(named)) == []


@pytest.mark.parametrize("name", ["comment-content", "caption", "author-text", "related-text"])
def test_class_names_of_other_parts_are_void_if_they_contain_the_article(name: str) -> None:
    assert lost(whole(f"class='{name}'")) == []


@pytest.mark.parametrize("name", ["teaser-content", "paywall-teaser"])
def test_a_box_around_the_first_parts_of_a_body_in_parts(name: str) -> None:
    parts = [box("class='txt article-body'", one) for one in TEXT]
    lines = "<p>3 min</p><ul><li><a href='#a'>A bank of sand</a></li></ul>"
    body = box(f"class='{name}'", f"{lines}{parts[0]}") + "".join(parts[1:])
    assert lost(f"<article>{body}</article>") == []


def test_a_box_of_teasers_in_elements_named_like_the_bodys_stays_a_box() -> None:
    parts = [box("class='txt article-body'", one) for one in TEXT]
    other = box("class='txt article-body'", "<a href='/a'>Rice exports reach a record in May</a>")
    text = extract_text(page(f"<article>{''.join(parts)}{box('class=teaser', other)}</article>"))
    assert ARTICLE[-1] in text
    assert "Rice exports" not in text


@pytest.mark.parametrize("attribute", ["shadowrootmode='open'", "shadowroot='open'"])
def test_a_declared_shadow_tree_is_page_text(attribute: str) -> None:
    story = f"<story-text><template {attribute}>{''.join(TEXT)}</template></story-text>"
    assert lost(f"<div>{story}</div>") == []


def test_another_template_is_not_page_text() -> None:
    other = "<template><p>The text of a card that a script would fill in, some day.</p></template>"
    assert "some day" not in extract_text(page(other + whole("class='text'")))


def test_a_layout_table_is_not_a_table() -> None:
    menu = "<a href='/a'>Coast</a><br><a href='/b'>Delta</a><br><a href='/c'>Markets</a>"
    text = "".join(TEXT)
    body = (
        f"<table><tr><td>{menu}</td><td>{text}</td></tr>"
        "<tr><td colspan='2'>Copyright Vam Lon Courier</td></tr></table>"
    )
    assert lost(body) == []
    assert "Coast" not in extract_text(page(body))


COMMENTS = (
    "I take this ferry twice a day and the pilots are right, the buoys have been useless for a "
    "year now and nobody at the port office ever picks up the telephone.",
    "Lights cost money and in the end it is the passengers who pay for all of it, as they did for "
    "the new ramp, which was under water within a month of being opened.",
    "My uncle ran a boat here in the nineties. The channel moved then, too, and they simply set "
    "bamboo poles with a lantern every evening. It worked for many years.",
    "The farmers have a point about the poachers. Last harvest we lost half of our nets in one "
    "night, and that was without any lamps to help the thieves.",
    "Why not move the last crossing to ten? Most of the market is closed by then, and whoever "
    "stays longer can sleep at the market hall as everybody used to do.",
)


def thread() -> str:
    items = "".join(
        f"<div class='comment'><span>Reader {number}</span><time>2 hours ago</time>"
        f"<p>{text}</p><a href='#reply'>Reply</a></div>"
        for number, text in enumerate(COMMENTS)
    )
    return f"<section class='comments'><h3>Comments</h3>{items}</section>"


def test_a_thread_of_comments_is_not_the_article() -> None:
    body = f"<div class='article-body'>{''.join(TEXT[:4])}</div>"
    text = extract_text(page(body + thread()))
    assert all(paragraph in text for paragraph in ARTICLE[:4])
    assert not any(comment in text for comment in COMMENTS)


CONSENT = (
    "When you visit this website, we store cookies on your browser to collect information, which "
    "might be about you, your preferences or your device.",
    "You can choose not to allow some types of cookies, which may affect your experience of the "
    "site and the services that we are able to offer.",
    "Strictly necessary cookies are needed for the website to work and cannot be switched off; "
    "they are set in answer to what you do, such as logging in.",
    "Performance cookies count visits and sources of traffic, so that we can measure and improve "
    "how the pages of this site are doing.",
    "Targeting cookies are set by our advertising partners, who use them to build a profile of "
    "your interests and to show you adverts on other sites.",
)


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_text_of_consent_is_not_the_article(place: str) -> None:
    consent = "".join(f"<p class='privacy-modal-text'>{text}</p>" for text in CONSENT)
    modal = f"<div class='privacy-modal'><h3>Your choices</h3>{consent}</div>"
    story = f"<div class='story-body'>{''.join(TEXT[:4])}</div>"
    text = extract_text(page(modal + story if place == "before" else story + modal))
    assert all(paragraph in text for paragraph in ARTICLE[:4])
    assert not any(paragraph in text for paragraph in CONSENT)


def test_a_prompt_to_subscribe_is_not_the_article() -> None:
    prompt = (
        "<div class='paywall'><h3>Subscribe to continue reading</h3><p>Get unlimited access to "
        "the Courier from one dollar a week.</p><p>Already a subscriber? Log in here.</p></div>"
    )
    text = extract_text(page("<div>" + "".join(TEXT[:5]) + prompt + "</div>"))
    assert all(paragraph in text for paragraph in ARTICLE[:5])
    assert "unlimited access" not in text
    assert "Already a subscriber" not in text


def test_a_hidden_copy_of_the_text_is_kept_once() -> None:
    copy = f"<div class='hidden'>{''.join(TEXT)}</div>"
    text = extract_text(page(f"<div class='story-body'>{''.join(TEXT)}</div>{copy}"))
    assert all(text.count(paragraph) == 1 for paragraph in ARTICLE)


def test_captions_stay_captions_however_many_they_are() -> None:
    said = [f"Pilots check the rope of boat number {one} at the ramp, by day." for one in range(6)]
    figures = [f"<div><img src='/{one}.jpg'><p class='caption'>{one}</p></div>" for one in said]
    body = "".join(text + figure for text, figure in zip(TEXT, figures, strict=False))
    text = extract_text(page(f"<div class='story-body'>{body}{''.join(TEXT[6:])}</div>"))
    assert all(paragraph in text for paragraph in ARTICLE)
    assert not any(caption in text for caption in said)


@pytest.mark.parametrize(
    "named", ["paywall", "comment-enabled modal-target", "subscribe-to-lights"]
)
@pytest.mark.parametrize("advert", ["", "<div class='ad-slot'><span>Advertisement</span></div>"])
def test_the_last_two_paragraphs_stay_whatever_their_box_is_called(named: str, advert: str) -> None:
    """Advertisements between any two paragraphs do not make other text of them."""
    rest = box(f"id='{named}'", advert.join(TEXT[4:6]))
    text = extract_text(page(f"<div>{advert.join(TEXT[:4])}{advert}{rest}</div>"))
    assert [paragraph for paragraph in ARTICLE[:6] if paragraph not in text] == []
