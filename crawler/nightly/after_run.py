"""Alerts at the end of a run: stores and sends faults, writes metrics, also for refused runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from scrapy.settings import BaseSettings

from crawler.archive import replay_at
from crawler.nightly import alerts, metrics
from pipelines.errors import UserError
from pipelines.storage.database.opened import Database, opened
from pipelines.storage.status import faults, night
from pipelines.storage.status.drift import Fault
from pipelines.storage.status.faults import FaultChanges
from pipelines.storage.status.night import OutletStatus

logger = logging.getLogger(__name__)


def after_run(settings: BaseSettings, outlet: str, refused: str | None = None) -> None:
    """Send the new faults of ``outlet`` and write the metrics; an error here fails no crawl.

    Args:
        refused: the message of a run that did not start; sent even without a database.
    """
    urls, path = alerts.addresses(settings), str(settings.get("METRICS_FILE") or "")
    if not urls and not path:
        return
    now = replay_at(settings) or datetime.now(UTC)
    try:
        with opened(settings.get("DATABASE_URL")) as database:
            found = night.read(database, now)
            tell(database, urls, [one for one in found if one.outlet == outlet], now)
            if path:
                metrics.write(path, found, now)
    except UserError as error:
        logger.error("After the run: %s", error)
        alert = alerts.worded([FaultChanges(outlet, (Fault("refused", refused or str(error)),))])
        if alert is not None:
            alerts.send(urls, *alert)
    except OSError as error:
        logger.error("METRICS_FILE=%s: cannot be written (%s)", path, error.strerror)


def tell(
    database: Database, urls: Sequence[str], found: Sequence[OutletStatus], now: datetime
) -> None:
    """Send one alert about these outlets: each fault once, and once more when it is over."""
    if not urls:
        return
    changes = [faults.settle(database, one.outlet, one.faults, now) for one in found]
    alert = alerts.worded(changes)
    if alert is not None and alerts.send(urls, *alert):
        for one in changes:
            faults.mark_reported(database, one, now)
