"""The console's routes, requested by a client on this machine; nothing can be written."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from socket import create_server
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import URL, Engine, text

from pipelines.errors import UserError
from pipelines.items import Outcome, Result
from pipelines.storage.store import Store
from tests.support.console_process import console
from tests.support.invented import HOUR, NOW, failure, result, url_of

pytest.importorskip("starlette", reason="the extra console is not installed")
pytestmark = pytest.mark.slow
EVIL = "<script>document.title='owned'</script>\"'><img src=x onerror=document.title='owned'>"


@pytest.fixture
def address(engine: Engine, db_url: URL) -> Iterator[str]:
    store = Store(engine, "vna")
    crawl = store.begin_crawl(NOW, {}, {})
    store.save([result(1), result(2, title=EVIL, section=EVIL), failure(3, EVIL)])
    store.save([result(1, text="The mill was saved.", at=NOW + HOUR)])
    refused = Result(
        url_of(4), "vna", NOW, outcome=Outcome.NOT_ARTICLE, reason="a list of articles"
    )
    store.save([refused])
    store.finish_crawl(crawl, NOW + HOUR, "finished", {})
    with console(db_url) as where:
        yield where


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, str, Any]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers
    finally:
        connection.close()


def test_every_page_as_html_and_as_json(address: str, engine: Engine) -> None:
    for path in (
        "/",
        "/overview?day=2026-11-21",
        "/articles",
        "/articles?q=mill+outlet:vna&sort=changed&heads=1",
        "/articles?sort=confidence",
        "/article/1",
        "/pages",
        "/pages?outcome=failed&outlet=vna",
        "/sources",
        "/rules",
        "/confidence",
        "/changes?after=1",
    ):
        status, html, headers = ask(address, path)
        assert status == 200, path
        assert "<script" not in html, path
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        if path != "/":
            place, _, query = path.partition("?")
            status, content, headers = ask(address, f"{place}.json?{query}")
            assert (status, headers["Content-Type"]) == (200, "application/json"), path
            json.loads(content)
    # One whole article.
    _, html, _ = ask(address, "/article/1")
    assert "<ins>The mill was saved.</ins>" in html
    assert "list: Most read" in html
    _, content, _ = ask(address, "/pages.json")
    assert [one["outcome"] for one in json.loads(content)["pages"]] == ["failed", "not_article"]
    _, content, _ = ask(address, "/changes.json?after=2")
    assert [(one["seq"], one["kind"]) for one in json.loads(content)["changes"]] == [(3, "text")]
    assert json.loads(content)["next"] == 3
    _, content, _ = ask(address, "/articles.json?after=2")
    assert [one["id"] for one in json.loads(content)["articles"]] == [1]
    _, content, _ = ask(address, "/articles.json?after=0&outlet=vns")
    assert json.loads(content) == {"articles": [], "next": 0}
    # Any two revisions.
    Store(engine, "vna").save([result(1, text="Saved for good.", authors=(), at=NOW + 2 * HOUR)])
    for chosen, kept, gone in (
        ("", "Saved for good.", "The mill was saved."),
        ("?old=1&new=2", "The mill was saved.", None),
        ("?new=1&old=3", "Saved for good.", None),
        ("?new=2", "The mill was saved.", None),
        ("?old=2", "Saved for good.", "The mill was saved."),
        ("?old=3&new=3", None, None),
    ):
        _, html, _ = ask(address, f"/article/1{chosen}")
        diff = html.partition('class="diff"')[2].partition("</section>")[0]
        assert re.findall("<ins>(.*?)</ins>", diff)[-1:] == ([kept] if kept else []), chosen
        assert gone is None or f"<del>{gone}</del>" in diff, chosen
    assert (
        "<b>authors</b> <del>Lê Thị Hồng</del> <ins>nothing</ins>" in ask(address, "/article/1")[1]
    )
    # Beyond the end, and the last page that may be asked for.
    for path in ("/articles?page=2", "/pages?page=200"):
        assert "the list ends before it" in ask(address, path)[1], path
    # The form and the next page keep what is chosen.
    _, html, _ = ask(address, "/articles?outlet=gone&section=a%22b&page=2")
    assert "<option selected>gone</option>" in html
    assert 'name="section" value="a&#34;b"' in html
    assert "?page=1&amp;q=&amp;outlet=gone&amp;section=a%22b&amp;sort=published" in html
    # Bad requests.
    for path, status in (
        ("/article/99", 404),
        ("/nothing", 404),
        ("/article/1?old=4", 400),
        ("/article/1?new=-1", 400),
        ("/article/2?new=2", 400),
        ("/articles?sort=x", 400),
        ("/articles?page=-1", 400),
        ("/articles?q=since:x", 400),
        (f"/articles?page={'9' * 5000}", 400),
        (f"/article/{'9' * 5000}", 404),
        ("/articles?q=until:9999-12-31", 400),
        ("/overview?day=0001-01-01", 400),
        ("/overview?day=x", 400),
        ("/changes?after=%00", 400),
        ("/articles.json?after=99999999999999999999", 400),
        ("/article/99999999999999999999", 404),
        ("/articles.json?since=2026-11-01", 400),
        ("/articles?after=1", 400),
        ("/sources?outlet=vna", 400),
        ("/feed.json?author=hong", 400),
    ):
        assert ask(address, path)[0] == status, path
    assert ask(address, "/articles?q=%00%22%27;--&outlet=%00%25")[0] == 200
    # Only this machine's names, only reading.
    assert ask(address, "/", Host="evil.example")[0] == 421
    assert ask(address, "/", Host="localhost:80")[0] == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(address, "/articles", method)[0] == 405
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM articles")) == 2


def test_other_tools_can_read_the_feeds(address: str, engine: Engine) -> None:
    feedparser = pytest.importorskip("feedparser")
    _, content, headers = ask(address, "/feed.xml?outlet=vna")
    feed = feedparser.parse(content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert headers["Content-Type"].startswith("application/atom+xml")
    newest, other = feed.entries
    assert (newest.id, newest.link) == (url_of(1), url_of(1))
    assert "The mill was saved." in newest.content[0].value
    assert other.title_detail.value == EVIL
    assert newest.updated >= newest.published
    feed = json.loads(ask(address, "/feed.json?q=geese")[1])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [url_of(2)]
    assert "<p>" in feed["items"][0]["content_html"]
    assert ask(address, "/feed.xml?q=since:x")[0] == 400
    status, content, _ = ask(address, "/feed.json?q=since:x")
    assert (status, list(json.loads(content))) == (400, ["error"])
    before = newest.updated
    Store(engine, "vna").save([result(1, text="Saved again.", at=NOW + 2 * HOUR)])
    again = feedparser.parse(ask(address, "/feed.xml")[1]).entries[0]
    assert again.id == newest.id
    assert again.updated >= before
    assert "Saved again." in again.content[0].value


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_an_address_that_others_reach_needs_a_name(db_url: URL) -> None:
    from console.server import serve

    with pytest.raises(UserError, match="serves the database to the network"):
        serve(str(db_url), "0.0.0.0", 0, [])
    with pytest.raises(UserError, match="expected an IP address"):
        serve(str(db_url), "localhost", 0, [])
    with (
        create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(UserError, match="expected an address of this machine and a free port"),
    ):
        serve(str(db_url), "127.0.0.1", taken.getsockname()[1], [])
