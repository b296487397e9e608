"""The manifest of a conversion: the state and result of each archive."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from cluster.work import Done, NotConverted
from crawler.conversion import locations
from pipelines.extraction import ENGINE

NAME = "_manifest.jsonl"
"""Readers of Parquet folders skip names that begin with an underscore."""


def write(out: str, done: Iterable[Done]) -> None:
    """Write a line of JSON for each archive of a run: ``state`` is ``done`` or ``failed``.

    It records what the run knew. The Parquet files, not the manifest, decide what remains to be
    done.

    Raises:
        UserError: it cannot be written.
    """
    lines = [json.dumps(_line(one), ensure_ascii=False) + "\n" for one in done]
    locations.write_text(f"{out.rstrip('/')}/{NAME}", "".join(lines))


def _line(one: Done) -> dict[str, object]:
    state = "failed" if isinstance(one, NotConverted) else "done"
    return {"state": state, "engine": ENGINE, **asdict(one)}
