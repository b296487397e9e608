"""Metadata of whole pages: each field from the trusted source, with that source's name."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from pipelines.extraction.html.parse import parse_text
from pipelines.extraction.metadata import Metadata, metadata
from pipelines.extraction.page_data import structured_data
from pipelines.items import Hint, Image, Page
from pipelines.layout import Layout

URL = "https://harbour.example/society/boats-return-post12.html"
NOW = datetime(2026, 9, 1, tzinfo=UTC)
TITLE = "Boats return to the old harbour"
PROSE = (
    "The boats came back to the old harbour at dawn, and the people of the town stood on the wall "
    "with lamps that they had carried for most of the night, waiting for the last of the crews."
)


def read(
    body: str = f"<h1>{TITLE}</h1><div><p>{PROSE}</p></div>",
    head: str = "",
    ld: object = None,
    layout: Layout | None = None,
    **given: object,
) -> Metadata:
    script = f"<script type='application/ld+json'>{json.dumps(ld)}</script>" if ld else ""
    tree = parse_text(f"<html lang='en'><head>{head}{script}</head><body>{body}</body></html>")
    settings = {"url": URL, "body": b"", "fetched_at": NOW, "timezone": "Asia/Ho_Chi_Minh"} | given
    return metadata(tree, structured_data.read(tree), Page(**settings), layout)  # type: ignore[arg-type]


def article(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **fields}


def test_a_page_that_states_everything() -> None:
    found = read(
        head=f"<title>{TITLE} | Daily Harbour</title>"
        '<meta property="og:site_name" content="Daily Harbour">'
        f'<link rel="canonical" href="{URL}">',
        ld=article(
            author=[{"@type": "Person", "name": "Mai Linh"}, "Jo Carver"],
            datePublished="2026-08-17T11:09:24+07:00",
            dateModified="2026-08-17T12:00:00+07:00",
            articleSection=["Society", "Sea"],
            keywords="boats, harbour, Boats",
            image={"@type": "ImageObject", "url": "/boats.jpg"},
            articleBody="<p>The boats came back.</p>",
        ),
    )
    assert found.title == TITLE
    assert found.authors == ("Mai Linh", "Jo Carver")
    assert found.published_at == datetime(2026, 8, 17, 4, 9, 24, tzinfo=UTC)
    assert found.modified_at == datetime(2026, 8, 17, 5, 0, tzinfo=UTC)
    assert found.published_day == date(2026, 8, 17)
    assert (found.section, found.tags) == ("Society", ("boats", "harbour"))
    assert found.images == (Image("https://harbour.example/boats.jpg"),)
    assert (found.url, found.site_name, found.language) == (URL, "Daily Harbour", "en")
    assert found.article_body == "The boats came back."
    assert found.is_accessible_for_free
    assert dict(found.sources) == {
        "url": "canonical",
        "title": "h1",
        "authors": "json-ld",
        "published_at": "json-ld",
        "modified_at": "json-ld",
        "section": "json-ld",
        "tags": "json-ld",
    }


def test_a_page_that_states_nothing_but_prints_it() -> None:
    found = read(
        f"<header>Tuesday, September 1 2026</header><h1>{TITLE}</h1>"
        f"<p class='byline'>By Mai Linh</p><p>17 August 2026 | 11:09 | ICT</p><p>{PROSE}</p>"
    )
    assert found.authors == ("Mai Linh",)
    assert found.published_at == datetime(2026, 8, 17, 4, 9, tzinfo=UTC)
    assert found.sources["published_at"] == "page"


@pytest.mark.parametrize(
    "header",
    [
        "<div><div><a href=/tac-gia/m>Mai Linh</a></div>"
        "<i>(Harbour)</i> <i>17/08/2026 11:09</i></div>",
        "<span>Mai Linh | Harbour News</span><div>17 Aug 2026 11:09</div>",
        "<div class=author><div>Mai Linh</div><div class=byline-location>Skelmere</div></div>"
        "<time>17/08/2026 11:09</time>",
    ],
)
def test_what_stands_beside_name_and_date_in_the_header_is_neither(header: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{header}<div><p>{PROSE}</p></div>")
    assert found.published_at == datetime(2026, 8, 17, 4, 9, tzinfo=UTC)
    assert found.authors == ("Mai Linh",)


def test_todays_date_in_the_masthead_is_not_a_publication_date() -> None:
    found = read(f"<header>Tuesday, September 1 2026</header><h1>{TITLE}</h1><p>{PROSE}</p>")
    assert found.published_at is None


def test_dates_of_a_list_and_of_the_text_are_not_publication_dates() -> None:
    found = read(
        f"<h1>{TITLE}</h1><p>{PROSE}</p><p>The pier opens again on January 5, 2027.</p>"
        "<div class='related-news'><a href='/x'>Other</a> "
        "<time datetime='2026-07-22'>x</time></div>"
    )
    assert found.published_at is None


def test_a_date_in_the_future_is_a_concern_not_a_date() -> None:
    found = read(ld=article(datePublished="2027-01-01T00:00:00Z"))
    assert found.published_at is None
    assert found.concerns == ("date in the future", "date as printed: 2027-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("body", "ld", "kept"),
    [
        ("<p class='date'>31/02/2026</p>", {}, "31/02/2026"),
        ("<p class='date'>00/00</p>", {}, "00/00"),
        ("<time>hôm  qua</time>", {}, "hôm qua"),
        ("<p class='date'>31/02/2026</p>", {"datePublished": "the 31st"}, "the 31st"),
        ("", {"datePublished": "9" * 300}, "9" * 100),
    ],
)
def test_an_unreadable_date_is_kept_as_printed(body: str, ld: dict[str, object], kept: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{body}<div><p>{PROSE}</p></div>", ld=article(**ld))
    assert found.published_at is None
    assert found.concerns == (f"date as printed: {kept}",)


@pytest.mark.parametrize("broken", ["0001-01-01", "31/02/2026", "2099-01-01", "1970-01-01"])
def test_an_unreadable_date_yields_to_the_next_source(broken: str) -> None:
    found = read(
        head='<meta property="article:published_time" content="2026-08-17T04:09:00Z">',
        ld=article(datePublished=broken),
    )
    assert found.sources["published_at"] == "meta"


def test_a_day_without_a_time_is_completed_from_another_source() -> None:
    found = read(
        f"<h1>{TITLE}</h1><p>17/08/2026 11:09</p><p>{PROSE}</p>",
        ld=article(datePublished="2026-08-17"),
    )
    assert found.published_at == datetime(2026, 8, 17, 4, 9, tzinfo=UTC)


def test_the_day_is_the_one_readers_see() -> None:
    found = read(
        f"<h1>{TITLE}</h1><p>August 17, 2026 11:30 PM EST</p><p>{PROSE}</p>",
        ld=article(datePublished="2026-08-18T04:30:00Z"),
    )
    assert found.published_day == date(2026, 8, 17)


def test_the_url_and_the_hint_are_used_last() -> None:
    dated = read(url="https://harbour.example/2026/08/17/boats")
    assert (dated.published_day, dated.sources["published_at"]) == (date(2026, 8, 17), "url")
    at = datetime(2026, 8, 17, 4, 0, tzinfo=UTC)
    hinted = read(hint=Hint(published_at=at))
    assert (hinted.published_at, hinted.sources["published_at"]) == (at, "hint")


def test_json_ld_of_another_article_is_not_believed() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Ten ways to cook a pumpkin",
        "url": "https://harbour.example/food/pumpkin-post9.html",
        "author": "Pam Kin",
        "datePublished": "2020-01-01T00:00:00Z",
    }
    alone = read(ld=other)
    assert (alone.authors, alone.published_at) == ((), None)
    both = read(ld=[other, article(author="Mai Linh", url=URL)])
    assert both.authors == ("Mai Linh",)


def test_the_site_admin_and_agencies_are_not_authors() -> None:
    head = '<meta name="author" content="Harbour+ (HarbourPlus)">'
    site = '<meta property="og:site_name" content="HarbourPlus">'
    assert read(head=head + site, ld=article(author={"name": ""})).authors == ()
    assert read(ld=article(author={"@type": "Person", "name": "admin"})).authors == ()
    wire = read(ld=article(author={"@type": "Person", "name": "Reuters"}))
    assert (wire.authors, wire.agency, wire.credit) == ((), "Reuters", "Reuters")
    staff = read(ld=article(author="Harbour Staff"))
    assert (staff.authors, staff.credit) == ((), "Harbour Staff")
    account = read(head='<meta name="author" content="lan.vien.1232">')
    assert (account.authors, account.credit) == ((), None)


@pytest.mark.parametrize(
    "head",
    [
        f"<div class='page with-sidebar'><h1>{TITLE}</h1><p>By Mai Linh</p><p>May 13, 2024</p>",
        f"<div><h1>{TITLE}</h1><p class='text-secondary'>By Mai Linh</p>"
        "<p class='text-secondary'>May 13, 2024</p>",
    ],
)
def test_text_beside_the_headline_is_not_a_sidebar(head: str) -> None:
    found = read(f"{head}<p>{PROSE}</p></div>", timezone="UTC")
    assert (found.authors, found.published_at) == (("Mai Linh",), datetime(2024, 5, 13, tzinfo=UTC))


def test_a_date_in_a_sidebar_is_not_the_articles() -> None:
    aside = "<div class='sidebar'><p>Two boats sink off the cape</p><p>May 13, 2024</p></div>"
    assert read(f"<h1>{TITLE}</h1>{aside}<p>{PROSE}</p>").published_at is None


def test_authors_of_other_articles_do_not_count() -> None:
    found = read(
        f"<h1>{TITLE}</h1><p>{PROSE}</p>"
        "<div class='related'><span class='author'>Pam Kin</span></div>"
        "<div class='comments'><span class='author'>Troll Ito</span></div>"
    )
    assert found.authors == ()


def test_the_outlets_layout_names_the_parts() -> None:
    layout = Layout(
        title=".t",
        lead=".s",
        date=".d",
        author=".a",
        section=".crumbs a",
        tags=".tags a",
        body=".b",
    )
    found = read(
        f"<div class='crumbs'><a>Home</a><a>Society</a></div><div class='t'>{TITLE}</div>"
        "<div class='s'>Crews were away for nine days.</div><div class='d'>August, 17/2026 - 11:09"
        "</div><div class='a'>by Mai Linh</div><div class='b'><p>x</p></div>"
        "<div class='tags'><a>#boats</a><a>#sea</a></div>",
        layout=layout,
    )
    assert (found.title, found.lead) == (TITLE, "Crews were away for nine days.")
    assert found.published_at == datetime(2026, 8, 17, 4, 9, tzinfo=UTC)
    assert (found.authors, found.section, found.tags) == (
        ("Mai Linh",),
        "Society",
        ("boats", "sea"),
    )
    assert found.sources["lead"] == found.sources["published_at"] == "layout"


def test_a_standfirst_is_printed_apart_a_summary_is_not() -> None:
    lead = "Crews were away for nine days, and nobody in the town knew whether they would return."
    head = f'<meta property="og:description" content="{lead}">'
    printed = read(f"<h1>{TITLE}</h1><h2>{lead}</h2><div><p>{PROSE}</p></div>", head)
    assert (printed.lead, printed.sources["lead"]) == (lead, "description")
    called = read(f"<h1>{TITLE}</h1><p class='sapo'>{lead}</p><div><p>{PROSE}</p></div>")
    assert called.lead == lead
    summary = read(f"<h1>{TITLE}</h1><div><p>{lead}</p><p>{PROSE}</p></div>", head)
    assert summary.lead is None
    unprinted = read(head=head)
    assert (unprinted.lead, unprinted.description) == (None, lead)


@pytest.mark.parametrize(
    ("href", "hosts", "believed"),
    [
        (URL, (), True),
        ("https://www.harbour.example/society/boats", (), True),
        ("/society/boats", (), True),
        ("https://clone.example/society/boats-return-post12.html", (), False),
        ("https://harbour.example/", (), False),
        ("https://www.harbour.example/a", ("harbour.example",), False),
        ("https://harbour.example/a", ("harbour.example",), True),
        ("https://[broken", (), False),
        ("javascript:alert(1)", (), False),
    ],
)
def test_canonical_is_believed_at_home_only(
    href: str, hosts: tuple[str, ...], believed: bool
) -> None:
    found = read(head=f'<link rel="canonical" href="{href}">', hosts=hosts)
    assert (found.sources["url"] == "canonical") is believed
    assert believed or found.url == URL


def test_section_from_crumbs_and_menu() -> None:
    crumbs = read(
        "<div class='breadcrumbs'><a href='/'>Home</a><a href='/s'>Sea</a></div>"
        f"<h1>{TITLE}</h1><p>{PROSE}</p>"
    )
    assert (crumbs.section, crumbs.sources["section"]) == ("Sea", "breadcrumbs")
    menu = read(f"<nav><a href='/society/'>Society</a></nav><h1>{TITLE}</h1><p>{PROSE}</p>")
    assert (menu.section, menu.sources["section"]) == ("Society", "menu")


def test_a_paid_article_says_so() -> None:
    assert not read(ld=article(isAccessibleForFree=False)).is_accessible_for_free
    assert not read(ld=article(isAccessibleForFree="False")).is_accessible_for_free
    assert not read(
        head='<meta name="article:content_tier" content="locked">'
    ).is_accessible_for_free


@pytest.mark.parametrize(
    "ld",
    [
        article(author={"author": {"author": {}}}, datePublished=["x"], image=[[[]]], keywords=7),
        article(
            author=[None, [], {}, 1.5], datePublished={"@value": "2026"}, url=["a"], image=None
        ),
        {"@type": "NewsArticle", "@id": 7, "headline": ["a", "b"], "mainEntityOfPage": [1]},
        {"@type": "BreadcrumbList", "itemListElement": [1, {"item": 2}, {"name": ["x"]}]},
        {"@type": ["Organization"], "name": {"a": 1}},
    ],
)
@pytest.mark.parametrize("url", [URL, "", "http://[", "not an address"])
def test_structured_data_of_any_shape_is_survived(ld: object, url: str) -> None:
    assert read(ld=ld, url=url).title == TITLE


def test_an_empty_page_has_no_metadata() -> None:
    found = read("")
    assert (found.title, found.authors, found.published_at, found.lead) == ("", (), None, None)
