"""Hashes every output of the engine and the demo: a refactoring must change no hash.

Run ``python -m bench.same_output --write FILE`` before the change and ``--compare FILE`` after it,
which prints each page whose output differs and exits with 1. Pages are those of the sample archives
and of ``tests/pages``, and, if the shared folder exists, of the bench and the cases. After ``make
demo`` the rows of the view ``articles`` are hashed too.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import json
import logging
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from pipelines.extraction.engine import run
from pipelines.items import Page

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
DEMO = Path("demo/tinsach.db")
COLUMNS = (
    "outlet, url, title, lead, body, text, language, authors, agency, dateline, section, tags, "
    "published_at, modified_at, word_count, confidence, concerns"
)


def digest(value: Any) -> str:
    """Return a short hash of any value that JSON, or else ``str``, can serialise."""
    written = json.dumps(value, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def hash_page(page: Page) -> str:
    """Return the hash of the engine's output for a page: article, rejection, blocks, stripped.

    The wording of a stripped block's reason is left out: names may change in a refactoring.
    """
    found = run(page)
    if found.article is None:
        return digest([None, found.not_article, [block.text for block in found.blocks]])
    article = dataclasses.asdict(found.article)
    stripped = [[one["text"], one["position"]] for one in article.pop("stripped")]
    article.pop("engine")
    return digest([article, stripped, [block.text for block in found.blocks]])


def pages(shared: Path) -> Iterator[tuple[str, Page]]:
    """Yield every available page under a stable name."""
    for archive in sorted(Path("samples").glob("**/*.warc.gz")):
        with archive.open("rb") as stream:
            for number, record in enumerate(ArchiveIterator(stream)):
                if record.rec_type == "response":
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    page = Page(url, record.content_stream().read(), NEVER)
                    yield f"{archive}#{number}", page
    for file in sorted(Path("tests/pages").glob("*/*/page.html.gz")):
        meta = json.loads((file.parent / "meta.json").read_text("utf-8"))
        yield str(file.parent), Page(meta["final_url"], gzip.decompress(file.read_bytes()), NEVER)
    for gold in sorted(shared.glob("bench/data/*/gold.jsonl")):
        for line in filter(None, gold.read_text("utf-8").split("\n")):
            row = json.loads(line)
            file = gold.parent / "pages" / f"{row['id']}.html.gz"
            body = gzip.decompress(file.read_bytes())
            yield f"{gold.parent.name}/{row['id']}", Page(row.get("url") or "", body, NEVER)
    for file in sorted(shared.glob("cases/*.html")):
        url = json.loads(file.with_suffix(".json").read_text("utf-8"))["url"]
        yield f"cases/{file.stem}", Page(url, file.read_bytes(), NEVER)


def hash_demo(database: Path) -> Iterator[tuple[str, str]]:
    """Yield a hash for each article of the demo's database, if it exists."""
    if not database.is_file():
        return
    with sqlite3.connect(database) as connection:
        for row in connection.execute(f"SELECT {COLUMNS} FROM articles ORDER BY outlet, url"):
            yield f"demo {row[0]} {row[1]}", digest(row)


def _named_hash(named: tuple[str, Page]) -> tuple[str, str]:
    logging.disable(logging.CRITICAL)
    return named[0], hash_page(named[1])


def main() -> int:
    """Write or compare the hashes; return 1 if any differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.same_output", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--compare", type=Path, metavar="FILE")
    given = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        hashes = dict(pool.map(_named_hash, pages(given.shared), chunksize=16))
    hashes |= dict(hash_demo(DEMO))
    print(f"{len(hashes)} outputs hashed")
    if given.write:
        given.write.write_text(json.dumps(hashes, indent=0, sort_keys=True) + "\n", "utf-8")
    if given.compare is None:
        return 0
    before = json.loads(given.compare.read_text("utf-8"))
    differ = sorted(name for name in hashes.keys() | before if hashes.get(name) != before.get(name))
    for name in differ:
        print("differs:", name)
    print(f"{len(differ)} differ")
    return bool(differ)


if __name__ == "__main__":
    sys.exit(main())
