"""The machine's time zone affects neither the store nor the schedule."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import URL

ROOT = Path(__file__).parents[2]
ZONES = ("UTC0", "ICT-7", "NST3:30NDT,M3.2.0,M11.1.0", "LINT-14")  # POSIX: needs no files


def test_a_night_leaves_the_same_wherever_the_machine_is(db_url: URL) -> None:
    address = db_url.render_as_string(hide_password=False)
    probes = [
        subprocess.Popen(
            [sys.executable, "tests/support/zone_probe.py", address, f"outlet{number}"],
            cwd=ROOT,
            env={**os.environ, "TZ": zone, "PGTZ": zone, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, zone in enumerate(ZONES)
    ]
    outputs = [probe.communicate()[0] for probe in probes]
    assert [probe.returncode for probe in probes] == [0] * len(ZONES)
    first = json.loads(outputs[0])
    assert [night[1] for night in first[:3]] == [["new", "failed"]] * 3
    assert [json.loads(one) for one in outputs[1:]] == [first] * (len(ZONES) - 1)
