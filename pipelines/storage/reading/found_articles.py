"""Search results for display: each article with a passage that shows the matches."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pipelines.storage.database.article_tables import Article, Revision
from pipelines.storage.database.engine import READING
from pipelines.storage.reading.highlights import Piece, highlighted, passage
from pipelines.storage.search import Hit, search
from pipelines.storage.search_query import parse
from pipelines.storage.sql.in_list import in_list


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that a search found, its headline, and a passage with highlighted matches."""

    hit: Hit
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


def find(engine: Engine, query: str, limit: int = 20, offset: int = 0) -> list[FoundArticle]:
    """Return what ``search`` finds, with passages; raise ``UserError`` as it does."""
    parsed = parse(query)
    with (
        engine.connect().execution_options(**{READING: True}) as connection,
        Session(connection) as session,
    ):
        hits = search(session, parsed, limit, offset)
        texts = {
            row.id: "\n".join(part for part in (row.lead, row.body) if part)
            for row in session.execute(
                select(Article.id, Revision.lead, Revision.body)
                .join(Revision, Revision.article_id == Article.id)
                .where(Revision.number == Article.revision)
                .where(in_list(Article.__table__.c.id, "numbers")),
                {"numbers": [hit.article_id for hit in hits]},
            )
        }
    return [
        FoundArticle(
            hit,
            highlighted(hit.title, parsed.phrases),
            passage(" ".join(texts[hit.article_id].split()), parsed.phrases),
        )
        for hit in hits
    ]
