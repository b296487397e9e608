"""Below an end mark a list stays if a line names it or promises facts; headlines go."""

from __future__ import annotations

import pytest

from tests.support.drawn_text import text_of
from tests.support.labelled_list_pages import ListedPage

PROSE = (
    "The harbour authority said on Monday that dredging would begin in March, with three crews.",
    "Ferry masters had asked for it since the storm, which left sand across half of the channel.",
    "The council pays two thirds of the cost, and the rest comes from the fees of larger boats.",
)
VIETNAMESE = (
    "Ban quản lý cảng cho biết hôm thứ Hai rằng việc nạo vét luồng sẽ bắt đầu vào tháng Ba.",
    "Các thuyền trưởng đã đề nghị việc này từ sau cơn bão khiến cát phủ nửa luồng tàu vào bến.",
    "Thành phố chi hai phần ba kinh phí, phần còn lại lấy từ phí cập bến của các tàu lớn.",
)
FACTS = ("Length: 48 m", "Crew: 9", "Speed: 17 knots")
RESULTS = ("Hà Nội: 3-1", "Nam Định: 2-2", "Bình Dương: 0-4")
STORIES = (
    "Farmers ask for cheaper water before the winter crop",
    "School board picks a new head after a long dispute",
    "Old cinema on the hill to become a reading room",
)


def kept(prose: tuple[str, ...], mark: str, line: str, items: tuple[str, ...], tag: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in prose)
    rows = "".join(f"<{tag}>{item}</{tag}>" for item in items)
    html = (
        "<!doctype html><html><head><title>Dredging begins in March</title></head><body>"
        "<h1>Dredging begins in March</h1>"
        f"<article>{paragraphs}<p>{mark}</p>{line}<div>{rows}</div></article></body></html>"
    )
    url = "https://news.example/2026/11/09/story.html"
    return text_of(ListedPage(html, url, (), (), ""))


@pytest.mark.parametrize("tag", ["div", "p", "li"])
@pytest.mark.parametrize(
    ("prose", "mark", "line", "items"),
    [
        pytest.param(PROSE, "(Reuters)", "<h3>Technical data</h3>", FACTS, id="name"),
        pytest.param(PROSE, "(Reuters)", "<p>The new boat in figures:</p>", FACTS, id="promise"),
        pytest.param(VIETNAMESE, "(TTXVN)", "<h3>Kết quả</h3>", RESULTS, id="Vietnamese"),
    ],
)
def test_an_announced_list_below_a_mark_stays(
    prose: tuple[str, ...], mark: str, line: str, items: tuple[str, ...], tag: str
) -> None:
    text = kept(prose, mark, line, items, tag)
    assert [item for item in (*prose, *items) if item not in text] == []


@pytest.mark.parametrize(
    "line",
    ["<p>What else we report on this Monday:</p>", "<h3>From the harbour desk</h3>"],
    ids=["promise", "unknown line"],
)
def test_headlines_below_a_mark_go(line: str) -> None:
    text = kept(PROSE, "(Reuters)", line, STORIES, "p")
    assert [one for one in PROSE if one not in text] == []
    assert [one for one in STORIES if one in text] == []
