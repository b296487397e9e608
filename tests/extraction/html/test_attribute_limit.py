"""No number of attributes, in any notation, is expensive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import read_listing
from pipelines.extraction.html import attribute_limit
from pipelines.extraction.html.attribute_limit import MAX_ATTRIBUTES, SURE, cut_attributes
from pipelines.extraction.html.parse import parse_text

MANY = 200_000
# What stands before, each attribute by its number, what stands between, what follows.
WAYS = {
    "bare": ("<p ", "a{:x}", " ", ">"),
    "quoted end of a tag": ("<p ", 'a{:x}=">"', " ", ">"),
    "quoted tags": ("<p ", "a{:x}='<b>'", "", ">"),
    "slashes": ("<p/", "a{:x}", "/", ">"),
    "names like tags": ("<p ", "<{:x}", " ", ">"),
    "of a script": ("<script ", "a{:x}", " ", "></script>"),
    "behind a script that is none": ("<textarea><script></textarea><p ", "a{:x}", " ", ">"),
    "no end": ("<p ", "a{:x}", " ", ""),
}


@pytest.mark.parametrize("way", WAYS)
def test_two_hundred_thousand_attributes(way: str) -> None:
    before, attribute, between, after = WAYS[way]
    tag = before + between.join(map(attribute.format, range(MANY))) + after
    page = f"<body><p>before</p>{tag}<p>after</p><a href=/x-1.html>x</a>"
    tree = parse_text(page)
    read_listing(page.encode(), "https://news.example/")
    assert "before" in "".join(tree.itertext())
    assert max(len(element.attrib) for element in tree.iter()) <= MAX_ATTRIBUTES


def test_tags_with_few_attributes_stay_as_they_are() -> None:
    tag = b'<img alt="a > b" data-x=\'{"a": "<p>"}\' src="data:image/png;base64,' + b"A" * SURE
    page = b"<body>" + tag + b'"/><script>if (a<b && c) { d = "<p class=\'x\'>" }</script>'
    assert cut_attributes(page) == page


@given(st.lists(st.sampled_from([b"<a ", b" b=", b'"', b"'", b">", b"x", b"/", b"<!--"])))
def test_any_markup_ends_and_stays(parts: list[bytes]) -> None:
    page = b"".join(parts) + b" " * SURE
    assert cut_attributes(page) == page


@given(st.lists(st.sampled_from([b"<a", b" ", b"=", b'"', b"'", b">", b"b", b"/"]), max_size=14))
def test_no_markup_before_a_long_tag_hides_it(parts: list[bytes]) -> None:
    before = b"".join(parts)
    long = b"<p " + b" ".join(b"a%x" % number for number in range(MAX_ATTRIBUTES + 1)) + b">"
    page = before + long + b"x" * SURE
    is_within = before + long not in cut_attributes(page)
    assert is_within == (attribute_limit._TAG.sub(attribute_limit._shorter, page) != page)
