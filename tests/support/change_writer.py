"""A process that changes an article repeatedly and slowly, for tests that pause or kill it.

    python change_writer.py URL ARTICLE TIMES

Each change is a transaction that waits before it commits. Prints ``begun`` in the first
transaction, and ``done`` at the end.
"""

from __future__ import annotations

import random
import sys
import time

from sqlalchemy import text

from pipelines.storage.database.engine import database_url, open_engine


def main(url: str, article: str, times: str) -> None:
    engine, chance = open_engine(database_url(url)), random.Random(article)
    statement = text("UPDATE article SET section = :section WHERE id = :id")
    for number in range(int(times)):
        with engine.begin() as connection:
            connection.execute(statement, {"section": f"{number}", "id": int(article)})
            if number == 0:
                print("begun", flush=True)  # noqa: T201
            time.sleep(chance.uniform(0, 0.02))
            connection.execute(statement, {"section": f"{number} and more", "id": int(article)})
    print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
