"""Prints datasette's responses for a database file with this project's ``datasette.yaml``.

    python datasette_probe.py DATABASE < addresses

Reads a JSON array of paths; prints, as JSON, the status and the body of each.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from datasette.app import Datasette
from datasette.utils import parse_metadata

from tests.support.databases import ROOT

# Facets are computed even on a busy machine.
SETTINGS = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}


async def answers(database: str, addresses: list[str]) -> dict[str, tuple[int, Any]]:
    metadata = parse_metadata((ROOT / "datasette.yaml").read_text("utf-8"))
    served = Datasette([database], metadata=metadata, settings=SETTINGS)
    found = {}
    for address in addresses:
        response = await served.client.get(address)
        found[address] = (response.status_code, response.json())
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(answers(sys.argv[1], json.load(sys.stdin)))))  # noqa: T201
