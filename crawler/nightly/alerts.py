"""Sends alerts to NOTIFY_URLS: Apprise URLs, and ``file:///path``, which appends a line.

Apprise (extra ``notify``) supports email, webhooks and over a hundred services. It is imported only
when there is something to send. Tokens and passwords in these URLs are never shown.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from pipelines.errors import UserError
from pipelines.printable import one_line, printable
from pipelines.storage.status.faults import FaultChanges

logger = logging.getLogger(__name__)

INSTALL = "install it with: pip install 'tinsach[notify]'"
_FILE = "file://"


def addresses(settings: BaseSettings) -> list[str]:
    """Split ``NOTIFY_URLS`` at spaces or line breaks."""
    value = settings.get("NOTIFY_URLS") or ""
    return value.split() if isinstance(value, str) else [str(one) for one in value]


def check(settings: BaseSettings) -> None:
    """Check the URLs without sending anything.

    Raises:
        UserError: Apprise is needed and not installed, or does not support a URL.
    """
    wanted = [one for one in addresses(settings) if not one.startswith(_FILE)]
    if not wanted:
        return
    if importlib.util.find_spec("apprise") is None:
        raise UserError(f"NOTIFY_URLS names {_scheme(wanted[0])}, which needs Apprise: {INSTALL}")
    import apprise

    for one in wanted:
        with _silent():
            known = apprise.Apprise().add(one)
        if not known:
            raise UserError(
                f"NOTIFY_URLS: Apprise does not support {_scheme(one)}***; expected URLs "
                "such as mailto://user:password@example.org or json://host/path, space-separated"
            )


def send(urls: Sequence[str], title: str, body: str) -> bool:
    """Send to all URLs; return whether each accepted it. Errors are logged."""
    good = True
    for url in urls:
        try:
            taken = _to_file(url, title, body) if url.startswith(_FILE) else _out(url, title, body)
        except (OSError, ImportError, UserError) as error:
            said = str(error).replace(url, f"{_scheme(url)}***")
            logger.error("Alert to %s***: %s", _scheme(url), said)
            taken = False
        if not taken:
            logger.error("Alert to %s*** failed: it is sent again after the next run", _scheme(url))
        good = good and taken
    return good


def worded(changes: Iterable[FaultChanges]) -> tuple[str, str] | None:
    """Return title and text of an alert, or None if there is nothing to send."""
    lines, outlets = [], []
    begun = over = 0
    for one in changes:
        if one.begun or one.over:
            outlets.append(one.outlet)
        lines += [f"{one.outlet}: {fault.sentence}" for fault in one.begun]
        lines += [f"{one.outlet}: over: {fault.sentence}" for fault in one.over]
        begun, over = begun + len(one.begun), over + len(one.over)
    if not lines:
        return None
    counts = [f"{begun} wrong"] * bool(begun) + [f"{over} over"] * bool(over)
    return f"tinsach: {', '.join(outlets)}: {', '.join(counts)}", "\n".join(lines)


def _out(url: str, title: str, body: str) -> bool:
    import apprise

    notifier = apprise.Apprise()
    with _silent():
        added = bool(notifier.add(url))
        return added and bool(notifier.notify(title=one_line(title), body=printable(body)))


@contextmanager
def _silent() -> Iterator[None]:
    """Silence Apprise's own log, which shows whole URLs with their secrets."""
    log = logging.getLogger("apprise")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _to_file(url: str, title: str, body: str) -> bool:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    text = "".join(f"{at} {one_line(line)}\n" for line in (title, *body.splitlines()))
    with Path(url.removeprefix(_FILE)).open("a", encoding="utf-8") as file:
        file.write(text)
    return True


def _scheme(url: str) -> str:
    return f"{url.partition('://')[0][:20]}://"
