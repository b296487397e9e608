"""Dates near the headline: which lines are the article's, and which mention another day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import structured_data
from pipelines.items import Hint, Page

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TOLD = datetime(2025, 11, 3, 2, 15, tzinfo=UTC)
TITLE = "Boats return to the old harbour"
STORY = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night, waiting for the last of the crews."
)


def read(body: str, hint: datetime | None = None, fetched_at: datetime = NOW) -> Metadata:
    tree = parse_text(f"<html><body>{body}</body></html>")
    page = Page(
        "https://harbour.example/boats",
        b"",
        fetched_at,
        timezone="Asia/Ho_Chi_Minh",
        hint=Hint(published_at=hint),
    )
    return metadata(tree, structured_data.read(tree), page)


def test_a_date_in_the_form_of_hatom() -> None:
    abbr = "<abbr class='published' title='2025-11-03T02:15:00Z'>yesterday</abbr>"
    assert read(f"<h1>{TITLE}</h1><div>{abbr}</div><p>{STORY}</p>").published_at == TOLD


OTHER_DAYS = [
    f"<p>Tuyến kè được phê duyệt ngày 02/09/2023.</p><p>{STORY}</p>",
    f"<p>The pier closed on 3 May 2019.</p><p>{STORY}</p>",
    f"<figure><img src='/a.jpg'><figcaption>The pier at noon, 12 June 2019</figcaption></figure>"
    f"<p>{STORY}</p>",
    f"<div class='photo-caption'><p>The pier, 12 June 2019</p></div><p>{STORY}</p>",
    f"<p>{STORY}</p><h3>Kế hoạch nạo vét luồng đến 31/12/2024</h3><p>{STORY}</p>",
    f"<p>{STORY}</p><ul><li>Khởi công: 02/09/2023</li><li>Dài 4 km</li></ul>",
    f"<p>{STORY}</p><p>Opened: 02/09/2023</p>",
    f"<p>{STORY}</p><div><a href='/x'>Two ferries collide off the northern cape</a> "
    "<span>01/09/2024</span></div>",
]


@pytest.mark.parametrize("body", OTHER_DAYS)
def test_a_line_about_another_day_is_not_a_date(body: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{body}").published_at is None
    assert read(f"<h1>{TITLE}</h1>{body}", TOLD).published_at == TOLD


@pytest.mark.parametrize(
    "line",
    [
        "<p>03/11/2025 09:15</p>",
        "<p>Thứ Hai, 3/11/2025, 09:15 (GMT+7)</p>",
        "<h6>Posted on Monday, 3 November 2025, 9:15 a.m.</h6>",
        "<p>By Mai Linh and Jo Carver | November 3, 2025 | 09:15</p>",
        "<p>Published on Monday, 3 Nov 2025 09:15.</p>",
        "<ul><li>Date: 03/11/2025 09:15</li></ul>",
        "<p><a href='/authors/ml'>Mai Linh</a> 03/11/2025 09:15</p>",
        "<p>Cập nhật: 10:20 04/11/2025 - Đăng: 09:15 03/11/2025</p>",
    ],
)
@pytest.mark.parametrize("lead", ["", f"<p>{STORY}</p>"])
def test_a_date_line_is_the_articles_below_headline_and_standfirst(line: str, lead: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{lead}{line}<p>{STORY}</p>")
    assert (found.published_at, found.sources["published_at"]) == (TOLD, "page")


@pytest.mark.parametrize(
    "line",
    ["<p>01/09/2024</p>", "<p>Hoa Lâm, 01/09/2024</p>", "<p><time>01/09/2024</time></p>"],
)
def test_a_feed_wins_over_an_unlabelled_date_of_another_day(line: str) -> None:
    page = f"<h1>{TITLE}</h1>{line}<p>{STORY}</p>"
    assert read(page).published_day == date(2024, 9, 1)
    found = read(page, TOLD)
    assert (found.published_at, found.sources["published_at"]) == (TOLD, "hint")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published: 01/09/2024</p>",
        "<p>Ngày đăng: 01/09/2024</p>",
        "<p class='post-date'>01/09/2024</p>",
        "<p><time itemprop='datePublished'>01/09/2024</time></p>",
        "<p><time class='published' datetime='2024-09-01'>a year ago</time></p>",
    ],
)
def test_a_labelled_date_wins_over_the_feed(line: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{line}<p>{STORY}</p>", TOLD)
    assert found.published_day == date(2024, 9, 1)


def test_a_feed_of_the_same_day_gives_the_time() -> None:
    found = read(f"<h1>{TITLE}</h1><p>03/11/2025</p><p>{STORY}</p>", TOLD)
    assert (found.published_at, found.sources["published_at"]) == (TOLD, "hint")
    has_time = read(f"<h1>{TITLE}</h1><p>03/11/2025 10:00</p><p>{STORY}</p>", TOLD)
    assert has_time.sources["published_at"] == "page"


@pytest.mark.parametrize(
    "bar",
    [
        "<div class='top'><span>Thứ Hai, 05/01/2026</span></div>{}",
        "<div class='header-date'>Thứ Hai, 05/01/2026</div><div>{}</div>",
        "<div id='page'><div class='top'>Monday, January 5, 2026</div>{}</div>",
        "<div><time datetime='2026-01-05'>Monday</time></div><div>{}</div>",
    ],
)
def test_the_day_of_the_visit_above_the_headline_is_not_a_date(bar: str) -> None:
    page = bar.format(f"<h1>{TITLE}</h1><p>{STORY}</p>")
    assert read(page).published_at is None
    assert read(page, TOLD).published_at == TOLD


@pytest.mark.parametrize(
    "head",
    [
        "<div><p>03/11/2025</p><h1>{}</h1></div>",
        "<div><p class='date'>03/11/2025</p><h1>{}</h1></div>",
        "<p class='date'>03/11/2025</p><h1>{}</h1>",
        "<div class='topic-header'><a href='/all'>10:00, 3 November 2025</a></div><h1>{}</h1>",
        "<div class='breadcrumb'><ul><li>News</ul><div>03/11/2025 10:00</div></div><h1>{}</h1>",
    ],
)
def test_a_date_above_the_headline_is_the_articles(head: str) -> None:
    found = read(head.format(TITLE) + f"<p>{STORY}</p>")
    assert found.published_day == date(2025, 11, 3)


def test_the_footer_of_a_headline_is_no_footer_of_the_page() -> None:
    foot = "<div>By A. Lee</div><div>Published 3 November 2025</div>"
    head = f"<div><h1>{TITLE}</h1></div><div class='headline__footer'>{foot}</div>"
    found = read(f"{head}<p>{STORY}</p>")
    assert found.published_day == date(2025, 11, 3)


def test_the_date_of_a_linked_headline_within_the_text_is_not_the_articles() -> None:
    box = "<a href='/o'><div>Other news</div><div class='item__date'>2 November 2025</div></a>"
    assert read(f"<h1>{TITLE}</h1><p>{STORY}</p>{box}<p>{STORY}</p>").published_at is None


def test_an_article_of_the_day_of_the_visit_keeps_the_date_its_template_names() -> None:
    page = f"<div><p class='date'>05/01/2026</p><h1>{TITLE}</h1><p>{STORY}</p></div>"
    assert read(page).published_day == date(2026, 1, 5)
