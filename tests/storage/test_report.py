"""The report is the same on both databases, and says plainly if nothing is new."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from crawler.report_text import render
from pipelines.items import Outcome, Result, Stripped
from pipelines.storage import report
from pipelines.storage.status.sources import SourceAnswer
from pipelines.storage.store import Store
from tests.support import small_newsroom
from tests.support.invented import HOUR, NOW, article, failure, result

LONG = " ".join(f"Goose number {number} was counted at the mill." for number in range(20))


def crawl(engine: Engine, outlet: str, *results: Result, reason: str | None = "finished") -> None:
    store = Store(engine, outlet)
    number = store.begin_crawl(NOW, {}, {})
    store.save(results)
    if reason is not None:
        store.finish_crawl(number, NOW + HOUR, reason, {})


def rejected(number: int, reason: str) -> Result:
    return Result(
        f"https://news.example/photo/{number}.html",
        "vna",
        NOW,
        outcome=Outcome.NOT_ARTICLE,
        reason=reason,
    )


def test_counts(engine: Engine) -> None:
    crawl(
        engine,
        "vna",
        result(1),
        result(2, stripped=(Stripped("share bar", "Copy link", 1), Stripped("menu", "Home", 0))),
        rejected(7, "photo page"),
        rejected(8, "photo page"),
        failure(9, "HTTP 404", retry=False),
    )
    copied, url = article(1), "https://other.example/3.html"
    copy = result(3, outlet="vns", url=url, title=copied.title, body=copied.body)
    crawl(engine, "vns", copy)

    found = report.read(engine)

    vna, vns = found.outlets
    assert (vna.outlet, vna.articles, vna.duplicates) == ("vna", 2, 0)
    assert vna.rejected == {"photo page": 2}
    assert vna.failed == {"HTTP 404": 1}
    assert vna.stripped == {"list: Most read": 1, "share bar": 1, "menu": 1}
    assert (vns.articles, vns.duplicates, vns.shared) == (1, 1, 1)
    assert found.stories == 1
    assert vna.words == sum(row.words for row in found.outlets) - vns.words > 0
    assert vna.last is not None
    assert vna.last.outcomes == {"new": 2, "not_article": 2, "failed": 1}


def test_second_crawl_with_nothing_new_says_so(engine: Engine) -> None:
    crawl(engine, "vna", result(1))
    assert "nothing new" not in render(report.read(engine), "here")
    crawl(engine, "vna", result(1, at=NOW + timedelta(days=1)))
    text = render(report.read(engine), "here")
    assert "The last crawls stored nothing new: 1 page fetched: 1 unchanged." in text
    crawl(engine, "vna")
    assert "The last crawls stored nothing new: 0 pages fetched." in render(
        report.read(engine), "here"
    )


def test_killed_crawl_shows(engine: Engine) -> None:
    crawl(engine, "vna", result(1), reason=None)
    text = render(report.read(engine), "here")
    assert "not finished" in text
    assert "Running still, or killed: vna." in text


def test_empty_database(engine: Engine) -> None:
    assert "nothing yet" in render(report.read(engine), "here")


def test_article_is_shown_whole_with_what_was_stripped(engine: Engine) -> None:
    taken = (
        Stripped("menu", "Home", 0),
        Stripped("menu", "World", 1),
        Stripped("teaser after the end mark", "Another mill opens. " * 9, 5),
    )
    one = result(4, text=LONG, stripped=taken, published_at=NOW, dateline="HÀ NỘI", agency="VNS")
    crawl(engine, "vna", result(1), one)

    text = render(report.read(engine), "here")

    shown = text[text.index("One article, whole") :]
    for sentence in LONG.split(". "):
        assert sentence.rstrip(".") in " ".join(shown.split())
    assert "20 November 2026, 03:00 UTC" in shown
    assert "dateline HÀ NỘI" in shown
    assert "Home · World" in shown
    assert shown.index("menu") < shown.index("teaser after the end mark")
    assert max(map(len, text.splitlines())) < 100


def test_article_by_address(engine: Engine) -> None:
    crawl(engine, "vna", result(1), result(2))
    found = report.read(engine, article(2).url).article
    assert found is not None
    assert found.values["title"] == "Mill number 2 closes"
    assert report.read(engine, "https://news.example/none.html").article is None
    # An address longer than an index takes is stored cut; bytes that are no text are none.
    long = f"https://news.example/{'a' * 3_000}.html"
    crawl(engine, "vna", result(3, url=long))
    found = report.read(engine, long).article
    assert found is not None
    assert found.values["title"] == "Mill number 3 closes"
    assert report.read(engine, "https://news.example/\udcff").article is None


def test_lines_stay_narrow_whatever_the_data(engine: Engine) -> None:
    outlets = [f"outlet-with-a-long-name-{number}" for number in range(9)]
    for index, outlet in enumerate(outlets):
        stripped = tuple(Stripped(f"rule {n} " + "x" * 80, "新闻" * 90, n) for n in range(30))
        url = f"https://{outlet}.example/1.html"
        crawl(engine, outlet, result(index, outlet=outlet, url=url, stripped=stripped))
    text = render(report.read(engine), "postgresql://" + "host" * 60)
    assert max(map(len, text.splitlines())) < 100


def test_the_report_shows_dates_sources_alarms_and_articles_taken_down(engine: Engine) -> None:
    small_newsroom.fill(engine)
    for number in (1, 2):
        mute = SourceAnswer("https://vna.example/rss", "feed", True, NOW, reason="HTTP 404")
        store = Store(engine, "vna")
        ended = NOW + number * HOUR
        store.finish_crawl(store.begin_crawl(NOW, {}, {}), ended, "finished", {}, sources=(mute,))
    text = render(report.read(engine), "here", never=["ppp", "sggp"])
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "vna 2026-11-16 2026-11-19 2026-11-20 03:00 0 of 1" in lines
    assert "vns 2026-11-18 2026-11-19 2026-11-19 20:00 1 of 2" in lines
    assert "Never crawled into this database: ppp, sggp." in lines
    assert "! customs: the last run ended as announced_nothing (since 2026-11-20 21:00)" in lines, (
        text
    )
    assert "! customs: no source named an article (since 2026-11-20 21:00)" in lines
    assert "! vna: https://vna.example/rss: HTTP 404 (last good on 2026-11-19)" in lines
    # A source that never listed anything raises no alarm.
    assert not [line for line in lines if line.startswith("! vns")]
    assert "2026-11-20 vna Museum lends its radios" in lines


def test_a_url_shows_its_outcome(engine: Engine) -> None:
    small_newsroom.fill(engine)

    def report_of(name: str) -> str:
        return render(report.read(engine, f"https://vna.example/{name}.html"), "here")

    text = report_of("photos/1")
    assert "vna · no article: a page of pictures" in text
    assert "One article, whole" not in text
    text = report_of("slow")
    assert "vna · failed: HTTP 503" in text
    assert "tries without an article: 1 · next try in the next run" in text
    text = report_of("radios")
    assert "vna · failed: HTTP 404" in text
    assert "! taken down by the outlet, seen on 20 November 2026, 20:01 UTC" in text
    assert "taken down" not in report_of("ferry")
    copy = render(report.read(engine, "https://customs.example/ferry.html"), "here")
    assert "! verbatim copy of article 1" in copy


def test_an_article_is_found_by_each_of_its_urls(engine: Engine) -> None:
    met = "https://news.example/business/1.html?from=front"
    crawl(engine, "vna", result(1, page_url=met))
    for address in (met, article(1).url):
        found = report.read(engine, address)
        assert found.article is not None, address
        assert found.article.values["url"] == article(1).url
    assert report.read(engine, "https://news.example/business/2.html").page is None
