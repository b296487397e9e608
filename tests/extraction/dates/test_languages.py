"""Dates as outlets of many languages print them below the headline."""

from __future__ import annotations

import pytest

from tests.support.story_page import article

PRINTED = [
    ("Published 11/2/2026 2:10 p.m. ET", "en-US", "2026-11-02T19:10"),
    ("Posted on 02/11/2026", "en-GB", "2026-11-02T00:00"),
    ("Tue, 11/03/2026 - 09:15", "en", "2026-11-03T09:15"),
    ("Monday 2 November 2026 14.07 GMT", "en", "2026-11-02T14:07"),
    ("Received 4 March 2026; Published 2 November 2026", "en", "2026-11-02T00:00"),
    ("Stand: 02.11.26, 14:07 Uhr", "de", "2026-11-02T14:07"),
    ("2 listopada 2026, 14:07", "pl", "2026-11-02T14:07"),
    ("2. listopadu 2026", "cs", "2026-11-02T00:00"),
    ("2026. november 2. 14:07", "hu", "2026-11-02T14:07"),
    ("2 Kasım 2026 14:07", "tr", "2026-11-02T14:07"),
    ("2 Νοεμβρίου 2026", "el", "2026-11-02T00:00"),
    ("2 листопада 2026", "uk", "2026-11-02T00:00"),
    ("Senin, 2 Nov 2026 | 14:07 WITA", "id", "2026-11-02T06:07"),
    ("Diterbitkan 2 Nov 2026, 14.07 WIB", "id", "2026-11-02T07:07"),
    ("2 พฤศจิกายน 2569 14:07 น.", "th", "2026-11-02T14:07"),
    ("2 พ.ย. 69 14:07", "th", "2026-11-02T14:07"),
    ("ថ្ងៃទី២ ខែវិច្ឆិកា ឆ្នាំ២០២៦", "km", "2026-11-02T00:00"),
    ("ວັນທີ 2 ພະຈິກ 2026", "lo", "2026-11-02T00:00"),
    ("٢ نوفمبر ٢٠٢٦", "ar", "2026-11-02T00:00"),
    ("2 تشرين الثاني 2026", "ar", "2026-11-02T00:00"),
    ("נפורסם ב-2 בנובמבר 2026", "he", "2026-11-02T00:00"),
    ("2 नवंबर 2026", "hi", "2026-11-02T00:00"),
    ("2026年11月2日（月）14時07分", "ja", "2026-11-02T14:07"),
    ("令和8年11月2日", "ja", "2026-11-02T00:00"),
    ("二〇二六年十一月二日", "zh", "2026-11-02T00:00"),
    ("2026년 11월 2일 14:07", "ko", "2026-11-02T14:07"),
    ("民國一一五年十一月二日", "zh-TW", "2026-11-02T00:00"),
    ("۱۱ آبان ۱۴۰۵ - ۱۴:۰۷", "fa", "2026-11-02T14:07"),
    ("۱۴۰۵/۰۸/۱۱", "fa", "2026-11-02T00:00"),
    ("02.11.26, kl. 14.07", "no", "2026-11-02T14:07"),
    ("2.11.2026 14:07 MEZ", "de", "2026-11-02T13:07"),
    ("Güncelleme: 05.11.2026 09:00 Giriş: 02.11.2026 14:07", "tr", "2026-11-02T14:07"),
    ("ปรับปรุง: 5 พ.ย. 69 09:00 น. เผยแพร่: 2 พ.ย. 69 14:07 น.", "th", "2026-11-02T14:07"),
    ("更新于 2026-11-05 09:00 发布于 2026-11-02 14:07", "zh", "2026-11-02T14:07"),
    ("Thứ hai, 2/11/2026 | 2:07 Chiều", "vi", "2026-11-02T14:07"),
]


@pytest.mark.parametrize(("line", "lang", "wanted"), PRINTED, ids=[one[0] for one in PRINTED])
def test_a_printed_date(line: str, lang: str, wanted: str) -> None:
    found = article(top=f"<div class=q1><span>{line}</span></div>", lang=lang)
    assert found.published_at is not None
    assert f"{found.published_at:%Y-%m-%dT%H:%M}" == wanted


@pytest.mark.parametrize("line", ["3 hours ago", "Event date: 5 December 2026", "Score: 3-2-1"])
def test_dates_that_are_not_publication_dates(line: str) -> None:
    assert article(top=f"<div class=q1><span>{line}</span></div>").published_at is None


@pytest.mark.parametrize(("stated", "wanted"), [("10:08:58Z", "03:08"), ("03:08:58Z", "03:08")])
def test_a_local_clock_that_is_called_utc(stated: str, wanted: str) -> None:
    head = f'<meta property="article:published_time" content="2026-11-05T{stated}">'
    top = "<div class=q1><span>Kamis, 5 November 2026 10:08 WIB</span></div>"
    found = article(head=head, top=top, lang="id")
    assert found.published_at is not None
    assert f"{found.published_at:%H:%M}" == wanted


CHANGED = [
    ("Published: 2 Nov 2026 14:07 | Updated: 5 Nov 2026 09:00", "en"),
    ("Actualizado 05/11/2026 09:00 Publicado 02/11/2026 14:07", "es"),
    ("수정 2026.11.05 09:00 등록 2026.11.02 14:07", "ko"),
    ("aktualizacja: 5 listopada 2026, 09:00 2 listopada 2026, 14:07", "pl"),
]


@pytest.mark.parametrize(("line", "lang"), CHANGED, ids=[one[1] for one in CHANGED])
def test_the_printed_date_of_an_update_is_the_modification(line: str, lang: str) -> None:
    found = article(top=f"<p>{line}</p>", lang=lang)
    assert found.published_at is not None
    assert found.published_at.strftime("%Y-%m-%dT%H:%M") == "2026-11-02T14:07"
    assert found.modified_at is not None
    assert found.modified_at.strftime("%Y-%m-%dT%H:%M") == "2026-11-05T09:00"


def test_a_line_with_only_an_update_gives_no_modification() -> None:
    found = article(top="<p>Updated 5 November 2026</p>")
    assert found.published_at is not None
    assert found.modified_at is None
