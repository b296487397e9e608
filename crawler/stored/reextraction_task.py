"""The worker's task of a re-extraction: read a stored page, and extract it.

The page comes without its bytes. Reading is shared among the processes that way, and nothing large
is sent to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from crawler.archive.response_lookup import StoredResponse, read_at
from pipelines.errors import UserError
from pipelines.extraction.api import extract
from pipelines.items import ArchiveRef, Article, Page
from pipelines.similarity.digest import source_hash
from pipelines.similarity.text_hash import text_hash


@dataclass(frozen=True, slots=True)
class ReextractedArticle:
    """An article with the hash of the bytes it was extracted from, and of its text if asked for."""

    article: Article
    source_hash: str | None
    text_hash: str | None = None


def reextract(page: Page) -> ReextractedArticle | str:
    """Return the article of a stored page, or why the page cannot be read.

    Args:
        page: without its response; ``archived.warc`` is the path of the file.

    Raises:
        NotAnArticle: it holds none.
    """
    found = _read(page)
    if isinstance(found, str):
        return found
    article = extract(found)
    return ReextractedArticle(article, source_hash(found), text_hash(article))


def preview(page: Page) -> ReextractedArticle | str:
    """Return what a preview compares of the article of a stored page, as ``reextract``."""
    found = _read(page)
    if isinstance(found, str):
        return found
    compared = replace(extract(found), images=(), stripped=(), concerns=(), sources={}, lines=())
    return ReextractedArticle(compared, source_hash(found))


def _read(page: Page) -> Page | str:
    if page.archived is None:
        return "no page in the archive"
    path = Path(page.archived.warc)
    try:
        found = read_at(path.parent, ArchiveRef(path.name, page.archived.offset))
    except (UserError, OSError) as error:
        return str(error)
    return _answered(page, found)


def _answered(page: Page, found: StoredResponse) -> Page:
    return replace(
        page,
        url=found.url,
        body=found.body,
        fetched_at=found.at,
        status=found.status,
        headers=found.headers,
        archived=found.ref,
    )
