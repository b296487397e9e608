"""Shifts the clock of one process: Python loads this first if its folder is in ``PYTHONPATH``.

``CLOCK_OFFSET`` is in seconds. Only the time of day changes; waits keep their length.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import time_machine

if OFFSET := float(os.environ.get("CLOCK_OFFSET", "0")):
    time_machine.travel(datetime.now(UTC) + timedelta(seconds=OFFSET), tick=True).start()
