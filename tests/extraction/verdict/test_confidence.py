"""Article or not: whole pages through the engine, and the result."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipelines.extraction.engine import Extraction, run
from pipelines.items import Page

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SURE = 0.8
URL = "https://harbour.example/society/boats-return-post12.html"
TITLE = "Boats return to the old harbour"
FIRST = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night, waiting for the last of the crews."
)
SECOND = (
    "Nine crews had been at sea for as many days, said harbour master Lê Thu, and nobody had heard "
    "of them since the storm began last Tuesday and took the mast of the radio station."
)
THIRD = (
    "The last boat, the smallest of the fleet, tied up at noon with its mast broken, and its owner "
    "said that he would not sail again before the pier is repaired."
)
MENU = "<ul class='menu'><li><a href='/a'>Society</a></li><li><a href='/b'>Sea</a></li></ul>"
FOOT = "<footer>Copyright Harbour. All rights reserved.</footer>"
DATE = "<div class='date'>17/08/2026 11:09</div>"
TEASERS = "".join(
    f"<h3><a href='/society/{slug}-post{n}.html'>{head}</a></h3><p>{text}</p>"
    for n, (slug, head, text) in enumerate(
        [
            ("pumpkins", "Pumpkins grow on the roofs of the town", "Twelve families share them."),
            (
                "frogs",
                "A bridge for frogs opens near the lake",
                "It took children a year to build.",
            ),
            ("tax", "Port tax falls for the smallest ships", "The council voted on Monday night."),
            ("lamps", "Old lamps find a home in a museum", "The oldest was lit in 1890 by hand."),
        ]
    )
)


def judged(
    body: str, title: str = TITLE, ld: object = None, head: str = "", **given: object
) -> Extraction:
    script = f"<script type='application/ld+json'>{json.dumps(ld)}</script>" if ld else ""
    page = (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}{script}</head>"
        f"<body>{MENU}{body}{FOOT}</body></html>"
    )
    settings = {"url": URL, "body": page.encode(), "fetched_at": NOW} | given
    return run(Page(**settings))  # type: ignore[arg-type]


def article(*paragraphs: str, above: str = DATE) -> str:
    return (
        f"<h1>{TITLE}</h1>{above}<div class='article-body'>"
        + "".join(f"<p>{text}</p>" for text in paragraphs)
        + "</div>"
    )


def test_an_article_is_one_without_concerns() -> None:
    found = judged(article(FIRST, SECOND, THIRD)).article
    assert found is not None
    assert found.confidence > SURE
    assert found.concerns == ()


def test_a_brief_of_one_paragraph_is_an_article() -> None:
    found = judged(article(FIRST)).article
    assert found is not None
    assert found.concerns == ("short",)
    assert 0.5 < found.confidence < 1


def test_doubts_lower_the_confidence() -> None:
    dateless = judged(article(FIRST, SECOND, THIRD, above="")).article
    assert dateless is not None
    assert dateless.concerns == ("no date",)
    odd = "<p class='date'>31/02/2026</p>"
    unread = judged(article(FIRST, SECOND, THIRD, above=odd)).article
    assert unread is not None
    assert unread.concerns == ("date as printed: 31/02/2026", "no date")
    assert unread.confidence == dateless.confidence
    other = judged(
        article(FIRST, SECOND, THIRD).replace(TITLE, "Pumpkin recipes from grandmother"),
        "Pumpkin recipes from grandmother",
    ).article
    assert other is not None
    assert "little overlap with the title" in other.concerns
    assert other.confidence < dateless.confidence < 1


@pytest.mark.parametrize(
    ("reason", "title", "body"),
    [
        ("soft 404", "Page not found", "<h1>404</h1><p>Sorry, the page was not found.</p>"),
        ("soft 404", "Harbour", "<h1>Oops</h1><p>The page you are looking for was removed.</p>"),
        (
            "soft 404",
            "Harbour Daily",
            "<h1>Back soon</h1><p>We move to a new cellar tonight and will "
            "be back at six in the morning. Thank you for your patience.</p>",
        ),
        ("soft 404", "Không tìm thấy trang", "<h1>Không tìm thấy</h1><p>Xin lỗi bạn đọc.</p>"),
        (
            "login wall",
            "Log in to continue",
            "<h1>Log in to continue</h1><form><input type='password'></form>"
            "<p>This briefing is for subscribers. Please log in to read it.</p>",
        ),
        (
            "consent wall",
            "Before you continue",
            "<h1>Before you continue</h1><p>We use cookies to measure how our pages are used.</p>",
        ),
        (
            "empty shell",
            "Harbour",
            "<div id='root'></div><p>You need to enable JavaScript to run this app.</p>",
        ),
        (
            "photo page",
            "Photos: Boats at dawn",
            f"<h1>Photos: Boats at dawn</h1>{DATE}"
            + "".join(
                f"<figure><img src='/{n}.jpg'><figcaption>Boat {n} at dawn. Photo: T.H"
                "</figcaption></figure>"
                for n in range(5)
            ),
        ),
        (
            "video page",
            "Video: Boats at dawn",
            f"<h1>Video: Boats at dawn</h1>{DATE}<div class='player'>0:00 / 0:00</div>"
            "<p>Boats come back to the harbour.</p>",
        ),
        (
            "infographic page",
            "Infographic: The fleet in figures",
            f"<h1>Infographic: The fleet in figures</h1>{DATE}<img src='/big.png'>"
            "<p>The fleet in figures.</p>",
        ),
        ("list of teasers", "Society", f"<h1>Society</h1><div>{TEASERS}</div>"),
    ],
)
def test_non_articles_are_recognised(reason: str, title: str, body: str) -> None:
    found = judged(body, title, url="https://harbour.example/society/x-post1.html")
    assert found.article is None
    assert found.not_article is not None
    assert found.not_article.startswith(reason)


def test_teasers_only_on_an_outlets_page_are_not_an_article() -> None:
    found = judged(f"<h1>Weekly digest</h1>{DATE}<div>{TEASERS}</div>", "Weekly digest", outlet="x")
    assert (found.article, found.not_article) == (None, "list of teasers")


def test_an_error_status_is_not_an_article() -> None:
    assert judged(article(FIRST, SECOND), status=404).not_article == "HTTP status 404"


@pytest.mark.parametrize(
    "title",
    [
        "404: the number that would not die",
        "Not found: the treasure of the old harbour",
        "Log in the river stops all boats",
        "Video shows boats returning",
        "Photos that changed the harbour",
        "Page from a diary",
    ],
)
def test_an_article_about_such_things_is_an_article(title: str) -> None:
    found = judged(article(FIRST, SECOND, THIRD).replace(TITLE, title), title)
    assert found.article is not None


def test_a_video_beside_a_whole_text_is_an_article() -> None:
    video = {"@type": "VideoObject", "name": "Boats"}
    found = judged(
        article(FIRST, SECOND, THIRD), ld=video, url="https://harbour.example/video/boats"
    )
    assert found.article is not None


def test_the_stub_of_a_paid_article_is_kept_and_flagged() -> None:
    said = judged(article(FIRST), ld={"@type": "NewsArticle", "isAccessibleForFree": False}).article
    assert said is not None
    assert not said.is_accessible_for_free
    assert "paywall" in said.concerns
    printed = judged(
        article(FIRST) + "<div class='wall'><p>Subscribe to continue reading this story.</p></div>"
    ).article
    assert printed is not None
    assert not printed.is_accessible_for_free


@pytest.mark.parametrize(
    "notice",
    [
        "Sign in to read on. Registered readers get three articles a month.",
        "To finish reading, become a member",
        "Weiterlesen mit Konto",
        "Lire la suite de l’article, réservé aux abonnés",
        "Suscríbete para seguir leyendo",
        "Đăng nhập để đọc tiếp",
        "Bạn cần đăng ký để xem toàn bộ nội dung bài viết",
        "登录后阅读全文",
        "ログインして続きを読む",
        "Чтобы читать дальше, войдите",
    ],
)
def test_a_notice_to_read_on_with_access_goes_and_flags_the_stub(notice: str) -> None:
    found = judged(article(FIRST, SECOND, notice)).article
    assert found is not None
    assert notice not in found.text
    assert not found.is_accessible_for_free


@pytest.mark.parametrize(
    ("offer", "is_kept"),
    [
        ("First-time subscribers receive a handmade gift from the editors, and you choose it.", 0),
        ("For the latest updates download the free apps, for you and for everybody at home.", 0),
        (f"You may ask why. {FIRST}", 1),  # the article continues
        ("“You get a letter every day,” the editor of the paper said, “and it is free.”", 1),
    ],
)
def test_an_offer_between_a_notice_and_the_end_goes_with_it(offer: str, is_kept: int) -> None:
    found = judged(article(FIRST, SECOND, "To view the full story, please subscribe.", offer))
    assert found.article is not None
    assert (offer in found.article.text) == is_kept


@pytest.mark.parametrize(
    "line",
    [
        "The paper asks readers to register before the end of the week.",
        "Readers may continue reading to their children, she said.",
        "“Subscribe to continue reading” is what most readers see, the study found.",
    ],
)
def test_a_sentence_about_reading_and_access_stays_and_is_free(line: str) -> None:
    found = judged(article(FIRST, SECOND, line)).article
    assert found is not None
    assert line in found.text
    assert found.is_accessible_for_free


def test_a_whole_text_with_a_subscription_offer_is_free() -> None:
    paragraphs = [f"On day {n} of the storm: {text}" for n in range(4) for text in (FIRST, THIRD)]
    offer = "<p class='promo'>Subscribe to continue reading stories like this one.</p>"
    found = judged(article(*paragraphs) + offer).article
    assert found is not None
    assert found.is_accessible_for_free
