"""Labels of lists, recognised by their words: none of these is in the tables."""

from __future__ import annotations

import pytest

from pipelines.extraction.lexicon.label_words import Wording, wording
from pipelines.text import fold

LISTS = (
    "Stories our readers love | Popular right now | Readers also opened | Worth a click | "
    "Also today | Top picks this week | You might have missed | Độc giả quan tâm đọc nhiều | "
    "Đọc nhiều trong tuần | Cùng chuyên đề | Les plus consultés | À lire sur notre site | "
    "También en portada | Sigue leyendo | Lo más compartido | Simak pula | Jangan lewatkan ini | "
    "Baca lagi | Basahin din | Pinakabasa ngayon | Сейчас читают | Выбор редакции | "
    "編集部のおすすめ | 热门文章推荐 | เรื่องที่คุณอาจสนใจ | អត្ថបទទាក់ទង | ຂ່າວແນະນຳ"
)
EITHER = (
    "From our archive | What else is happening | Our latest reporting | More headlines | "
    "Tin đáng chú ý | Các tin đã đưa | Nos derniers reportages | Lo último en Sociedad | "
    "Berita lain hari ini | Artikel lain | Iba pang balita | Ещё новости | 更多报道 | ข่าวล่าสุด"
)
NO_LABELS = (
    "The latest | What happens next week | A new section of the wall | Readers | Today | "
    "What we know | Best of luck | Next week | Trong ngày | Làng nghề mới | Lo mejor del día | "
    "Der neue Weg | Ngayon | Сегодня | 今日 | วันนี้ | Top of the world | Read this"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(LISTS, Wording.LIST), (EITHER, Wording.EITHER), (NO_LABELS, None)],
    ids=["lists", "lists or sub-headings", "no labels"],
)
def test_a_label_is_recognised_by_its_words(lines: str, expected: Wording | None) -> None:
    found = {line: wording(fold(line)) for line in lines.split(" | ")}
    assert found == dict.fromkeys(found, expected)
