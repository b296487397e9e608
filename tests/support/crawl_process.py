"""A process that stores articles like a crawl, for tests that run several and kill them.

    python crawl_process.py URL OUTLET FIRST LAST [shared]

Discovers articles FIRST to LAST, stores what is due in small batches, and prints ``stored`` and the
number after each. With ``shared`` the URLs and texts are the same for every outlet.
"""

from __future__ import annotations

import sys
from itertools import islice

from pipelines.items import Candidate
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.store import Store
from pipelines.storage.writer_thread import Writer
from tests.support.invented import NOW, result, url_of

BATCH = 10


def main(url: str, outlet: str, first: str, last: str, shared: str = "") -> None:
    engine = open_engine(database_url(url))
    prefix = "" if shared else f"{outlet}-"
    numbers = [f"{prefix}{number}" for number in range(int(first), int(last))]
    by_url = {url_of(number): number for number in numbers}
    writer = Writer(lambda: Store(engine, outlet), batch=BATCH)
    writer.call(lambda store: store.begin_crawl(NOW, {}, {})).result()
    pending = writer.call(lambda store: store.pending(NOW)).result()
    candidates = [Candidate(url) for url in by_url]
    due = iter(pending + writer.call(lambda store: store.discover(candidates, NOW)).result())
    done = 0
    while chunk := list(islice(due, BATCH)):
        futures = [writer.submit(result(by_url[one.url], outlet=outlet)) for one in chunk]
        for future in futures:
            future.result()
        done += len(chunk)
        print("stored", done, flush=True)  # noqa: T201
    writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
