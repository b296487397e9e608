"""Looks up one page by URL or id: its database rows, and its bytes in the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapy.settings import BaseSettings

from crawler.archive.cdxj import FolderIndex, IndexedCapture
from crawler.archive.response_lookup import StoredResponse, newest, read_at
from crawler.stored.pages import archive_folder, as_page, outlets
from pipelines.errors import UserError
from pipelines.items import Page
from pipelines.storage import stored_page
from pipelines.storage.database.opened import UnusableDatabaseError, opened
from pipelines.storage.stored_page import StoredPage


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The result of a look-up.

    Attributes:
        stored: the database's record; None if there is none.
        response: the response in the archive, or a sentence why there is none.
        page: that response as input for the engine; None without one.
    """

    stored: StoredPage | None
    response: StoredResponse | str
    page: Page | None = None


def lookup(settings: BaseSettings, url_or_id: str) -> LookupResult:
    """Return what is stored of the page at a URL, or of the article with an id.

    Raises:
        UserError: neither database nor archive holds it.
    """
    try:
        with opened(settings.get("DATABASE_URL")) as engine:
            stored = stored_page.find(engine, url_or_id)
            response = _response(settings, url_or_id, stored)
            if stored is None and isinstance(response, str):
                raise UserError(
                    f"{url_or_id}: neither the database nor the archive holds it ({response}); "
                    "expected a URL as in the views pages and articles, or an article's id"
                )
            if stored is None or isinstance(response, str):
                return LookupResult(stored, response)
            outlet = outlets(settings)(stored.outlet)
            lines = stored_page.repeated(engine, [stored.outlet])[stored.outlet]
    except UnusableDatabaseError:
        if url_or_id.isdecimal():
            raise
        response = _response(settings, url_or_id, None)  # only the archive has the bytes
        if isinstance(response, str):
            raise
        return LookupResult(None, response)
    page = as_page(
        response, stored.outlet, outlet, requested_url=stored.url, hint=stored.hint, repeated=lines
    )
    return replace(LookupResult(stored, response), page=page)


def captures(settings: BaseSettings, url_or_id: str) -> list[IndexedCapture]:
    """Return all captures of a URL, or of an article's URL, oldest first."""
    url = url_or_id
    if url_or_id.isdecimal():
        found = lookup(settings, url_or_id).stored
        url = found.url if found is not None else url_or_id
    return FolderIndex(archive_folder(settings)).find(url)


def _response(
    settings: BaseSettings, url_or_id: str, stored: StoredPage | None
) -> StoredResponse | str:
    """Return the response by its position, else by its URL: failed responses are archived too."""
    wrong = ""
    try:
        folder = archive_folder(settings)
        if stored is not None and stored.archived is not None:
            try:
                return read_at(folder, stored.archived)
            except (UserError, OSError) as error:
                wrong = str(error)
        url = stored.url if stored is not None else url_or_id
        found = newest(folder, url)
    except (UserError, OSError) as error:
        return wrong or str(error)
    return found or wrong or f"no WARC file of {folder} holds it"
