"""What a night leaves in a database, for a process of its own whose machine is in another zone.

Around midnight, and around the hour that daylight saving time leaves out, a feed is read, an
article is extracted and stored, a page fails, and what is due is asked for. Everything is printed.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from sqlalchemy import text

from crawler.discovery.feeds import read_feed
from crawler.downloader.throttle import retry_after
from pipelines.extraction import extract
from pipelines.items import Candidate, Outcome, Page, Result
from pipelines.results import of_article
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.store import Store

NIGHTS = (
    datetime(2026, 3, 8, 5, 29, 59, tzinfo=UTC),  # 1:59:59 in St. John's, then it is 3:00
    datetime(2026, 11, 28, 16, 59, 59, tzinfo=UTC),  # midnight in Hà Nội
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
)
DAY = timedelta(days=1)
QUERIES = (
    "SELECT url, discovered_at, due_at, fetched_at, outcome FROM page WHERE outlet = :outlet "
    "ORDER BY url",
    "SELECT url, published_at, first_seen_at FROM article WHERE outlet = :outlet ORDER BY url",
    "SELECT started_at FROM crawl WHERE outlet = :outlet ORDER BY id",
)


def story(home: str, at: datetime) -> bytes:
    """A page that prints its time without a zone."""
    prose = f"<p>The ferry between the two towns runs again, {home} said on Monday.</p>" * 4
    printed = f"{at + timedelta(hours=7):%d/%m/%Y %H:%M}"
    return (
        f"<html lang=en><title>Ferry {at:%j}</title><article><h1>Ferry {at:%j}</h1>"
        f"<time>{printed}</time>{prose}</article>"
    ).encode()


def night(store: Store, home: str, at: datetime) -> list[object]:
    """Run the night; return what depends on the time of the run."""
    store.begin_crawl(at, {}, {})
    feed = f"<rss><item><link>{home}feed-{at:%j}.html</link><pubDate>{at:%d/%m/%Y %H:%M}</pubDate>"
    named = read_feed(f"{feed}</item></rss>".encode(), home, "Asia/Ho_Chi_Minh").candidates
    url = f"{home}ferry-{at:%j}.html"
    due = store.discover([*named, Candidate(url)], at)
    page = Page(url, story(home, at), at, outlet=home, timezone="Asia/Ho_Chi_Minh")
    failed = Result(named[0].url, home, at, outcome=Outcome.FAILED, reason="HTTP 404")
    saved = store.save([of_article(page, extract(page), None), failed])
    wait = retry_after(format_datetime(at + timedelta(hours=2)).encode(), at)
    ages = [timedelta(hours=6), DAY]
    later = [store.pending(at + hours * DAY / 24, revisit=ages) for hours in (1, 7, 25)]
    return [
        [one.url for one in due],
        [one.outcome for one in saved],
        [str(one.hint.published_at) for one in named],
        wait,
        [[one.url for one in some] for some in later],
    ]


def main() -> None:
    """``zone_probe.py DATABASE OUTLET``: the outlet is only a name, each zone has one."""
    engine = open_engine(database_url(sys.argv[1]))
    outlet = sys.argv[2]
    home = f"https://{outlet}.example/"
    recorded: list[object] = [night(Store(engine, home), home, at) for at in NIGHTS]
    with engine.connect() as connection:
        for query in QUERIES:
            rows = connection.execute(text(query), {"outlet": home})
            recorded += [[str(value) for value in row] for row in rows]
    print(json.dumps(recorded).replace(outlet, "outlet"))  # noqa: T201


if __name__ == "__main__":
    main()
