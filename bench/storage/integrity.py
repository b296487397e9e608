"""Checks the integrity of a database, for the short and the long kill test."""

from __future__ import annotations

from sqlalchemy import Engine, text

COUNTS = {
    "articles": "SELECT count(*) FROM article",
    "addresses": "SELECT count(DISTINCT url) FROM article",
    "revisions": "SELECT count(*) FROM revision",
    "shown": "SELECT count(*) FROM articles",
    "pages": "SELECT count(*) FROM page WHERE outcome IS NOT NULL",
    "left": "SELECT count(*) FROM page WHERE due_at IS NOT NULL",
    "images": "SELECT count(*) FROM image",
    "storyless": "SELECT count(*) FROM article WHERE story_id IS NULL",
}
_INDEXED = {
    "sqlite": "SELECT count(*) FROM search WHERE search MATCH :word",
    "postgresql": "SELECT count(*) FROM search WHERE document @@ to_tsquery('simple', :word)",
}
_ORPHANS = {
    "an article without its newest revision": "SELECT count(*) FROM article AS a WHERE NOT EXISTS "
    "(SELECT 1 FROM revision AS r WHERE r.article_id = a.id AND r.number = a.revision)",
    "an article without its newest change": "SELECT count(*) FROM article AS a WHERE NOT EXISTS "
    "(SELECT 1 FROM change AS c WHERE c.article_id = a.id AND c.newest)",
    "a change beyond the counter": "SELECT count(*) FROM change WHERE seq > "
    "(SELECT last FROM change_counter)",
    "an article of no page": "SELECT count(*) FROM article AS a WHERE NOT EXISTS "
    "(SELECT 1 FROM page AS p WHERE p.article_id = a.id)",
    "a story that miscounts": "SELECT count(*) FROM story AS s WHERE s.articles <> "
    "(SELECT count(*) FROM article AS a WHERE a.story_id = s.id)",
    "a run whose outcomes are not its pages": "SELECT count(*) FROM crawl WHERE pages <> "
    "new + same + changed + duplicate + not_article + failed",
}


def counts(engine: Engine, word: str) -> dict[str, int]:
    """Return row counts; ``indexed`` are the revisions that contain ``word``."""
    with engine.connect() as connection:
        found = {name: connection.scalar(text(query)) or 0 for name, query in COUNTS.items()}
        indexed = text(_INDEXED[engine.dialect.name])
        return found | {"indexed": connection.scalar(indexed, {"word": word}) or 0}


def faults(engine: Engine) -> list[str]:
    """Return violations of integrity; none in a sound database."""
    with engine.connect() as connection:
        found = [what for what, query in _ORPHANS.items() if connection.scalar(text(query))]
        if engine.dialect.name == "sqlite":
            messages = connection.execute(text("PRAGMA integrity_check")).scalars().all()
            found += [one for one in messages if one != "ok"]
            keys = connection.execute(text("PRAGMA foreign_key_check")).all()
            found += [f"a key that leads nowhere: {row}" for row in keys]
            # Raises if the search index is damaged.
            connection.execute(text("INSERT INTO search(search) VALUES('integrity-check')"))
        return found
