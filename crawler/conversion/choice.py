"""Which pages of an archive are converted: what is left out costs no extraction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; every part must hold.

    Attributes:
        hosts: hosts, each with its subdomains; none for all.
        languages: language tags (``vi``, ``pt``), of the article; none for all.
        since, until: first and last day, UTC, on which a page was fetched.
        sample: so many pages of each archive at most, its first; None for all.
    """

    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    sample: int | None = None

    def why_not(self, url: str, at: datetime) -> str | None:
        """Return why a response is left out by its address and time, None where it is not."""
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
        """Return whether a language is wanted; one that nobody knows is."""
        return not self.languages or tag is None or tag.split("-")[0].lower() in self.languages
