"""METRICS_FILE: metrics of each outlet for node_exporter's textfile collector."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from datetime import datetime

from pipelines.errors import UserError
from pipelines.storage.status.night import GOOD, OutletStatus

_GAUGES = {
    "tinsach_last_run_timestamp_seconds": "Start of the last run, seconds since 1970.",
    "tinsach_last_run_good": "1 if the last run finished, 0 if it failed or brought nothing.",
    "tinsach_faults": "Current faults, as in scrapy status.",
    "tinsach_sources_silent": "Sources that went silent.",
    "tinsach_pages_waiting": "Pages that are due.",
    "tinsach_confidence_mean": "Mean confidence of the last run's articles.",
    "tinsach_stripped_share": "Share of the words of the last run's pages that was stripped.",
}


def check(path: str) -> None:
    """Raise ``UserError`` if METRICS_FILE is set and its library is missing."""
    if path and importlib.util.find_spec("prometheus_client") is None:
        raise UserError(
            f"METRICS_FILE={path}: needs prometheus-client; install it with: "
            "pip install 'tinsach[notify]'"
        )


def write(path: str, found: Sequence[OutletStatus], now: datetime) -> None:
    """Write the metrics of all outlets; the file is replaced atomically, as node_exporter requires.

    Raises:
        OSError: it cannot be written.
    """
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

    registry = CollectorRegistry()
    gauges = {
        name: Gauge(name, description, ["outlet"], registry=registry)
        for name, description in _GAUGES.items()
    }
    pages = Gauge(
        "tinsach_run_pages",
        "Pages of the last run by outcome.",
        ["outlet", "outcome"],
        registry=registry,
    )
    Gauge("tinsach_written_timestamp_seconds", "When this was written.", registry=registry).set(
        now.timestamp()
    )
    for one in found:
        values: dict[str, float | None] = {
            "tinsach_last_run_timestamp_seconds": (
                one.started_at.timestamp() if one.started_at is not None else None
            ),
            "tinsach_last_run_good": float(one.state in GOOD),
            "tinsach_faults": len(one.faults),
            "tinsach_sources_silent": len(one.silent),
            "tinsach_pages_waiting": one.waiting.due,
            "tinsach_confidence_mean": one.confidence,
            "tinsach_stripped_share": one.stripped,
        }
        for name, value in values.items():
            if value is not None:
                gauges[name].labels(one.outlet).set(value)
        for outcome, count in one.outcomes.items():
            pages.labels(one.outlet, outcome).set(count)
    write_to_textfile(path, registry)
