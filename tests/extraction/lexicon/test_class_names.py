"""A word of a class name counts for the element only if it names the element's own role."""

from __future__ import annotations

import pytest

from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.class_names import AD, CAPTION, HIDDEN, NAMES, SHARE, SIDEBAR

STRIPPED = AD | CAPTION | HIDDEN | SHARE | SIDEBAR | class_names.RELATED | class_names.PROMPT


@pytest.mark.parametrize(
    "names",
    [
        "overflow-hidden",
        "field field--name-body field--label-hidden field__item",
        "title-is-hidden",
        "hidden-xs",
        "elementor-hidden-mobile",
        "hide-on-mobile",
        "hidden-print",
        "d-print-none",
        "print-full",
        "hidden md:block",
        "d-none d-lg-flex",
        "focus:hidden",
        "[&_.caption]:mt-0",
        "no-sidebar",
        "content-with-sidebar",
        "node node--type-article node--promoted node--sticky",
        "post-12 type-post hentry category-advertising tag-newsletters tag-related-news",
    ],
)
def test_words_of_another_part_or_of_some_readers_only(names: str) -> None:
    assert not class_names.flags_from_names(names) & STRIPPED


@pytest.mark.parametrize(
    ("names", "flag"),
    [
        ("hidden", HIDDEN),
        ("panel--hidden", HIDDEN),
        ("hidden-lg", HIDDEN),
        ("md:hidden", HIDDEN),
        ("d-none d-print-block", HIDDEN),
        ("has-related sidebar", SIDEBAR),
        ("promoted", AD),
        ("print", SHARE),
        ("image-caption", CAPTION),
        ("tag-newsletters", class_names.PROMPT),
    ],
)
def test_words_of_the_element(names: str, flag: int) -> None:
    assert class_names.flags_from_names(names) & flag, NAMES[flag]
