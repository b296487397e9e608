"""Sites that serve notices, captchas and refusals: no false news, no lost news."""

from __future__ import annotations

import json
import random
from itertools import count
from zlib import crc32

import pytest
from sqlalchemy import Engine

from tests.support import fault_pages
from tests.support.databases import in_turn
from tests.support.faultserver import Asked, Connection, FaultServer, Handler, page, redirect
from tests.support.nightly import Night, after, articles, ask, crawl, due, hours_later, paths, site

pytestmark = pytest.mark.slow

SOON = (
    "<!doctype html><html lang=en><head><title>We will be back soon</title></head><body><article>"
    "<h1>We will be back soon</h1><p>The site is being moved to new machines tonight and cannot be "
    "read for an hour or two. All that was printed here is safe and back in the morning.</p>"
    "<p>We thank our readers for their patience and are sorry for the trouble that this causes to "
    "all of them, at home and abroad. The desk can be reached by telephone as always.</p>"
    "</article></body></html>"
)
CAPTCHA = fault_pages.BLOCKED
EIGHT = paths(8)


def soon(form: str) -> Handler:
    """Return the notice, with something of the page or of the moment in it.

    What changes from response to response is generated here, so that every run of a test sees the
    same: the seconds of ``uptime`` are the numbers of pages, as they sometimes are by chance.
    """
    moments, uptime = count(52_001), count(100)

    async def answer(asked: Asked, connection: Connection) -> None:
        detail = {
            "plain": "",
            "reference": f"<p>Reference {crc32(asked.path.encode()) & 0xFFFFFF:x}f00d, "
            f"{next(moments)}.113 seconds.</p>",
            "uptime": f"<p>Up for {next(uptime)}.{100 + asked.number} seconds.</p>",
            "address": f"<p>You asked for {asked.path} just now.</p>",
            "template": "",
        }[form]
        body = SOON.replace("</article>", f"{detail}</article>")
        if form == "template":
            title = asked.path.strip("/").replace("-", " ")
            dated = f'<meta property="article:published_time" content="{fault_pages.AT}">'
            body = body.replace("<title>We will be back soon", f"{dated}<title>{title}")
            body = body.replace("<h1>We will be back soon", f"<h1>{title}")
        await connection.reply(body.encode())

    return answer


FORMS = ("plain", "reference", "uptime", "address", "template")


@pytest.mark.parametrize(("form", "dialect"), in_turn(FORMS))
def test_a_notice_for_all_urls_is_not_news(engine: Engine, form: str) -> None:
    with FaultServer(site(EIGHT)) as server:
        server.site |= dict.fromkeys(EIGHT, soon(form))
        night = crawl(server, engine, EXTRACT_WORKERS=int(form != "plain"))
        assert (night.code, night.reason) == (4, "same_page_everywhere"), night.log
        assert articles(engine) == {}
        assert due(engine) == set(EIGHT)
        server.site |= site(EIGHT)
        night = crawl(server, engine)
    assert (night.code, night.crawl["new"]) == (0, 8), night.log
    assert due(engine) == set()


@pytest.mark.parametrize(("form", "dialect"), in_turn(reversed(FORMS)))
def test_a_notice_over_stored_articles_changes_none(engine: Engine, form: str) -> None:
    with FaultServer(site(EIGHT)) as server:
        assert crawl(server, engine).crawl["new"] == 8
        before = ask(engine, "SELECT id, text_hash, revision, story_id FROM article ORDER BY id")
        server.site |= dict.fromkeys(EIGHT, soon(form))
        night = crawl(server, engine, "refresh=1")
        assert (night.code, night.reason) == (4, "same_page_everywhere"), night.log
        assert due(engine) == set(EIGHT)
        server.site |= site(EIGHT)
        night = crawl(server, engine, "refresh=1")
    assert (night.code, night.crawl["same"]) == (0, 8), night.log
    now = ask(engine, "SELECT id, text_hash, revision, story_id FROM article ORDER BY id")
    assert now == before
    assert ask(engine, "SELECT * FROM quarantine") == []


def test_a_notice_at_one_stored_article_waits(engine: Engine) -> None:
    with FaultServer(site(EIGHT)) as server:
        crawl(server, engine)
        server.site[EIGHT[3]] = soon("plain")
        night = crawl(server, engine, "refresh=1")
        assert (night.code, night.crawl["failed"]) == (0, 1), night.log
        assert articles(engine)[EIGHT[3]].startswith("Village")
        server.site |= site(EIGHT)
        night = crawl(server, engine)
    assert (night.code, night.crawl["pages"], night.crawl["same"]) == (0, 1, 1), night.log


