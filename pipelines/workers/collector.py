"""Settings of Python's garbage collector for processes that load much and then run for long."""

from __future__ import annotations

import gc

_THRESHOLDS = (5_000, 10, 10)


def collect_rarely() -> None:
    """Look for garbage after 5,000 new objects instead of after 700.

    Loading the engine or a spider creates about a hundred thousand objects that live to the end.
    With the default, a sixth of the start and a twelfth of extraction are spent on walking objects
    that the collector already found in use.
    """
    gc.set_threshold(*_THRESHOLDS)


def keep_loaded() -> None:
    """Exclude all objects that are in use now from later collections; they live to the end."""
    gc.freeze()
