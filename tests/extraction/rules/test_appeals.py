"""An outlet's words about itself within a text are stripped; articles about such things stay."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from pipelines.extraction import extract
from tests.support.story_page import PARAGRAPHS, STORY, blocks, page

HEAD = '<meta name=author content="Ann Leeway">'


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("✅ Acompanhe o <a href=https://t.me/{name}_br>canal</a>", False),
        ("Zpravodaj: <a href=https://www.facebook.com/{name}/>sledujte nás</a>", False),
        ("<a href=https://news.google.com/publications/CAAq>Obserwuj w Google</a>", False),
        ("Kanal <a href=https://whatsapp.com/channel/00x>{name}</a>, har kuni", False),
        ("Vazirlik <a href=https://whatsapp.com/channel/00x>kanal</a> ochdi", True),
        ("The mayor <a href=https://x.com/mayor_of_linh>wrote</a> that the quay is open", True),
        ("So it was <a href=https://x.com/{name}/status/4711>told at noon</a> on Monday", True),
    ],
)
def test_a_line_that_links_to_the_outlets_own_channel_goes_in_any_language(
    line: str, stays: bool
) -> None:
    name = urlsplit(page("").url).netloc.split(".")[-2]
    shown = blocks(f"{PARAGRAPHS}<p>{line.format(name=name)}</p>")
    assert (len(shown) > len(STORY)) is stays


@pytest.mark.parametrize(
    ("heading", "stays"), [("Read on with a subscription", False), ("What the boats need", True)]
)
@pytest.mark.parametrize(
    "offer",
    [
        "Unlimited articles for 1.00 in the first month. Cancel at any time.",
        "The whole archive, the crossword and the letters page.",
    ],
)
def test_what_is_offered_below_the_heading_of_a_box_goes_with_it(
    heading: str, stays: bool, offer: str
) -> None:
    shown = blocks(f"{PARAGRAPHS}<div><h3>{heading}</h3><p>{offer}</p></div>")
    assert (offer in shown) is stays


def test_an_advertisements_line_between_paragraphs_goes() -> None:
    line = "<p>Story continues below this ad</p>"
    assert blocks(PARAGRAPHS.replace("</p>", f"</p>{line}", 2)) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "If you like such stories, our weekly letter brings you one of them every Friday morning.",
        "Want more stories like this? Join the readers of our free Harbour Briefing on trade.",
        "+++ Alle Nachrichten aus dem Kreis gibt es in unserem WhatsApp-Kanal +++",
        "Abonnieren Sie kostenlos unseren Newsletter, und wir schreiben Ihnen jeden Freitag früh.",
        "Đăng ký miễn phí bản tin của chúng tôi để bạn đọc nhận tin mỗi sáng thứ hai.",
        "<b>Dapatkan berita pilihan setiap hari. Mari bergabung di saluran WhatsApp kota.</b>",
        "Our independent journalism is free to read because readers like you donate to it.",
        "Gefällt Ihnen unsere Arbeit? Helfen Sie uns mit einer Spende, kostenlos zu bleiben.",
        "Tilaa uutiskirjeemme ja saat uutiset joka aamu.",
        "Iratkozzon fel hírlevelünkre, hogy ne maradjon le semmiről.",
        "Підписуйтесь на наш Telegram-канал, щоб першими дізнаватися новини.",
    ],
)
def test_an_appeal_goes(line: str) -> None:
    assert blocks(f"{PARAGRAPHS}<p><em>{line}</em></p>") == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter, which he writes alone and sends to 400 readers, is all the island has.",
        "“Our newsletter is free, and you may join whenever you like,” said its maker.",
        "The app offers a free version and a premium version for US$12.99 a month, or less a year.",
    ],
)
def test_an_article_about_a_newsletter_is_kept(line: str) -> None:
    assert line in blocks(f"{PARAGRAPHS}<p>{line}</p>")


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_line_of_the_interface_goes(tag: str) -> None:
    line = f"<{tag}>Found a mistake? Select the text and press Ctrl+Enter.</{tag}>"
    assert blocks(PARAGRAPHS.replace("</p>", f"</p>{line}", 1)) == list(STORY)


def test_such_a_line_stays_where_the_headline_names_the_interface() -> None:
    line = "Open the app and press share."
    html = page(f"{PARAGRAPHS}<p>{line}</p>").body.replace(b"Night ferry returns", b"The ferry app")
    body = extract(replace(page(), body=html)).body
    assert line in [block.text for block in body]


def test_linked_tags_go_without_a_colon() -> None:
    tags = "<div><span>Tags</span> <a href=/t/1>ferry</a> <a href=/t/2>harbour</a></div>"
    assert blocks(PARAGRAPHS.replace("</p>", f"</p>{tags}", 1)) == list(STORY)


def test_tags_without_links_go_at_the_end_alone() -> None:
    tags = "Topics: Ferries, Ports"
    assert blocks(f"{PARAGRAPHS}<p>{tags}</p>") == list(STORY)
    assert tags in blocks(PARAGRAPHS.replace("</p>", f"</p><p>{tags}</p>", 2))


def test_a_note_about_the_author_goes() -> None:
    note = "Ann Leeway has written about ports for this paper since 2012, and she plays chess."
    assert blocks(f"{PARAGRAPHS}<p><i>{note}</i></p>", head=HEAD) == list(STORY)


def test_a_note_about_the_author_goes_with_a_video_below() -> None:
    note = "Ann Leeway is a senior reporter of the Harbour Daily. Reach her at the quay office."
    video = "<div><p>Crews of the fishing fleet greet the first night ferry of the winter</p></div>"
    assert note not in blocks(f"{PARAGRAPHS}<p>{note}</p>{video}{video}", head=HEAD)


def test_an_interview_by_the_author_stays() -> None:
    asked = "Ann Leeway: And who is going to pay for the night crossings until the tunnel opens?"
    answer = "Ole Brandt: The county does, for as long as it takes to open the tunnel, they say."
    text = blocks(f"{PARAGRAPHS}<p>{asked}</p><p>{answer}</p>", head=HEAD)
    assert text[-2:] == [asked, answer]


def test_a_sentence_about_somebody_else_stays() -> None:
    sentence = "Bob Carver has written about ports for this paper since 2012, and he plays chess."
    assert sentence in blocks(f"{PARAGRAPHS}<p>{sentence}</p>", head=HEAD)


@pytest.mark.parametrize("tag", ["aside", "blockquote"])
def test_a_pull_quote_goes_and_its_sentence_stays(tag: str) -> None:
    sentence = STORY[1].partition(". ")[2]
    assert blocks(PARAGRAPHS.replace("</p>", f"</p><{tag}>{sentence}</{tag}>", 2)) == list(STORY)


def test_a_pull_quote_in_the_editors_words_goes() -> None:
    sentence = STORY[1].partition(". ")[2]
    quote = sentence.replace(sentence.split()[2], "evermore", 1)
    far = "".join(f"<p>The {day} crossing was late again, the pilots say.</p>" for day in range(20))
    box = f"<figure class=pullquote><blockquote><p>{quote}</p></blockquote></figure>"
    assert quote not in blocks(f"{PARAGRAPHS}{far}{box}<p>{STORY[0]}</p>")


def test_a_pull_quote_of_its_own_words_stays() -> None:
    quote = "We do not need a higher price, we need a week, and that is what the store gives us."
    box = f"<figure class=pullquote><blockquote><p>{quote}</p></blockquote></figure>"
    assert quote in blocks(f"{PARAGRAPHS}{box}<p>The farmers agree with that, and so do we.</p>")


def test_a_quotation_that_appears_once_is_kept() -> None:
    sentence = "We do not need a higher price, we need a week, and that is what the store gives us."
    assert sentence in blocks(f"{PARAGRAPHS}<blockquote>{sentence}</blockquote>")


def test_a_printed_url_of_the_page_is_stripped() -> None:
    line = "<p>Story from the Harbour Daily:<br>https://harbour.example/a/night-ferry-12.html</p>"
    assert blocks(PARAGRAPHS + line) == list(STORY)


def test_a_sentence_of_the_text_above_an_offer_stays() -> None:
    sentence = (
        "The above is a part of our talk with the two captains and the harbour master, which is "
        "printed in the winter issue of the review, with a map of the strait."
    )
    offer = "For more from the quay, sign up for our newsletter, sent straight to your inbox."
    assert f"{sentence} {offer}" in blocks(f"{PARAGRAPHS}<p>{sentence} {offer}</p>")
    assert blocks(f"{PARAGRAPHS}<p>{offer}</p>") == list(STORY)


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("Get in touch with our news team by emailing us at desk@harbour.example.", False),
        ("For more stories like this, check our news page.", False),
        ("Stories like this are told in every village of the delta.", True),
    ],
)
def test_the_news_desk_asks_for_stories(line: str, is_kept: bool) -> None:
    assert (line in blocks(f"{PARAGRAPHS}<p>{line}</p>")) is is_kept