TOPICS = (
    "Harbour pilots strike over night shifts", "Rice farmers count the cost of salt water",
    "Museum buys back a bronze drum", "Fishermen mend nets after the storm",
    "Coffee prices fall for a third month", "Rangers release forty pangolins",
)  # fmt: skip


def report(topic: str, *, head: str = "") -> Handler:
    """Return an article with words that no other topic's has."""
    chance = random.Random(topic)
    own = ["".join(chance.choices("aeioubdgklmnrstv", k=7)) for _ in range(40)]
    parts = [
        f"<p>{topic}, and the {' '.join(chance.sample(own, 25))} waited until Monday.</p>"
        for _ in range(5)
    ]
    return page(
        f"<!doctype html><html lang=en><head><title>{topic}</title>{head}"
        f'<meta property="article:published_time" content="{fault_pages.AT}"></head>'
        f"<body><article><h1>{topic}</h1>{''.join(parts)}</article></body></html>"
    )


@pytest.mark.parametrize("form", ["plain", "canonical", "for good"])
def test_a_site_that_mixes_up_its_articles(engine: Engine, form: str) -> None:
    """Each URL shows another article: none is stored, unless it is so the next night too."""
    named = {f"/{topic.lower().replace(' ', '-')}.html": topic for topic in TOPICS}
    links = "".join(f'<p><a href="{path}">{topic}</a></p>' for path, topic in named.items())
    good = {"/": page(f"<html><body>{links}</body></html>")}
    good |= {path: report(topic) for path, topic in named.items()}
    turned = [*named.items()][2:] + [*named.items()][:2]
    mixed_up = {
        path: report(topic, head=f"<link rel=canonical href={own}>" * (form == "canonical"))
        for path, (own, topic) in zip(named, turned, strict=True)
    }
    with FaultServer(good | mixed_up) as server:
        night = crawl(server, engine)
        assert (night.code, night.reason) == (4, "mostly_failed"), night.log
        assert articles(engine) == {}
        assert due(engine) == set(named)
        if form == "for good":
            again = crawl(server, engine)  # at once, as after a kill: that confirms nothing
            assert again.crawl["failed"] == 6, again.log
            hours_later(engine, 24)
        else:
            server.site |= good
        night = crawl(server, engine)
    assert (night.code, night.crawl["new"]) == (0, 6), night.log
    shown = dict(zip(named, (topic for _, topic in turned), strict=True))
    assert articles(engine) == (shown if form == "for good" else named)
    assert due(engine) == set()
    assert ask(engine, "SELECT * FROM quarantine") == []


def counts(night: Night) -> dict[str, float]:
    found = night.crawl["counts"]
    return dict(json.loads(found) if isinstance(found, str) else found)


@pytest.mark.parametrize(
    ("kind", "dialect"),
    in_turn(["notice", "captcha", "403", "202", "429", "521", "login", "empty"]),
)
def test_a_wall_in_mid_crawl_stops_it(engine: Engine, kind: str) -> None:
    sixty = paths(60)
    bad: dict[str, Handler] = {
        "notice": soon("reference"),
        "captcha": page(CAPTCHA),
        "login": redirect("/login"),
        "empty": page(""),
    }
    handler = bad.get(kind) or page("<p>no</p>", int(kind))
    with FaultServer(site(sixty)) as server:
        server.site |= after(10, handler, site(sixty))
        server.site["/login"] = page(fault_pages.LOGIN_WALL)
        night = crawl(server, engine, RETRY_TIMES=0)
        asked = len([path for path in server.paths() if path in sixty])
        expected = "same_page_everywhere" if kind == "notice" else "outlet_refuses"
        assert (night.code, night.reason) == (4, expected), night.log
        assert night.crawl["new"] == 10
        if kind.isdecimal():  # the host is left alone longer and longer
            assert counts(night)["backoff/failures"] >= 3, counts(night)
        assert asked < 45
        stored = set(articles(engine))
        assert due(engine) == set(sixty) - stored
        server.site |= site(sixty)
        night = crawl(server, engine)
    assert (night.code, night.crawl["new"]) == (0, 50), night.log
    assert set(articles(engine)) == set(sixty)


def test_pictures_among_news_stop_nothing(engine: Engine) -> None:
    many = paths(20)
    photos = [f"/photos/festival-{n}-in-pictures.html" for n in range(30)]
    with FaultServer(site([*many, *photos])) as server:
        for number, path in enumerate(photos):
            server.site[path] = page(
                f"<html><head><title>In pictures: festival {number}</title></head><body><article>"
                f"<h1>In pictures: festival {number}</h1><figure><img src=/{number}.jpg>"
                "<figcaption>"
                f"Dancers {number} at the gate. Photo: VNS</figcaption></figure></article></body>"
            )
        night = crawl(server, engine)
    assert (night.code, night.reason) == (0, "finished"), night.log
    assert night.crawl["new"] == 20
    assert night.crawl["not_article"] == 30, night.log


