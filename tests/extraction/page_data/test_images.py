"""Images: URL, caption and credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipelines.extraction.page_data import caption_credits, images
from pipelines.items import Image
from pipelines.text import clean
from tests.support.steps import steps

BASE = "https://harbour.example/news/boats-1.html"


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("Boats at dawn. (Photo: VNA)", "Boats at dawn.", "VNA"),
        ("Boats at dawn (Photo: VNA)", "Boats at dawn", "VNA"),
        ("Boats at dawn (Source: VNA)", "Boats at dawn", "VNA"),
        ("Boats at dawn. (Photo: harbour.example)", "Boats at dawn.", "harbour.example"),
        ("Boats at dawn (Photo: SGGP/ Gia Bao)", "Boats at dawn", "SGGP/ Gia Bao"),
        ("Boats at dawn. — VNA/VNS Photo Gia Bảo", "Boats at dawn.", "VNA/VNS"),
        ("Boats at dawn. VNS Photo", "Boats at dawn. VNS Photo", None),
        ("Boats at dawn. — Photo courtesy of the port", "Boats at dawn.", "the port"),
        ("Boats at dawn. Photo: T.H", "Boats at dawn.", "T.H"),
        ("Boats at dawn. Photo: Gia Bảo.", "Boats at dawn.", "Gia Bảo"),
        ("Boats at dawn - Photo: VNA", "Boats at dawn", "VNA"),
        ("Boats at dawn. Ảnh: TTXVN", "Boats at dawn.", "TTXVN"),
        ("Photo: Gia Bảo", None, "Gia Bảo"),
        ("Boats at dawn. © Gia Bảo / AFP", "Boats at dawn.", "Gia Bảo / AFP"),
        ("Boats at dawn © Photo: Gia Bảo.", "Boats at dawn", "Gia Bảo"),
        ("夜明けの桟橋＝戸田岳撮影", "夜明けの桟橋", "戸田岳"),
        (
            "©Harbour With skill and patience the bakers go on their way to Skelmere.",
            "©Harbour With skill and patience the bakers go on their way to Skelmere.",
            None,
        ),
        ("Boats at dawn. (AP Photo/Gia Bảo)", "Boats at dawn.", "AP Photo/Gia Bảo"),
        ("Boats at dawn (Gia Bảo / The Ledger)", "Boats at dawn", "Gia Bảo / The Ledger"),
        ("Boats at dawn (Labour Party)", "Boats at dawn (Labour Party)", None),
        ("Boats at dawn. (File)", "Boats at dawn. (File)", None),
        ("Des bateaux. GIA BẢO POUR « LE QUAI »", "Des bateaux.", "GIA BẢO POUR « LE QUAI »"),
        ("Boote am Kai. Bild: Gia Bảo", "Boote am Kai.", "Gia Bảo"),
        ("เรือที่ท่าน้ำ (ภาพ: วราภรณ์ ทองทะเล)", "เรือที่ท่าน้ำ", "วราภรณ์ ทองทะเล"),
        ("夜班渡船停靠橙湾。陈望舒 摄", "夜班渡船停靠橙湾。", "陈望舒"),
        ("2026年11月2日在橙湾拍摄", "2026年11月2日在橙湾拍摄", None),
        ("흰모래항의 밤배. 사진=한그루", "흰모래항의 밤배.", "한그루"),
        ("Boats at dawn", "Boats at dawn", None),
        (
            "The photo: a story of loss. He was ten.",
            "The photo: a story of loss. He was ten.",
            None,
        ),
        ("", None, None),
    ],
)
def test_the_credit_is_taken_out_of_the_caption(
    printed: str, caption: str | None, credit: str | None
) -> None:
    assert caption_credits.split_credit(printed) == (caption, credit)


def test_a_line_is_a_caption_by_its_credit() -> None:
    assert caption_credits.is_caption("Boats at dawn. (Photo: VNA)")
    assert caption_credits.is_caption("Boats at dawn. — VNA/VNS Photo Gia Bảo")
    assert not caption_credits.is_caption("The boats came back at dawn. — VNS")
    assert not caption_credits.is_caption(
        "He took the photo: it shows a boat in the storm, far out. She left."
    )
    assert not caption_credits.is_caption("long " * 200 + "(Photo: VNA)")


def pictures(markup: str) -> tuple[Image, ...]:
    return images.read([lxml_html.fromstring(f"<div>{markup}</div>")], BASE)


def test_a_figure() -> None:
    markup = (
        '<figure><img src="/a.jpg" alt="Boats (Photo: VNA)">'
        "<figcaption>Boats (Photo: VNA)</figcaption></figure>"
    )
    assert pictures(markup) == (Image("https://harbour.example/a.jpg", "Boats", "VNA"),)


def test_a_lazy_picture_and_its_noscript_twin_are_one() -> None:
    markup = (
        '<figure><img src="data:image/gif;base64,R0" data-src="https://cdn.example/a.jpg?w=1">'
        '<noscript><img src="https://cdn.example/a.jpg?w=2"></noscript>'
        "<figcaption>Boats</figcaption></figure>"
    )
    assert pictures(markup) == (Image("https://cdn.example/a.jpg?w=1", "Boats"),)


def test_a_table_with_a_caption_row() -> None:
    markup = (
        '<table class="TPL"><tr><td><img src="/b.jpg" alt="x"></td></tr>'
        "<tr><td>Boats at dawn. Photo: T.H</td></tr></table>"
    )
    assert pictures(markup) == (Image("https://harbour.example/b.jpg", "Boats at dawn.", "T.H"),)


def test_a_caption_class_beside_the_picture() -> None:
    markup = '<div><img src="/c.jpg"><p class="wp-caption-text">Boats</p></div>'
    assert pictures(markup)[0].caption == "Boats"


@pytest.mark.parametrize(
    "markup",
    [
        '<figcaption>Boats <span class="credit">Photo: Gia Bảo</span></figcaption>',
        '<figcaption><b class="copyright">© Gia Bảo</b> Boats</figcaption>',
        '<figcaption>Boats</figcaption><p class="photo-credit">Gia Bảo</p>',
        '<p class="photo-credit">Gia Bảo</p><figcaption>Boats</figcaption>',
        '<em class="img_desc">Boats (Photo: Gia Bảo)</em>',
    ],
)
def test_a_credit_in_an_element_of_its_own(markup: str) -> None:
    found = pictures(f'<figure><img src="/c.jpg">{markup}</figure>')
    assert [(one.caption, one.credit) for one in found] == [("Boats", "Gia Bảo")]


def test_a_credit_without_a_caption() -> None:
    found = pictures('<figure><img src="/c.jpg"><p class="photo-credit">Gia Bảo</p></figure>')
    assert [(one.caption, one.credit) for one in found] == [(None, "Gia Bảo")]


def test_pixels_and_logos_are_not_images() -> None:
    markup = (
        '<img src="/pixel.gif"><img src="/logo.png"><img src="javascript:1"><img>'
        '<img src="http://[">'
    )
    assert pictures(markup) == ()


def test_a_url_is_absolute_or_none() -> None:
    assert images.absolute("../a.jpg", BASE) == "https://harbour.example/a.jpg"
    assert images.absolute("//cdn.example/a.jpg", BASE) == "https://cdn.example/a.jpg"
    assert images.absolute("data:image/png;base64,AA", BASE) is None
    assert images.absolute("x" * 5_000, BASE) is None
    assert images.absolute(None, BASE) is None


def test_a_thousand_pictures_are_bounded() -> None:
    found = pictures("".join(f'<p><img src="/{n}.jpg"></p>' for n in range(5_000)))
    assert len(found) == 40


@given(st.text(max_size=1_500))
def test_words_of_a_caption_are_neither_added_nor_reordered(text: str) -> None:
    caption, credit = caption_credits.split_credit(text)
    for part in (caption, credit):
        assert part is None or part in clean(text)
    caption_credits.is_caption(text)


@pytest.mark.parametrize("unit", ["(Photo: ", "Photo: ", " ", "— VNA/", "photo courtesy of "])
def test_long_captions_are_bounded(unit: str) -> None:
    text, beginning = unit * 50_000, (unit * 50_000)[: caption_credits.MAX_CAPTION_CHARS]
    assert caption_credits.split_credit(text) == caption_credits.split_credit(beginning)
    assert steps(lambda: caption_credits.is_caption(text)) < 50


def test_a_stated_image_is_the_printed_one_in_another_format() -> None:
    stated = [Image(f"https://cdn.example/{name}") for name in ("x/river-boats.jpg.webp", "1.jpg")]
    printed = [
        Image("https://cdn.example/y/river-boats.jpg.avif", "Boats", "VNA"),
        Image("https://cdn.example/small/1.jpg"),
    ]
    assert images.each_once(stated, printed) == (stated[1], *printed)
    assert images.each_once(stated[:1], ()) == (stated[0],)
    assert images.each_once([Image(printed[0].url)], printed) == tuple(printed)


def test_an_image_with_the_number_of_a_printed_one_is_that_one() -> None:
    of_site = "https://img.harbour.example"
    printed = [Image(f"{of_site}/thumb/0988015.jpg"), Image(f"{of_site}/thumb/988444.jpg")]
    stated = [Image(f"{of_site}/988015,width-1200/share.jpg")]
    assert images.each_once(stated, printed) == tuple(printed)
    other = Image(f"{of_site}/20261102/share.jpg")  # a day is no number
    of_day = [Image(f"{of_site}/20261102/boats.jpg")]
    assert images.each_once([other], of_day) == (other, *of_day)
