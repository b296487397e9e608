"""A small invented database with some of everything that a reader may query.

Two nights of three outlets: a story with two outlets, a verbatim copy, an article that its outlet
rewrote, one that a newer engine extracts differently, one that was taken down, one that was erased.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, text

from pipelines.items import Article, BodyBlock, Image, Outcome, Page, Result, Stripped
from pipelines.storage.database.operation_tables import Fault
from pipelines.storage.status.sources import SourceAnswer
from pipelines.storage.store import Store

RICE = (
    "Growers in the delta shipped 7.02 million tonnes of rice in ten months, the council said on "
    "Thursday. Buyers now ask how the grain was grown, not only what it costs.",
    "A mill that can show its water records signs contracts three months earlier, it said. "
    "The largest customer bought 2.7 million tonnes, two fifths of the whole.",
    "Around 312,000 hectares are drained twice a season, and the straw is collected, not burned.",
)
FERRY = (
    "The ferry to the island sails again after nine weeks in the yard, its captain said on Monday.",
    "It takes ninety people and forty bicycles; goats travel free on market days.",
)
RELATED = Stripped("list: Related News", "Ferry company buys two boats", 7, "related-list")
SHARE = Stripped("share bar", "Copy link", 1, "share-bar")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time of November 2026, UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def found(outlet: str, name: str, title: str, *body: str, seen: datetime, **values: Any) -> Result:
    """Return an article page; ``page`` is its bytes, its text by default."""
    content = values.pop("page", " ".join(body))
    url = f"https://{outlet}.example/{name}.html"
    article = Article(
        url,
        outlet,
        title,
        tuple(BodyBlock(one) for one in body),
        lines=(title.lower(),),
        **({"engine": "5", "language": "en", "confidence": 0.97} | values),
    )
    return Result(url, outlet, seen, Page(url, content.encode(), seen, outlet=outlet), article)


def refused(outlet: str, name: str, seen: datetime, reason: str) -> Result:
    """Return a page that is not an article."""
    url = f"https://{outlet}.example/{name}.html"
    return Result(url, outlet, seen, outcome=Outcome.NOT_ARTICLE, reason=reason)


def failed(outlet: str, name: str, seen: datetime, status: int, *, retry: bool) -> Result:
    """Return a page that could not be fetched."""
    url = f"https://{outlet}.example/{name}.html"
    reason = f"HTTP {status}"
    return Result(url, outlet, seen, outcome=Outcome.FAILED, reason=reason, retry=retry)


def fill(engine: Engine) -> None:
    """Write the two nights, one after the other."""
    for outlet, results, sources in _first_night():
        _run(engine, outlet, at(19, 20), results, sources)
    _run(engine, "vna", at(20, 20), _second_night(), ())
    Store(engine, "customs").save([_read_anew()])
    _run(engine, "customs", at(20, 21), [], (), "announced_nothing", "no source named an article")
    with engine.begin() as connection:
        connection.execute(
            insert(Fault),
            {
                "outlet": "customs",
                "subject": "ended",
                "sentence": "the last run ended as announced_nothing",
                "since": at(20, 21),
            },
        )
        erased = "(SELECT id FROM article WHERE url = 'https://customs.example/wrong.html')"
        for statement in (
            f"UPDATE page SET article_id = NULL WHERE article_id = {erased}",
            f"DELETE FROM article WHERE id = {erased}",
        ):
            connection.execute(text(statement))


def _run(
    engine: Engine,
    outlet: str,
    began: datetime,
    results: list[Result],
    sources: tuple[SourceAnswer, ...],
    reason: str = "finished",
    message: str | None = None,
) -> None:
    store = Store(engine, outlet)
    crawl = store.begin_crawl(began, {}, {"engine": "5"})
    store.save(results)
    ended = began.replace(minute=12)
    store.finish_crawl(crawl, ended, reason, {}, message=message, sources=sources)


def _first_night() -> list[tuple[str, list[Result], tuple[SourceAnswer, ...]]]:
    seen = at(19, 20, 1)
    vna = [
        found(
            *("vna", "ferry", "Ferry to the island sails again", *FERRY),
            seen=seen,
            published_at=at(16, 18, 30),
            agency="VNA",
            dateline="Ca Mau",
            section="Society",
            tags=("ferries", "islands"),
            images=(
                Image("https://vna.example/ferry.jpg", "The ferry at its pier", "Photo: L.H."),
                Image("https://vna.example/goats.jpg", "Goats travel free"),
            ),
            stripped=(RELATED, SHARE),
        ),
        found(
            *("vna", "rice", "Rice exports pass seven million tonnes", *RICE),
            seen=seen,
            published_at=at(19, 1),
            agency="VNA",
            dateline="Hanoi",
            section="Business",
            tags=("rice", "exports"),
            stripped=(RELATED,),
        ),
        found(
            *("vna", "lamps", "Storm shelters get lamps", "Six shelters in Hue have solar lamps."),
            seen=seen,
            published_at=at(19, 3),
            agency="VNA",
            dateline="Hue",
            section="Environment",
        ),
        found(
            *("vna", "radios", "Museum lends its radios", "Old radios may leave the house."),
            seen=seen,
            published_at=at(18, 2),
            authors=("Hà Minh Nguyệt",),
            section="Society",
        ),
        refused("vna", "photos/1", seen, "a page of pictures"),
        refused("vna", "photos/2", seen, "a page of pictures"),
        refused("vna", "topics", seen, "a list of articles"),
        failed("vna", "slow", seen, 503, retry=True),
    ]
    vns = [
        found(
            *("vns", "rice", "Việt Nam sells seven million tonnes of rice", *RICE, "More follows."),
            seen=seen,
            published_at=at(19, 4),
            authors=("Lê Thị Hồng",),
            section="Economy",
            tags=("rice",),
        ),
        found(
            "vns",
            "market",
            "Night market in Đà Nẵng doubles its stalls",
            "The night market of Đà Nẵng has two hundred stalls now.",
            seen=seen,
            published_at=at(18, 23),
            authors=("Trần Văn Ba", "Lê Thị Hồng"),
            section="Economy",
        ),
        found(
            *("vns", "buses", "Night buses for Da Nang", "Buses run until two."),
            seen=seen,
            authors=("Trần Văn Ba",),
            confidence=0.41,
            concerns=("no date", "short"),
        ),
    ]
    customs = [
        found(
            *("customs", "ferry", "Ferry to the island sails again", *FERRY),
            seen=seen,
            published_at=at(18, 5),
            agency="VNA",
        ),
        found(
            *("customs", "scanner", "Scanner finds hollow beams", "Hollow beams were found. Share"),
            seen=seen,
            published_at=at(18, 6),
            page="the bytes of the page",
            engine="4",
            authors=("Đức Phong",),
        ),
        found(
            *("customs", "wrong", "A story that was withdrawn", "It named the wrong company."),
            seen=seen,
            published_at=at(18, 7),
        ),
    ]
    good = SourceAnswer("https://vna.example/rss", "feed", True, at(19, 20), announced=4)
    mute = SourceAnswer("https://vns.example/rss", "feed", True, at(19, 20), reason="HTTP 404")
    map_ = SourceAnswer("https://vns.example/map.xml", "sitemap", True, at(19, 20), announced=3)
    list_ = SourceAnswer("https://customs.example/", "listing", False, at(19, 20), announced=3)
    return [("vna", vna, (good,)), ("vns", vns, (mute, map_)), ("customs", customs, (list_,))]


def _second_night() -> list[Result]:
    seen = at(20, 20, 1)
    return [
        found(
            "vna",
            "lamps",
            "Storm shelters get solar lamps",
            "Eight shelters in Hue have solar lamps.",
            "Two more are to follow.",
            seen=seen,
            published_at=at(19, 3),
            modified_at=at(20, 9),
            agency="VNA",
            dateline="Hue",
            section="Environment",
        ),
        failed("vna", "radios", seen, 404, retry=False),
    ]


def _read_anew() -> Result:
    """Re-extract the stored bytes of a page with a newer engine."""
    return found(
        *("customs", "scanner", "Scanner finds hollow beams", "Hollow beams were found."),
        seen=at(19, 20, 1),
        published_at=at(18, 6),
        page="the bytes of the page",
        authors=("Đức Phong",),
    )


def end_badly(engine: Engine, message: str) -> None:
    """Store one more run, of vns, whose ``message`` says why it brought nothing."""
    _run(engine, "vns", at(21, 20), [], (), "announced_nothing", message)