REFUSALS: dict[str, Handler] = {
    str(status): page("", status) for status in (400, 404, 405, 406, 410, 451, 202, 203, 206, 304)
} | {"captcha": page(CAPTCHA), "empty": page(""), "login": redirect("/login")}


def test_every_refusal_gets_a_second_chance(engine: Engine) -> None:
    good, later, bad = paths(40), paths(20, first=141), paths(len(REFUSALS), first=201)
    refused = dict(zip(bad, REFUSALS.values(), strict=True))
    with FaultServer(site([*good, *bad]) | refused) as server:
        server.site["/login"] = page(fault_pages.LOGIN_WALL)
        night = crawl(server, engine)
        assert (night.code, night.crawl["new"]) == (0, len(good)), night.log
        server.site |= site([*good, *later, *bad]) | refused
        night = crawl(server, engine)  # unchanged: the next retry waits
        assert (night.code, night.crawl["pages"]) == (0, len(later) + len(bad)), night.log
        assert crawl(server, engine).crawl["pages"] == 0
        hours_later(engine, 2)
        server.site |= site([*good, *later, *bad])
        night = crawl(server, engine)
    assert (night.code, night.crawl["new"]) == (0, len(bad)), night.log
    assert set(articles(engine)) == {*good, *later, *bad}


@pytest.mark.parametrize("status", [404, 410])
def test_articles_that_come_back_are_no_longer_gone(engine: Engine, status: int) -> None:
    with FaultServer(site(EIGHT)) as server:
        crawl(server, engine)
        server.site |= dict.fromkeys(EIGHT, page("gone", status))
        night = crawl(server, engine, "refresh=1")
        assert (night.code, night.reason) == (4, "mostly_failed"), night.log
        marked = "SELECT count(*) AS n FROM article WHERE gone_at IS NOT NULL"
        assert ask(engine, marked) == [{"n": 8}]
        server.site |= site(EIGHT)
        night = crawl(server, engine)
    assert (night.code, night.crawl["same"]) == (0, 8), night.log
    assert ask(engine, marked) == [{"n": 0}]


def test_old_pages_that_stay_dead_raise_no_alarm(engine: Engine) -> None:
    some = paths(14)
    with FaultServer(site(some)) as server:
        server.site |= dict.fromkeys(some[:6], page("gone", 404))
        assert crawl(server, engine).code == 0
        night = crawl(server, engine)
    assert (night.code, night.crawl["failed"]) == (0, 6), night.log


LASTING = {
    "a sentence for each": "no_articles",
    "nothing on the front page": "nothing_found",
    "robots.txt forbids all": "outlet_unreachable",
}


@pytest.mark.parametrize(("form", "dialect"), in_turn(LASTING))
def test_a_site_that_stays_down_raises_an_alarm_each_night(engine: Engine, form: str) -> None:
    with FaultServer(site(EIGHT)) as server:
        if form == "nothing on the front page":
            server.site["/"] = page("<html><body><p>Nothing today.</p></body></html>")
        elif form == "robots.txt forbids all":
            server.site["/robots.txt"] = page("User-agent: *\nDisallow: /\n", kind="text/plain")
        else:
            server.site |= {path: incident(number) for number, path in enumerate(EIGHT)}
        nights = [crawl(server, engine) for _ in range(2)]
    assert [(one.code, one.reason) for one in nights] == [(4, LASTING[form])] * 2, nights[1].log


def incident(number: int) -> Handler:
    """Return an article's headline over a sentence with an incident's number."""
    text = f"<p>This page is temporarily unavailable. Incident {number * 7919:x}.</p>"
    title = f"Village {number} finds a quiet way to spend the dry season"
    return page(f"<title>{title}</title><article><h1>{title}</h1>{text}</article>")


def test_a_password_in_a_url_is_not_stored(engine: Engine) -> None:
    with FaultServer(site(EIGHT)) as server:
        url = server.url(EIGHT[0]).replace("//", "//desk:s3cret@")
        night = crawl(server, engine, f"url={url}")
    assert (night.code, night.crawl["new"]) == (0, 1), night.log
    assert "s3cret" not in str(night.crawl)
    assert "s3cret" not in night.log
    assert "s3cret" not in str(ask(engine, "SELECT * FROM page"))
