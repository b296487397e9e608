"""Generates ``samples/<outlet>.warc.gz`` and ``samples/gold.json``.

Run ``python -m samples.make_samples``. The same data give the same bytes. ``--check`` compares
instead of writing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from pathlib import Path

from crawler.archive import WarcWriter
from samples.gold import gold
from samples.sample_articles import OUTLETS
from samples.site_captures import captures

FOLDER = Path(__file__).parent


def write_warc(outlet: str, path: Path) -> None:
    """Write the archive of one outlet."""
    path.unlink(missing_ok=True)
    with WarcWriter(path, software="tinsach samples: invented articles") as warc:
        for one in captures(outlet):
            warc.write(one.url, one.status, one.headers, one.body, one.at)


def gold_text() -> str:
    """Return the gold of all outlets as JSON."""
    value = {outlet: gold(outlet) for outlet in OUTLETS}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def stale(outlet: str) -> bool:
    """Return whether the archive on disk differs from the data, apart from its compression."""
    name = f"{outlet}.warc.gz"
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / name
        write_warc(outlet, archive)
        kept = FOLDER / name
        return not kept.exists() or gzip.decompress(kept.read_bytes()) != gzip.decompress(
            archive.read_bytes()
        )


def main() -> int:
    """Write everything, or report what is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when stale")
    if parser.parse_args().check:
        old = [outlet for outlet in OUTLETS if stale(outlet)]
        print(f"stale: {', '.join(old)}" if old else "samples are up to date")
        return 1 if old else 0
    for outlet in OUTLETS:
        path = FOLDER / f"{outlet}.warc.gz"
        write_warc(outlet, path)
        print(f"{path.name:<20} {path.stat().st_size:>8,} bytes  {len(captures(outlet))} responses")
    (FOLDER / "gold.json").write_text(gold_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
