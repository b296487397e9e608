"""Rebuilt pages, with invented text, in the structure of public reports and of pages seen.

Each page has the expected result, as a reader would want it. Next to many a case there is its
guard: the similar page on which the naive fix would do harm.

A case's JSON: ``must`` and ``once`` are in lead and body (once: exactly once), ``must_not`` are
not; ``in_body`` are in the body without the lead; ``blocks`` are each a block of their own;
``images`` and ``images_not`` are URLs; the rest are fields of the article, with ``not_article`` for
a page without one. ``source`` names the report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Article, Page
from pipelines.text import clean

FOLDER = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
# Not fixed yet. Whoever fixes one removes it here.
NOT_YET = frozenset((FOLDER / "not_yet.txt").read_text("utf-8").split())
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str | None) -> str:
    return _INVISIBLE.sub("", clean(text or ""))


def page_of(name: str, wanted: dict[str, Any]) -> Page:
    return Page(
        url=wanted["url"],
        body=(FOLDER / f"{name}.html").read_bytes(),
        fetched_at=NOW,
        headers=tuple((key, value) for key, value in wanted.get("headers", ())),
    )


def faults(wanted: dict[str, Any], article: Article) -> Iterator[str]:
    body = "\n".join(plain(block.text) for block in article.body)
    text = f"{plain(article.lead)}\n{body}"
    yield from (f"lost: {one}" for one in wanted.get("must", ()) if plain(one) not in text)
    yield from (f"kept: {one}" for one in wanted.get("must_not", ()) if plain(one) in text)
    yield from (f"not once: {one}" for one in wanted.get("once", ()) if text.count(plain(one)) != 1)
    yield from (
        f"not in body: {one}" for one in wanted.get("in_body", ()) if plain(one) not in body
    )
    blocks = {plain(block.text) for block in article.body}
    yield from (f"no block: {one}" for one in wanted.get("blocks", ()) if plain(one) not in blocks)
    images = {image.url for image in article.images}
    yield from (f"no picture: {one}" for one in wanted.get("images", ()) if one not in images)
    yield from (f"a picture: {one}" for one in wanted.get("images_not", ()) if one in images)
    for name, read in FIELDS.items():
        if wanted.get(name) is not None:
            found = read(article)
            expected = wanted[name]
            right = found == (sorted(map(plain, expected)) if name == "authors" else expected)
            yield from () if right else (f"{name}: {found!r}, not {expected!r}",)
    for name in ("published_at", "modified_at"):
        if name in wanted and not is_day(wanted[name], getattr(article, name)):
            yield f"{name}: {getattr(article, name)}, not {wanted[name]}"
    if "lead" in wanted and plain(wanted["lead"]) not in text:
        yield f"standfirst lost: {wanted['lead']}"


FIELDS: dict[str, Callable[[Article], object]] = {
    "title": lambda article: plain(article.title),
    "authors": lambda article: sorted(map(plain, article.authors)),
    "language": lambda article: (article.language or "").split("-")[0],
    "canonical": lambda article: article.url,
    "free": lambda article: article.is_accessible_for_free,
    "section": lambda article: article.section,
    "tags": lambda article: list(article.tags),
}


def is_day(wanted: list[str] | str | None, at: datetime | None) -> bool:
    """Return whether a time is one of the expected ones: an instant, a day, or none."""
    if isinstance(wanted, list):
        return any(is_day(one, at) for one in wanted)
    if wanted is None or at is None:
        return wanted is None and at is None
    if len(wanted) == len("2026-11-20"):
        return f"{at:%Y-%m-%d}" == wanted
    return at == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason="not yet") if name in NOT_YET else ())
        for name in NAMES
    ],
)
def test_case(name: str) -> None:
    wanted = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    page = page_of(name, wanted)
    if wanted.get("not_article"):
        with pytest.raises(NotAnArticle):
            extract(page)
        return
    assert list(faults(wanted, extract(page))) == []


def test_19_in_20_are_whole() -> None:
    assert len(NOT_YET) <= len(NAMES) / 20
    assert frozenset(NAMES) >= NOT_YET


# The frames that page builders print around each paragraph; their names say nothing.
FRAMES = ("<div>{}</div>", '<div class="css-tb1">{}</div>', "<section><div>{}</div></section>")
_FRAMED_LIST = (
    "05-details-summary 112-comment-author 131-pdt-with-author 163-section-index "
    "164-topic-long-teasers 215-named-body-then-bands-outside 246-hidden-attribute "
    "247-offscreen-trap 289-listing-linked-teasers 317-real-promo-box 42-teaser-of-paid "
    "67-related-vi 69-inline-link-en 75-hidden-terms"
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", _FRAMED_LIST.split())
def test_frames_around_paragraphs_change_nothing(name: str, frame: str) -> None:
    wanted = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    page = page_of(name, wanted)
    framed = re.sub(rb"(<p>.*?</p>)", frame.format(r"\1").encode(), page.body, flags=re.S)
    assert framed != page.body
    if wanted.get("not_article"):
        with pytest.raises(NotAnArticle):
            extract(replace(page, body=framed))
        return
    assert list(faults(wanted, extract(replace(page, body=framed)))) == []
