"""Lists of other articles under a label: clean on drawn pages, and nothing of the article lost."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.engine import run
from tests.support import labelled_list_guards, labelled_list_pages, second_article_pages
from tests.support.drawn_text import page_of, text_of
from tests.support.labelled_list_pages import ListedPage

SEEDS = st.integers(0, 2**32)


def leaks(drawn: ListedPage, text: str) -> list[str]:
    return [one for one in drawn.gone if one in text]


def losses(drawn: ListedPage, text: str) -> list[str]:
    return [one for one in drawn.kept if one not in text]


def shares(numbers: range, *, known: bool = True) -> tuple[float, list[str]]:
    """Share of clean pages, and what the pages that lose text lose."""
    clean, lost = 0, []
    for number in numbers:
        drawn = labelled_list_pages.draw(Random(number), known=known)
        text = text_of(drawn)
        clean += not leaks(drawn, text)
        lost += [f"{number} {drawn.what}: {one[:60]}" for one in losses(drawn, text)]
    return clean / len(numbers), lost


@pytest.mark.parametrize("shape", labelled_list_pages.SHAPES)
def test_every_shape_goes_with_its_label(shape: str) -> None:
    drawn = labelled_list_pages.listed(
        Random(7),
        shape=shape,
        language="en",
        label="Related News",
        markup="h3",
        place="end",
        length="middle",
    )
    text = text_of(drawn)
    assert losses(drawn, text) == []
    assert leaks(drawn, text) == []
    assert "Related News" not in text


def test_drawn_pages_come_out_clean() -> None:
    clean, lost = shares(range(200))
    assert lost == []
    assert clean >= 0.97


@pytest.mark.soak
def test_many_drawn_pages_come_out_clean() -> None:
    clean, lost = shares(range(1_000, 3_000))
    assert clean >= 0.97
    assert len(lost) <= 2_000 // 500, lost  # in scripts without full stops a short text may go


def test_nothing_is_lost_under_an_unknown_label() -> None:
    clean, lost = shares(range(100), known=False)
    assert lost == []
    assert clean >= 0.5  # without a known label, links alone tell a list


@pytest.mark.parametrize("guard", labelled_list_guards.GUARDS, ids=lambda guard: guard.__name__)
@settings(max_examples=25)
@given(seed=SEEDS)
def test_what_looks_like_a_list_and_is_the_article_stays(guard, seed: int) -> None:
    drawn = guard(Random(seed))
    assert losses(drawn, text_of(drawn)) == [], drawn.what


@pytest.mark.parametrize("form", second_article_pages.PAGES, ids=lambda form: form.__name__)
@settings(max_examples=25)
@given(seed=SEEDS)
def test_other_articles_are_stripped(form, seed: int) -> None:
    drawn = form(Random(seed))
    assert leaks(drawn, text_of(drawn)) == [], drawn.what


@pytest.mark.parametrize("guard", second_article_pages.GUARDS, ids=lambda guard: guard.__name__)
@settings(max_examples=25)
@given(seed=SEEDS)
def test_article_text_below_an_end_mark_is_kept(guard, seed: int) -> None:
    drawn = guard(Random(seed))
    assert losses(drawn, text_of(drawn)) == [], drawn.what


@settings(max_examples=25)
@given(seed=SEEDS, known=st.booleans())
def test_every_block_is_kept_or_stripped(seed: int, known: bool) -> None:
    drawn = labelled_list_pages.draw(Random(seed), known=known)
    found = run(page_of(drawn))
    if found.article is None:  # a list longer than the text, under a label that nothing knows
        assert (found.not_article, known) == ("list of teasers", False)
        return
    text = "\n".join([found.article.lead or "", *(block.text for block in found.article.body)])
    stripped = {one.text for one in found.article.stripped}
    missing = [
        block.text
        for block in found.blocks
        if block.text not in text and block.text not in stripped and not block.text.endswith("VNS")
    ]
    assert missing == [], drawn.what
