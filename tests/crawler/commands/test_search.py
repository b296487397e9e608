"""``scrapy search``: its output on a terminal."""

from __future__ import annotations

import json

from sqlalchemy import URL, Engine

from pipelines.storage.store import Store
from tests.support import sample_crawl
from tests.support.invented import result


def test_search_from_the_command_line(engine: Engine, db_url: URL) -> None:
    Store(engine, "vna").save([result(1, title="Tô Lâm thăm Lào"), result(2)])
    database = db_url.render_as_string(hide_password=False)
    done = sample_crawl.run("scrapy", "search", "To Lam", "outlet:vna", database=database)
    assert done.code == 0, done.errors
    assert "2026-11-20 02:00  vna\n  «Tô Lâm» thăm Lào\n" in done.output
    assert done.output.count("https://news.example/business/1.html") == 1
    done = sample_crawl.run("scrapy", "search", "--json", "geese", database=database)
    assert [json.loads(line)["article_id"] for line in done.output.splitlines()] == [2, 1]
    done = sample_crawl.run("scrapy", "search", "nowhere", database=database)
    assert (done.code, done.errors) == (1, "nothing found for nowhere\n")
    done = sample_crawl.run("scrapy", "search", "since:soon", database=database)
    assert done.code == 2
    assert done.errors == "tinsach: since:soon: expected a day, as in since:2026-11-30\n"
