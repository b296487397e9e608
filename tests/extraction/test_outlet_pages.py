"""The six outlets' pages as newsrooms vary them: text, authors, and non-articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.engine import Extraction, run
from tests.support.outlet_pages import (
    HEADLINES,
    LEAD,
    OTHERS,
    OUTLETS,
    TITLE,
    TOLD,
    URLS,
    Story,
    page,
)
from tests.support.outlets import page_for

AT = datetime(2026, 11, 2, tzinfo=UTC)
MARKED = [one for one in OUTLETS if one != "ppp"]  # articles of these end with a mark


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def links(*texts: str) -> str:
    return "".join(f'<p><a href="/o-post9{n}.vnp">{text}</a></p>' for n, text in enumerate(texts))


def read(outlet: str, story: Story, *, generic: bool) -> Extraction:
    body = page(outlet, story).encode()
    return run(page_for(outlet, URLS[outlet], body, AT, generic=generic))


def text_of(found: Extraction) -> str:
    assert found.article is not None, found.not_article
    return "\n".join([found.article.lead or "", *(block.text for block in found.article.body)])


MORE_OTHERS = (
    "Two schools in the delta will teach pupils to repair outboard engines from next term on.",
    "A whale was towed back to deep water by forty men with three nets on Sunday evening.",
    "Nurses at the island hospital have won a dispute over the length of the night shift.",
    "The chess club of the port sends its youngest member, aged nine, to a contest in Manila.",
    "Engineers test asphalt that is mixed with oyster shells on the road to the lighthouse.",
)
IN_VIETNAMESE = "Ngành đường sắt sẽ bổ sung mười hai chuyến tàu khách trong dịp nghỉ lễ cuối năm."
BELOW_THE_MARK = {
    "standfirsts": paragraphs(*OTHERS),
    "a dozen standfirsts": paragraphs(*OTHERS, *MORE_OTHERS),
    "standfirsts in one paragraph": f"<p>{' <br> <br> '.join(OTHERS)}</p>",
    "one standfirst": paragraphs(OTHERS[0]),
    "headlines and standfirsts": "".join(
        paragraphs(f"<b>{head}</b>", text) for head, text in zip(HEADLINES, OTHERS, strict=True)
    ),
    "linked headlines": links(*HEADLINES),
    "a label and headlines": paragraphs("<strong>Related News</strong>", *HEADLINES),
    "a label and standfirsts": paragraphs("<strong>Latest News</strong>", *OTHERS),
    "a standfirst in Vietnamese": paragraphs(IN_VIETNAMESE),
    "a button": '<p><a href="/x">Read full story</a></p>',
    "a standfirst with a button": paragraphs(f'{OTHERS[0]} <a href="/x">Read full story</a>'),
    "a byline and standfirsts": paragraphs("by Công Thành", *OTHERS),
}


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("below", BELOW_THE_MARK)
@pytest.mark.parametrize("outlet", MARKED)
def test_nothing_below_the_mark_is_kept(outlet: str, below: str, generic: bool) -> None:
    found = read(outlet, Story(below=BELOW_THE_MARK[below]), generic=generic)
    text = text_of(found)
    assert [one for one in TOLD if one not in text] == []
    others = (
        *OTHERS,
        *HEADLINES,
        IN_VIETNAMESE,
        "Read full story",
        "Công Thành",
        "Related News",
        "Latest News",
    )
    assert [one for one in others if one in text] == []


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_button_behind_a_digests_item_goes(outlet: str, generic: bool) -> None:
    linked_digest = tuple(f'{text} <a href="/x">Read full story</a>' for text in TOLD)
    # The builder escapes its text: the buttons are inserted afterwards.
    body = page(outlet, Story(mark=""))
    for plain, linked in zip(TOLD, linked_digest, strict=True):
        body = body.replace(plain, linked)
    found = run(page_for(outlet, URLS[outlet], body.encode(), AT, generic=generic))
    text = text_of(found)
    assert "Read full story" not in text
    assert [one for one in TOLD if one not in text] == []


ROLE = "<p><strong>Công Thành</strong><br><em>Viet Nam News reporter</em></p>"
BYLINES = {
    "above, to the right": Story(
        above='<p style="text-align: right"><strong>Công Thành</strong></p>'
    ),
    "above, with a role": Story(above=ROLE),
    "below, with an agency": Story(below='<p align="right"><strong>Công Thành – VNA</strong></p>'),
    "above the text": Story(above="<p>by Công Thành</p>"),
    "above, in italics": Story(above="<p><em>by Công Thành</em></p>"),
    "below the text": Story(below="<p>by Công Thành</p>"),
    "below, to the right": Story(
        below='<p style="text-align: right"><strong>by Công Thành</strong></p>'
    ),
}


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("place", BYLINES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_byline_is_an_author_not_text(outlet: str, place: str, generic: bool) -> None:
    found = read(outlet, BYLINES[place], generic=generic)
    assert "Công Thành" not in text_of(found)
    assert found.article is not None
    assert found.article.authors == ("Công Thành",)


NOBODY = {
    "meta: Vietnam Pictorial": Story(author="Vietnam Pictorial"),
    "meta: Viet Nam News": Story(author="Viet Nam News"),
    "meta: Việt Nam News": Story(author="Việt Nam News"),
    "JSON-LD: the site": Story(ld_author='{"@type": "Person", "name": "Vietnam+ (VietnamPlus)"}'),
    "byline: a label": Story(byline='<span class="author">Related News</span>'),
    "byline: an outlet": Story(byline="<p><strong>Vietnam Pictorial</strong></p>"),
    "byline: a paper": Story(
        byline='<p style="text-align: right"><strong>Viet Nam News</strong></p>'
    ),
    "byline: a paper of three words": Story(
        byline='<p style="text-align: right"><strong>The Phnom Penh Post</strong></p>'
    ),
    "meta: an edition": Story(author="SGGP English"),
    "meta: an edition by its word": Story(author="SGGP English Edition"),
    "meta: an account": Story(author="baomoi"),
    "an embedded post's": Story(
        above='<div class="fb-post"><blockquote><p>Our looms run again!</p>Posted by <a '
        'href="#">Loom School</a> on <a href="#">Tuesday, October 27, 2026</a></blockquote></div>'
    ),
    "above the text: Viet Nam News": Story(above="<p>Viet Nam News</p>"),
    "above the text: Khmer Times": Story(above="<p><strong>Khmer Times</strong></p>"),
    "nothing": Story(),
}


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("whose", NOBODY)
def test_no_outlet_label_or_network_is_an_author(outlet: str, whose: str) -> None:
    found = read(outlet, NOBODY[whose], generic=False)
    assert found.article is not None, found.not_article
    assert found.article.authors == ()
    assert not {"Viet Nam News", "Khmer Times"}.intersection(text_of(found).split("\n"))


COPIES = {
    "first": (LEAD, *TOLD),
    "third": (*TOLD[:2], LEAD, *TOLD[2:]),
    "fourth": (*TOLD[:3], LEAD, *TOLD[3:]),
    "fourth, with a dateline": (*TOLD[:3], f"Hanoi (VNA) – {LEAD}", *TOLD[3:]),
}


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_block_is_kept_or_stripped(outlet: str, copy: str, generic: bool) -> None:
    found = read(outlet, Story(paragraphs=COPIES[copy], below=paragraphs(*OTHERS)), generic=generic)
    assert found.article is not None, found.not_article
    kept = [found.article.lead or "", *(block.text for block in found.article.body)]
    stripped = {one.position: one.text for one in found.article.stripped}
    missing = [
        block.text
        for block in found.blocks
        if block.text not in kept
        and stripped.get(block.index) != block.text
        and not any(one and one in block.text for one in kept)  # less a mark, which is stripped
    ]
    assert missing == []
    if copy != "first":
        assert sum(LEAD in one for one in kept) == 2, "the copy within the text stays in its place"


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_day_of_a_story_in_a_list_is_not_the_articles(outlet: str, generic: bool) -> None:
    stories = "".join(
        f'<article><h2><a href="/other-post9{n}.vnp">{head}</a></h2>'
        f'<time datetime="2026-07-22T08:28:00+07:00">22/07/2026 08:28</time></article>'
        for n, head in enumerate(HEADLINES)
    )
    found = read(outlet, Story(after=f"<div><h3>Hot news</h3>{stories}</div>"), generic=generic)
    assert found.article is not None
    assert found.article.published_at is not None
    assert found.article.published_at.date().isoformat() in ("2026-10-27", "2026-10-28")


def cards() -> str:
    return "".join(
        f'<div class="story"><h3><a href="/society/18000{n}/x.html">{head}</a></h3>'
        f"<p>{text}</p></div>"
        for n, (head, text) in enumerate(zip(HEADLINES, OTHERS, strict=True))
    )


def missing(title: str, *texts: str, dated: bool = False) -> Story:
    return Story(
        paragraphs=(), title=title, lead="", mark="", below=paragraphs(*texts), dated=dated
    )


NO_ARTICLES = {
    "an empty body": Story(paragraphs=(), title="Weekly digest", lead=""),
    "cards": Story(paragraphs=(), title="Talk Around Town", lead="", below=cards()),
    "standfirsts": Story(
        paragraphs=(), title="Talk Around Town", lead="", below=paragraphs(*OTHERS)
    ),
    "standfirsts below a lead": Story(
        paragraphs=(),
        title="Talk Around Town",
        lead="What readers wrote to us this week.",
        below=paragraphs(*OTHERS),
    ),
    "not found": missing(
        "Page not found", "The page you are looking for was not found or has been removed."
    ),
    "404": missing("404", "Sorry, this article does not exist."),
    "no longer available": missing(
        "Viet Nam News", "The article you requested is no longer available. It may have been moved."
    ),
    "gone, with its headline and date": missing(
        TITLE, "This article is no longer available.", dated=True
    ),
    "not here any more": missing(
        "Error 404", "Sorry, the story you are looking for is not here any more.", *OTHERS
    ),
    "being updated": missing("Notice", "The content you want to view is being updated."),
    "a search": missing("Search results for: looms", "Your search did not match any documents."),
    "contact": missing(
        "Contact us",
        "The office of the paper is at 79 Lý Thường Kiệt Street, and its gate closes at six.",
        "Letters are answered within a week, telephone calls on weekdays from nine to noon.",
    ),
    "an author's page": missing(
        "Hoàng Thị Dền", "Hoàng Thị Dền has covered the upper river for this paper since 2011."
    ),
    "captions of a gallery": Story(
        paragraphs=(),
        title="In photos: looms of the upper river",
        lead="",
        below="".join(
            f'<p><img src="/g{n}.jpg"></p><p class="caption"><em>{text} Photo: Trần Hải</em></p>'
            for n, text in enumerate(OTHERS)
        ),
    ),
    "maintenance": missing(
        "We'll be back soon", "Our website is undergoing scheduled maintenance until six o'clock."
    ),
    "maintenance in Vietnamese": missing(
        "Bảo trì hệ thống", "Trang web đang được nâng cấp. Mong bạn đọc thông cảm."
    ),
    "unavailable": missing(
        "Service temporarily unavailable", "The server is temporarily unable to service requests."
    ),
    "another address": missing("Redirecting", "You are being redirected to the page's new place."),
    "an account": missing("Create your account", "Registered readers can save articles."),
    "rates": missing("Advertising rates", "Prices are without tax. Please book three days ahead."),
    "a wall in place of the text": missing(
        TITLE, "This content is for subscribers only. Please log in to read it.", dated=True
    ),
    "a notice in place of the text": missing(TITLE, "Nội dung đang được cập nhật.", dated=True),
    "in Vietnamese": missing("Không tìm thấy trang", "Trang bạn tìm không tồn tại hoặc đã bị xóa."),
}


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("what", NO_ARTICLES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_no_article(outlet: str, what: str, generic: bool) -> None:
    assert read(outlet, NO_ARTICLES[what], generic=generic).not_article


def card(tag: str, *cells: str) -> str:
    inner = "".join(cells)
    return f"<{tag}>{inner}</{tag}>"


HEAD = f'<a href="/o-post91.vnp"><b>{HEADLINES[1]}</b></a>'
MID_BOXES = {
    "a card": card(
        "div",
        '<a href="/o-post91.vnp"><img src="/thumbs/1.jpg"></a>',
        f"<h4>{HEAD}</h4><p>{OTHERS[1]}</p>",
    ),
    "a table": f"<table><tr><td>{HEAD}<br>{OTHERS[1]}</td></tr></table>",
    "a quotation": card("blockquote", HEAD, f"<p>{OTHERS[1]}</p>"),
}


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("box", MID_BOXES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_box_of_another_story_goes_with_its_teaser(outlet: str, box: str, generic: bool) -> None:
    text = f"{paragraphs(*TOLD[:3])}{MID_BOXES[box]}{paragraphs(*TOLD[3:])}"
    found = read(outlet, Story(paragraphs=(), mark="", below=text), generic=generic)
    assert [one for one in TOLD if one not in text_of(found)] == []
    assert [one for one in (HEADLINES[1], OTHERS[1]) if one in text_of(found)] == []
    assert found.article is not None
    assert [one.url for one in found.article.images if "thumbs" in one.url] == []


@pytest.mark.parametrize("outlet", OUTLETS)
def test_linked_headlines_with_a_paragraph_each_are_a_digest(outlet: str) -> None:
    boxes = "".join(
        f'<div><h4><a href="/o-post9{n}.vnp">The loom of house number {n} by the river</a></h4>'
        f"<p>{text}</p></div>"
        for n, text in enumerate(TOLD)
    )
    text = text_of(read(outlet, Story(paragraphs=(), mark="", below=boxes), generic=True))
    assert [one for one in TOLD if one not in text] == []


BELOW_PICTURES = {
    "centred italics": '<p style="text-align:center"><em>Ropes are checked at dawn</em></p>',
    "small print": "",
    "a source": "<p>Ropes are checked at dawn. Source: VNA</p>",
    "a courtesy": "<p>Ropes are checked at dawn. Photo courtesy of the weavers</p>",
    "photographers": "<p>Ropes are checked at dawn. Photos: Trần Hải, Công Đạt/VNP</p>",
}


@pytest.mark.parametrize("generic", [False, True], ids=["layout", "no layout"])
@pytest.mark.parametrize("form", BELOW_PICTURES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_caption_is_no_text_and_each_picture_is_kept(
    outlet: str, form: str, generic: bool
) -> None:
    first = '<figure><img src="/1.jpg"><figcaption>A loom (Photo: VNA)</figcaption></figure>'
    caption = BELOW_PICTURES[form]
    second = (
        f'<p style="text-align:center"><img src="/2.jpg"></p>{caption}'
        if caption
        else '<div><img src="/2.jpg"><div><small>Ropes are checked at dawn</small></div></div>'
    )
    body = f"{first}{paragraphs(*TOLD[:3])}{second}{paragraphs(*TOLD[3:])}"
    found = read(outlet, Story(paragraphs=(), mark="", below=body), generic=generic)
    assert "Ropes are checked" not in text_of(found)
    assert found.article is not None
    names = [one.url.rpartition("/")[2] for one in found.article.images]
    assert names == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize("outlet", MARKED)
def test_a_brief_above_standfirsts_is_an_article(outlet: str) -> None:
    story = Story(paragraphs=TOLD[:1], title="Looms of the river again", below=paragraphs(*OTHERS))
    text = text_of(read(outlet, story, generic=False))
    assert TOLD[0].rstrip(".") in text
    assert [one for one in OTHERS if one in text] == []


@pytest.mark.parametrize("title", ["Search for the lost looms ends", "Contact with a lost village"])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_headline_that_begins_like_a_service_page_is_an_articles(outlet: str, title: str) -> None:
    assert read(outlet, Story(title=title, dated=False), generic=False).not_article is None


@pytest.mark.parametrize("outlet", ["vna", "sggp"])
def test_a_standfirst_above_an_empty_body_is_no_article(outlet: str) -> None:
    assert read(outlet, Story(paragraphs=()), generic=False).not_article


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_short_article_is_one(outlet: str) -> None:
    found = read(outlet, Story(paragraphs=TOLD[:3]), generic=False)
    assert found.not_article is None
