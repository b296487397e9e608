"""What the database knows of an address: the article it gave, or why it gave none."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from pipelines.storage.reading.records import Record, records


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address that was met.

    Attributes:
        article_id: number of the article that it gave, last or ever; None where it never did.
        page: its row of the view ``pages``; None for an address that was never fetched by itself,
            such as a canonical one.
    """

    article_id: int | None
    page: Record | None


def known(connection: Connection, url: str) -> KnownAddress | None:
    """Return what is known of ``url``, in the form that a crawl met it or the canonical one."""
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
