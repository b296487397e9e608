"""Looks up a URL: the article it returned, or why it returned none."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from pipelines.storage.reading.records import Record, records
from pipelines.storage.sql.row_mapping import fit_url


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """A URL in the database.

    Attributes:
        article_id: id of the article that it last returned; None if it never did.
        page: its row of the view ``pages``; None for a URL that was never fetched itself, such as a
            canonical one.
    """

    article_id: int | None
    page: Record | None


def known(connection: Connection, url: str) -> KnownAddress | None:
    """Return what is stored of ``url``, as crawled or in canonical form."""
    url = fit_url(url)
    pages = records(
        connection,
        "SELECT * FROM pages WHERE outlet IN (SELECT outlet FROM outlets) AND url = :url "
        "ORDER BY fetched_at IS NULL, fetched_at DESC LIMIT 1",
        url=url,
    )
    page = pages[0] if pages else None
    numbers = records(
        connection,
        "SELECT id, 0 AS place FROM articles WHERE url = :url UNION ALL "
        "SELECT article_id, 1 FROM url_variant WHERE url = :url ORDER BY place",
        url=url,
    )
    if numbers:
        return KnownAddress(numbers[0]["id"], page)
    return KnownAddress(page["article_id"], page) if page is not None else None
