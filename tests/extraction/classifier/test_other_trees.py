"""Whatever the trees say of a page, the engine answers: other trees may be put in their place.

The rules and the verdict stand behind the classifier. A page of which it would keep nothing, or
only what no article is made of, is rare in print and common for trees that were trained anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.extraction.classifier import model
from pipelines.extraction.engine import run
from tests.extraction.test_cases import FOLDER, NAMES, page_of

SURE = 9.0  # log odds
TREES = {
    "nothing": -SURE,
    "everything": SURE,
    "only long blocks": ["length", 5.0, -SURE, SURE],
    "only short blocks": ["length", 4.0, SURE, -SURE],
    "only linked blocks": ["links", 0.5, -SURE, SURE],
    "only below the middle": ["position", 0.5, -SURE, SURE],
    "no paragraph twice": ["repeats", 1.0, 0.0, -SURE],
}
SOME = NAMES[::8]


@pytest.fixture
def trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tree: object) -> Iterator[None]:
    file = tmp_path / "trees.json"
    # The later trees, of text features, are not asked once the sum is sure.
    later = ["ends_sentence", 0.0, 0.0, 0.0]
    file.write_text(json.dumps({"trees": [*[tree] * 10, *[later] * 10]}), "utf-8")
    monkeypatch.setattr(model, "_FILE", str(file))
    model._model.cache_clear()
    yield
    model._model.cache_clear()


@pytest.mark.usefixtures("trees")
@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_every_page_gets_an_answer(tree: object) -> None:
    for name in SOME:
        wanted = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        found = run(page_of(name, wanted))
        assert (found.article is None) == (found.not_article is not None), name
