"""The current time of a crawl: the replayed time, or the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.settings import BaseSettings

from pipelines.errors import UserError


def replay_at(settings: BaseSettings) -> datetime | None:
    """Return ``REPLAY_AT`` in UTC, or None if it is not set; a time without a zone is UTC.

    Raises:
        UserError: the value is not an ISO time, or ``REPLAY_WARC`` is not set.
    """
    value = settings.get("REPLAY_AT")
    if not value:
        return None
    if not settings.get("REPLAY_WARC"):
        raise UserError(
            f"REPLAY_AT={value}: it needs REPLAY_WARC, the path or glob of WARC files; "
            "set both or neither"
        )
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise UserError(
            f"REPLAY_AT={value}: not a time; expected ISO form, for example "
            "2025-02-15T16:30:00+07:00; correct it"
        ) from error


def now(settings: BaseSettings) -> datetime:
    """Return the crawl's current time in UTC: ``REPLAY_AT``, or else the wall clock.

    Raises:
        UserError: ``REPLAY_AT`` is wrong.
    """
    return replay_at(settings) or datetime.now(UTC)
