"""Short pages of the six outlets: notices, forms and players in their templates, and briefs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.engine import Extraction, run
from tests.support.outlet_pages import OTHERS, OUTLETS, URLS, Story, page
from tests.support.outlets import page_for

AT = datetime(2026, 11, 2, tzinfo=UTC)
RADIO = '<label><input type="radio" name="a"> {}</label>'
OUTSIDE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    '<div class="menu"><ul><li><a href="/politics">Politics</a></li><li><a href="/society">Society'
    "</a></li></ul></div><div class='main'><h1>{title}</h1>{inner}</div></body></html>"
)


def read(outlet: str, body: str) -> Extraction:
    return run(page_for(outlet, URLS[outlet], body.encode(), AT))


def dated(outlet: str, title: str, inner: str) -> Extraction:
    """Return the engine's findings on the outlet's article template, date included."""
    return read(outlet, page(outlet, Story((), title=title, lead="", mark="", below=inner)))


NOTICES = {
    "a poll": (
        "Reader poll: should the ferry run at night?",
        f"<form><p>Should the last ferry leave after midnight, as sailors ask?</p>"
        f"{RADIO.format('Yes, every night')}{RADIO.format('Only at weekends')}</form>",
    ),
    "a login": (
        "Sign in to go on",
        '<form><input type="password"></form><p>No account yet? Open one in a minute.</p>',
    ),
    "a lost password": (
        "Forgotten password",
        "<p>Enter the address with which you registered, and we will send you a link.</p>",
    ),
    "a broken link": (
        "This page is not here",
        "<p>The link that you followed may be broken, or the page may have been removed.</p>",
    ),
    "an upgrade": (
        "Thông báo",
        "<p>Hệ thống đang được nâng cấp. Mong quý bạn đọc thông cảm và quay lại sau.</p>",
    ),
    "the printed paper": (
        "Front pages",
        "<p>Read the digital replica of our newspaper on your computer or telephone.</p>",
    ),
    "about": (
        "About us",
        "<p>The paper was founded in 1991 and is sold in all provinces of the country.</p>",
    ),
    "a player": (
        "The ferry returns",
        '<iframe src="https://www.youtube.com/embed/x"></iframe><p>Duration: 02:14</p>',
    ),
    "a broadcast": (
        "The ferry returns",
        "<video></video><p>The broadcast has ended.</p>",
    ),
    "a labelled video": (
        "Video: the ferry returns",
        "<video></video><p>The ferry of 1928 crosses the river again, twice each morning.</p>",
    ),
}


@pytest.mark.parametrize("what", NOTICES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_short_text_of_the_site_itself_is_no_article(outlet: str, what: str) -> None:
    assert dated(outlet, *NOTICES[what]).not_article


LONG_NOTICES = {
    "a poll with an introduction": (
        "Poll: the ferry at night",
        "<p>The ferry has crossed the river twice each morning since September, and the town will "
        "decide in March whether it may run at night as well. Some who live on the eastern bank "
        "fear its bell, others would like to ride home on it, and the crew would like to sleep. "
        "What do you think? Choose an answer and press the button below it, once for each reader. "
        f"</p><form>{RADIO.format('Every night')}{RADIO.format('At weekends')}</form>",
    ),
    "captions alone in their boxes": (
        "Salt of the southern coast",
        "".join(
            f'<div class="shot"><img src="/{n}.jpg"><p class="cap">{text}</p></div>'
            for n, text in enumerate(OTHERS)
        ),
    ),
    "a membership": (
        "Become a member",
        "<p>Members read all articles without limits, receive the weekly letter of the editor and "
        "are invited to the summer party of the newsroom.</p><p>Choose the plan that suits you: by "
        "the month for VND60,000, or by the year for VND600,000. You can cancel at any time.</p>",
    ),
    "a maintenance with its hours": (
        "Website maintenance",
        "<p>From 22:00 on Saturday until 05:00 on Sunday, November 1, the website will be moved to "
        "new servers. Articles may load slowly, and comments cannot be posted.</p><p>We apologise "
        "for the inconvenience.</p><p>The technical team</p>",
    ),
    "a survey of a year": (
        "Reader survey 2026",
        "<p>Help us to make a better paper. The survey has twelve questions and takes five "
        "minutes; all answers are deleted after three months.</p>",
    ),
}


@pytest.mark.parametrize("what", LONG_NOTICES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_longer_text_of_the_site_itself_is_no_article(outlet: str, what: str) -> None:
    assert dated(outlet, *LONG_NOTICES[what]).not_article


ABOUT_SUCH_THINGS = {
    "a poll": (
        "Poll: most residents want the ferry at night",
        "Six of ten residents of the eastern bank want the ferry at night, a poll has found.",
        "Asked what they feared most, a third named the bell, and a tenth the drunken passengers.",
    ),
    "a registry": (
        "Readers can now log in with their tax number",
        "The tax office has opened its website to all who have a tax number and a password.",
        "They can read there what they owe, and pay it without leaving the house.",
    ),
    "a paper": (
        "Oldest daily of the port ends its printed edition",
        "The oldest daily of the port will appear on line only from the first of January.",
        "Subscribers will receive the digital edition at half the price, its publisher said.",
    ),
}


@pytest.mark.parametrize("what", ABOUT_SUCH_THINGS)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_news_about_such_things_is_an_article(outlet: str, what: str) -> None:
    title, *texts = ABOUT_SUCH_THINGS[what]
    vote = f"<form>{RADIO.format('Yes')}{RADIO.format('No')}</form>" * (what == "a registry")
    found = dated(outlet, title, "".join(f"<p>{text}</p>" for text in texts) + vote)
    assert found.article is not None, found.not_article
    assert [text for text in texts if text not in _texts(found)] == []


@pytest.mark.parametrize("outlet", OUTLETS)
def test_paragraphs_below_pictures_are_an_article(outlet: str) -> None:
    inner = "".join(f'<p><img src="/{n}.jpg"></p><p>{text}</p>' for n, text in enumerate(OTHERS))
    found = dated(outlet, "Crabs, lamps and bicycles", inner)
    assert found.article is not None, found.not_article


def _texts(found: Extraction) -> list[str]:
    assert found.article is not None
    return [found.article.lead or "", *(block.text for block in found.article.body)]


OUTSIDE_PAGES = {
    "an issue": ("E-paper", "<p>Today's issue of Monday, November 2, 2026 has 24 pages.</p>"),
    "a move": ("Notice", "<p>From March 1 on the paper is published by the Economic Magazine.</p>"),
    "members": ("Members", "<p>The archive of past issues is open to members of the club.</p>"),
    "a closure": ("Downtime", "<p>Scheduled maintenance is in progress on the servers.</p>"),
}


@pytest.mark.parametrize("what", OUTSIDE_PAGES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_short_text_outside_the_templates_is_no_article(outlet: str, what: str) -> None:
    title, inner = OUTSIDE_PAGES[what]
    assert read(outlet, OUTSIDE.format(title=title, inner=inner)).not_article


BRIEFS = {
    "a closure": "The ferry between the islands will not run until Saturday because of high waves.",
    "a website": "The website of the driving schools is open again after three days, and "
    "applicants can use it as before.",
    "a warning": "Banks have warned account holders not to open a link in messages that claim to "
    "come from the tax office.",
    "a system": "Hệ thống cấp nước của thị trấn đã hoạt động trở lại sau ba ngày bị lũ làm hỏng.",
    "readers": "Bạn đọc đã ủng hộ hơn hai trăm triệu đồng cho trường nội trú ở vùng cao.",
    "a price": "The price of gold fell on Tuesday morning.",
    "in Chinese": "因风浪较大，两岛之间的渡轮将停航至周六，港务部门表示。请旅客提前申请改签。",
}


@pytest.mark.parametrize("what", BRIEFS)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_brief_of_one_sentence_is_an_article(outlet: str, what: str) -> None:
    found = dated(outlet, "News from the upper river", f"<p>{BRIEFS[what]}</p>")
    assert found.article is not None, found.not_article
    assert BRIEFS[what] in (found.article.lead, *(one.text for one in found.article.body))


@pytest.mark.parametrize("title", ["Video shows bear at school gate", "Photos prove bridge unsafe"])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_headline_that_begins_with_a_medium_and_tells_is_a_briefs(
    outlet: str, title: str
) -> None:
    assert dated(outlet, title, f"<p>{BRIEFS['a closure']}</p>").not_article is None


@pytest.mark.parametrize("outlet", ["vna", "sggp"])
def test_two_sentences_below_a_graphic_are_a_brief(outlet: str) -> None:
    graphic = '<figure><img src="/i.jpg" alt="Rope makers in figures"></figure>'
    alone = dated(outlet, "Infographic: rope makers", graphic)
    told = dated(outlet, "Infographic: rope makers", f"{graphic}<p>{OTHERS[0]}</p><p>{OTHERS[1]}")
    assert alone.not_article
    assert told.article is not None, told.not_article


TEASERS = (
    *OTHERS,
    "Two schools in the delta will teach pupils to repair outboard engines from next term on.",
    "Nurses at the island hospital have won a dispute over the length of the night shift.",
    "Engineers test asphalt that is mixed with oyster shells on the road to the lighthouse.",
)
ABOVE_TEASERS = {
    "The sea": "Stories about the sea and those who live from it, collected by our editors.",
    "Tran Mai, culture desk": "Tran Mai is a reporter at our culture desk and studied ceramics.",
    "Le Hoa": "Le Hoa is a reporter of the economic desk, and taught mathematics before.",
}


@pytest.mark.parametrize("title", ABOVE_TEASERS)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_introduction_above_linked_teasers_does_not_make_them_an_article(
    outlet: str, title: str
) -> None:
    cards = "".join(
        f'<div><h3><a href="/o-post91{n}.html">The {n + 2} lamps of the old cinema on the hill</a>'
        f"</h3><p>{text}</p></div>"
        for n, text in enumerate(TEASERS)
    )
    found = dated(outlet, title, f"<p>{ABOVE_TEASERS[title]}</p>{cards}")
    assert found.not_article


@pytest.mark.parametrize("outlet", OUTLETS)
def test_short_paragraphs_below_a_standfirst_that_tells_the_headline_are_an_article(
    outlet: str,
) -> None:
    lead = "A floating library on the Mekong has lent its ten thousandth book, to a girl of nine."
    found = dated(
        outlet,
        "Floating library on the Mekong lends its ten thousandth book",
        f"<p><strong>{lead}</strong></p>"
        "<p>On board are shelves up to the roof, half of them for children.</p>"
        "<p>In the dry season the barge moors behind a school, and in the wet one boys row up.</p>"
        "<p>The province keeps the catalogue and sends new titles each quarter.</p>"
        "<p>A second vessel is to be launched next year with money of the district.</p>",
    )
    assert found.article is not None, found.not_article


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_round_up_is_told_by_its_introduction(outlet: str) -> None:
    items = "".join(
        f'<div><h3><a href="/o-post91{n}.html">The {n + 2} lamps of the old cinema on the hill</a>'
        f"</h3><p>{text}</p></div>"
        for n, text in enumerate(TEASERS)
    )
    intro = "<p>Six places of the delta are worth a weekend this autumn, our reporters found.</p>"
    found = dated(outlet, "Six places of the delta for an autumn weekend", intro + items)
    assert found.article is not None, found.not_article
