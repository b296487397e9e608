"""Extractions by five folds of hosts, with trees trained on the other four: unknown hosts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.extraction import pages
from bench.extraction.pages import Row
from pipelines.extraction.classifier import model
from pipelines.extraction.engine import Extraction


def grow(shared: Path, folder: Path, seed: int = 0) -> list[Path]:
    """Return a file of trees for each fold, trained on the other folds; trained once per folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{fold}.json" for fold in range(pages.FOLDS)]
    if all(file.is_file() for file in files):
        return files
    from bench.extraction import train_blocks  # needs LightGBM

    known = train_blocks.samples(shared)
    for fold, file in enumerate(files):
        others = [one for one in known if pages.fold_of(one.host) != fold]
        file.write_text(train_blocks.fit(others, seed).written(), "utf-8")
    return files


@contextmanager
def using(file: Path) -> Iterator[None]:
    """Make the classifier use another file."""
    usual = model._FILE
    model._FILE = str(file.resolve())
    model._model.cache_clear()
    try:
        yield
    finally:
        model._FILE = usual
        model._model.cache_clear()


def extractions(
    shared: Path, names: Sequence[str], limit: int | None, folder: Path | None
) -> Iterator[tuple[str, Row, Extraction]]:
    """Yield set, row and extraction of every page.

    The trees are those in ``folder`` that never saw the page's host or, without it, the shipped
    ones.
    """
    rows = [(name, row) for name in names for row in pages.load(shared, name, limit)]
    if folder is None:
        yield from ((name, row, pages.extraction(row)) for name, row in rows)
        return
    for fold, file in enumerate(grow(shared, folder)):
        with using(file):
            for name, row in rows:
                if pages.fold_of(pages.host(row)) == fold:
                    yield name, row, pages.extraction(row)
