"""Another present for one process: Python loads this first when its folder is in ``PYTHONPATH``.

``CLOCK_OFFSET`` is in seconds. What the system does, and every wait, keeps its own time.
"""

from __future__ import annotations

import datetime as module
import os
from typing import Any

_OFFSET = module.timedelta(seconds=float(os.environ.get("CLOCK_OFFSET", "0")))
_REAL = module.datetime


class _AsReal(type):
    """Takes every time for one of its own, however it was made."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, _REAL)


class _Shifted(_REAL, metaclass=_AsReal):
    @classmethod
    def now(cls, tz: module.tzinfo | None = None) -> Any:
        return _REAL.now(tz) + _OFFSET

    @classmethod
    def utcnow(cls) -> Any:
        return _REAL.now(module.UTC).replace(tzinfo=None) + _OFFSET


if _OFFSET:
    module.datetime = _Shifted  # type: ignore[misc]
