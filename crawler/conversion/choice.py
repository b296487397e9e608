"""Filters the pages of an archive before extraction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters; a page must pass all of them.

    Attributes:
        hosts: hosts, each with its subdomains; empty for all.
        languages: language tags (``vi``, ``pt``) of the article; empty for all.
        since, until: first and last day, UTC, on which a page was fetched.
        sample: maximum number of pages per archive, from its start; None for all.
    """

    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    sample: int | None = None

    def why_not(self, url: str, at: datetime) -> str | None:
        """Return why a response is filtered out by its URL or time, or None."""
        day = at.astimezone(UTC).date()
        if (self.since and day < self.since) or (self.until and day > self.until):
            return "another day"
        if not self.hosts:
            return None
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            host = ""
        own = any(host == one or host.endswith(f".{one}") for one in self.hosts)
        return None if own else "another host"

    def has_language(self, tag: str | None) -> bool:
        """Return whether a language is selected; an unknown language is."""
        return not self.languages or tag is None or tag.split("-")[0].lower() in self.languages
