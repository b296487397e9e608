"""Lines that an outlet repeats are learned and stripped; quotations by readers are not."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.support import fault_pages
from tests.support.faultserver import FaultServer, Handler, page
from tests.support.nightly import ask, crawl, paths

pytestmark = pytest.mark.slow

QUOTED = "The weir will be opened on the second Sunday after the harvest, said teacher Lan Mai."
LABEL = "Printed from the Delta Ledger"
POSTS = [f"/readers/letter-{n}-to-the-editor-of-the-ledger.html" for n in range(301, 307)]
REAL = paths(4)


def letter(number: int) -> Handler:
    """Return a reader's post: its own text, and a sentence of a later article."""
    return page(
        fault_pages.article(
            number, title=f"Letter {number} to the editor of the Delta Ledger",
            extra=f"<p>{QUOTED}</p><p>{LABEL}</p>",
        )
    )  # fmt: skip


def article(number: int) -> Handler:
    return page(fault_pages.article(number, extra=f"<p>{QUOTED}</p><p>{LABEL}</p>"))


@pytest.mark.parametrize("workers", [0, 1])
def test_readers_do_not_cut_a_sentence_from_articles(engine: Engine, workers: int) -> None:
    site = {path: letter(number) for number, path in enumerate(POSTS, 301)}
    site["/"] = page(fault_pages.listing(POSTS))
    with FaultServer(site) as server:
        night = crawl(server, engine, EXTRACT_WORKERS=workers)
        assert (night.code, night.crawl["new"]) == (0, 6), night.log
        server.site |= {path: article(number) for number, path in enumerate(REAL, 101)}
        server.site["/"] = page(fault_pages.listing([*REAL, *POSTS]))
        night = crawl(server, engine, EXTRACT_WORKERS=workers)
        assert (night.code, night.crawl["new"]) == (0, 4), night.log
        night = crawl(server, engine, "refresh=1", EXTRACT_WORKERS=workers)
        assert night.code == 0, night.log
    rows = ask(engine, "SELECT url, text FROM articles WHERE url LIKE '%village%'")
    assert len(rows) == 4
    assert all(QUOTED in row["text"] for row in rows), rows
    stripped = ask(engine, "SELECT DISTINCT text, rule FROM stripped")
    assert QUOTED not in {row["text"] for row in stripped}
    # The guard: a line that is not a sentence is learned from three articles on
    assert all(LABEL not in row["text"] for row in rows), rows
    learnt = "SELECT count(*) AS n FROM stripped WHERE text = :label AND rule LIKE 'seen on%'"
    assert ask(engine, learnt, label=LABEL)[0]["n"] >= 4, stripped
