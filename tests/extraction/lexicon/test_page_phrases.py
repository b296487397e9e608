"""Pages that say they are gone, ask for consent or for an account; articles about such pages."""

from __future__ import annotations

import pytest

from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page
from tests.support.story_page import NOW, STORY


def page(title: str, *paragraphs: str, menu: bool = True) -> Page:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    links = "<nav><a href=/news>News</a></nav>" if menu else ""
    html = f"<title>{title}</title>{links}<main><h1>{title}</h1><div>{body}</div></main>"
    return Page("https://harbour.example/a-12.html", html.encode(), NOW)


@pytest.mark.parametrize(
    ("title", "paragraph"),
    [
        ("Page could not be found", "The page that you asked for could not be found here."),
        ("Bài viết không tồn tại", "Bài viết bạn tìm không tồn tại hoặc đã bị gỡ khỏi báo."),
        ("Halaman tidak ditemukan", "Maaf, halaman yang Anda cari tidak ditemukan di situs ini."),
        ("ไม่พบหน้าที่ต้องการ", "ขออภัย ไม่พบหน้าที่คุณต้องการ หน้านี้อาจถูกย้ายหรือลบไปแล้ว"),
        ("Seite nicht gefunden", "Die Seite, die Sie suchen, wurde leider nicht gefunden."),
        ("Страница не найдена", "Такой страницы нет: она не найдена или перемещена."),
    ],
)
def test_an_error_page(title: str, paragraph: str) -> None:
    with pytest.raises(NotAnArticle, match="nothing was found"):
        extract(page(title, paragraph))


@pytest.mark.parametrize(
    ("title", "paragraph"),
    [
        (
            "Uw privacy",
            "Wij en 187 partners bewaren gegevens op uw apparaat. Als u op Accepteren klikt, geeft "
            "u toestemming voor advertenties; meer staat in onze privacyverklaring.",
        ),
        (
            "Datenschutz",
            "Wir und unsere Partner nutzen Cookies. Mit Ihrer Zustimmung zeigen wir Anzeigen, die "
            "zu Ihnen passen; Sie können die Einwilligung jederzeit widerrufen.",
        ),
    ],
)
def test_a_consent_wall(title: str, paragraph: str) -> None:
    with pytest.raises(NotAnArticle, match="consent wall"):
        extract(page(title, paragraph, menu=False))


def test_a_sign_up_gate() -> None:
    text = "You have reached a page that is open to members only. Membership costs nothing."
    with pytest.raises(NotAnArticle, match="login wall"):
        extract(page("Create your free account to go on", text, "Do you have an account? Log in."))


@pytest.mark.parametrize("root", ["rss", "feed", "urlset", "sitemapindex"])
def test_a_feed_or_sitemap(root: str) -> None:
    body = f"<?xml version='1.0'?>\n<!-- made -->\n<{root}><p>{STORY[0]}</p></{root}>"
    with pytest.raises(NotAnArticle, match="feed or sitemap"):
        extract(Page("https://harbour.example/rss", body.encode(), NOW))


@pytest.mark.parametrize(
    "title",
    ["“Page not found”: county lost 40,000 pages in one night", "Consent, and who gives it"],
)
def test_an_article_about_such_a_page_is_an_article(title: str) -> None:
    text = "Whoever wanted to look up the tides read the same words, page not found, for a week."
    assert extract(page(title, *STORY, text)).title == title
