"""Bylines in the forms and languages of outlets, anywhere on the page."""

from __future__ import annotations

import pytest

from tests.support.story_page import STORY, article

FORMS = [
    ("Penulis: Sari Wulandira", "id", ["Sari Wulandira"]),
    ("Reporter : Sari Wulandira | Editor : Budi Hartana", "id", ["Sari Wulandira"]),
    ("Laporan: Sari Wulandira, Kontributor Kelam", "id", ["Sari Wulandira"]),
    ("Laporan Wartawan Kabar Muara, Sari Wulandira", "id", ["Sari Wulandira"]),
    ("Oleh Sari Wulandira", "id", ["Sari Wulandira"]),
    ("Tác giả: Đỗ Khánh Lam", "vi", ["Đỗ Khánh Lam"]),
    ("Thực hiện: Đỗ Khánh Lam - Trần Minh", "vi", ["Trần Minh", "Đỗ Khánh Lam"]),
    ("Tin, ảnh: Đỗ Khánh Lam", "vi", ["Đỗ Khánh Lam"]),
    ("ĐỖ KHÁNH LAM", "vi", ["Đỗ Khánh Lam"]),
    ("Đỗ Khánh Lam (tổng hợp)", "vi", ["Đỗ Khánh Lam"]),
    ("Nhóm PV", "vi", []),
    ("By Ann Leeway and Bob Carver", "en", ["Ann Leeway", "Bob Carver"]),
    ("BY ANN LEEWAY", "en", ["Ann Leeway"]),
    ("Words: Ann Leeway | Photos: Bob Carver", "en", ["Ann Leeway"]),
    ("(Reporting by Ann Leeway; Editing by Bob Carver)", "en", ["Ann Leeway"]),
    ("Von Friederike Aldenkamp und Jan Holt", "de", ["Friederike Aldenkamp", "Jan Holt"]),
    ("Par Apolline Garrigou et Jean Morel", "fr", ["Apolline Garrigou", "Jean Morel"]),
    ("Texte: Apolline Garrigou Photos: Jean Morel", "fr", ["Apolline Garrigou"]),
    ("Por Inés Villaseca", "es", ["Inés Villaseca"]),
    ("Di Marta Olivieri", "it", ["Marta Olivieri"]),
    ("文／李曉帆", "zh", ["李曉帆"]),
    ("（记者：李晓帆）", "zh", ["李晓帆"]),
    ("记者：李晓帆、陈望舒 编辑：周一鸣", "zh", ["李晓帆", "陈望舒"]),
    ("責任編輯：周一鳴", "zh", []),
    ("โดย วราภรณ์ ทองทะเล", "th", ["วราภรณ์ ทองทะเล"]),
    ("โดย ทีมข่าวภูมิภาค", "th", []),
    ("राजेश कुमार द्वारा", "hi", ["राजेश कुमार"]),
    ("न्यूज़ डेस्क द्वारा", "hi", []),
    ("Elif Demir tarafından", "tr", ["Elif Demir"]),
    ("Ein Gastbeitrag von Heike Sommer", "de", ["Heike Sommer"]),
    ("Artikel von: Von Britta Lohse, dpa", "de", ["Britta Lohse"]),
    ("Mit Heike Sommer sprach Lukas Werner", "de", ["Lukas Werner"]),
    ("Une enquête de Jean Morel", "fr", ["Jean Morel"]),
    ("Review by Ann Leeway", "en", ["Ann Leeway"]),
    ("By Reuters, Hanoi", "en", []),
    ("Teksti Aino Virtanen, kuvat Heikki Salo", "fi", ["Aino Virtanen"]),
    ("기자명 이서연 기자", "ko", ["이서연"]),
]
PLACES = {
    "beside the date": ("<div class=q1><span>{}</span> <time>2 Nov 2026</time></div>", ""),
    "called author": ("<span class=author>{}</span>", ""),
    "below the text": ("", "<p>{}</p>"),
    "to the right, bold": ("", "<p style='text-align:right'><strong>{}</strong></p>"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("line", "lang", "wanted"), FORMS, ids=[form[0] for form in FORMS])
def test_a_byline_names_its_authors_and_leaves_the_text(
    line: str, lang: str, wanted: list[str], place: str
) -> None:
    top, end = (one.format(line) for one in PLACES[place])
    body = "".join(f"<p>{text}</p>" for text in STORY)
    found = article(body + end, top=top, lang=lang)
    assert sorted(found.authors) == sorted(wanted)
    assert [block.text for block in found.body] == list(STORY)


NOBODY = [
    *("Economy", "Harbour Daily Limited", "NFL Analyst", "Buy Tickets"),
    *(
        "Von unserer Redaktion, Wiesenau",
        "de Redacția Locală",
        "Kuvat Heikki Salo",
        "Von dpa, Oldau",
    ),
]


@pytest.mark.parametrize("line", NOBODY)
def test_names_that_are_not_people(line: str) -> None:
    assert article(top=f"<span class=author>{line}</span>").authors == ()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Ann Leeway, Otto Frayne and Suki Pell", ["Ann Leeway", "Otto Frayne", "Suki Pell"]),
        ("Trần Quốc Bảo - Lê Minh Trí", ["Trần Quốc Bảo", "Lê Minh Trí"]),
        ("Ann Leeway for The Harbour Gazette", ["Ann Leeway"]),
        ("Port Brume, Western Cape", []),
        ("News and Views", []),
    ],
)
def test_names_beside_the_date(line: str, wanted: list[str]) -> None:
    top = f"<div><span>{line}</span> <time>2 Nov 2026</time></div>"
    assert sorted(article(top=top).authors) == sorted(wanted)


def test_an_article_that_begins_with_a_preposition_is_kept() -> None:
    sentence = "Von Hamburg bis Rom fahren seit Sonntag wieder Züge in der Nacht, sagt die Bahn."
    body = "".join(f"<p>{text}</p>" for text in (sentence, *STORY))
    assert sentence in [block.text for block in article(body, lang="de").body]
