"""Another present for one process: Python loads this first when its folder is in ``PYTHONPATH``.

``CLOCK_OFFSET`` is in seconds. Only the time of day is another one: every wait keeps its own time.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import time_machine

if OFFSET := float(os.environ.get("CLOCK_OFFSET", "0")):
    time_machine.travel(datetime.now(UTC) + timedelta(seconds=OFFSET), tick=True).start()
