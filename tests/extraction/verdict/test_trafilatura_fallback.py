"""trafilatura is called only if almost nothing was kept, and gives the same each time."""

from __future__ import annotations

from pipelines.extraction.html.parse import parse
from pipelines.extraction.html.segment import read
from pipelines.extraction.verdict import trafilatura_fallback

PARAGRAPHS = [
    f"Paragraph {number} tells how the ferry of the village crosses the river at dawn, who waits "
    f"for it on the other bank, and why nobody has ever thought of building a bridge there."
    for number in range(8)
]
PAGE = (
    "<!doctype html><html><head><title>The ferry</title></head><body><nav><a href=/a>Home</a> "
    "<a href=/b>World</a></nav><article><h1>The ferry</h1>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</article><footer>All rights reserved</footer></body></html>"
).encode()


def test_the_fallback_is_used_if_running_text_was_not_kept() -> None:
    found = read(parse(PAGE)).blocks
    assert trafilatura_fallback.is_wanted(found, [])
    assert not trafilatura_fallback.is_wanted(found, found)


def test_the_fallback_is_not_used_if_there_is_nothing_to_find() -> None:
    found = read(parse(b"<html><body><p>Photo: VNA</p><p>Share</p></body></html>")).blocks
    assert not trafilatura_fallback.is_wanted(found, [])


def test_a_text_without_spaces_is_no_text_of_few_words() -> None:
    text = "港の倉庫を改装した小さな図書館が来月一日に開館し、蔵書の半分は船の本になるという。"
    found = read(parse(f"<html><body>{f'<p>{text}</p>' * 20}</body></html>".encode())).blocks
    assert trafilatura_fallback.is_wanted(found, [])
    assert not trafilatura_fallback.is_wanted(found, found[:4])


def test_it_finds_the_paragraphs_and_leaves_the_tree_as_it_was() -> None:
    tree = parse(PAGE)
    found = read(tree).blocks
    before = [block.text for block in found]
    for _ in range(6):  # with deduplicate=True the fourth result would be empty
        indexes = trafilatura_fallback.second_opinion(tree, found)
        kept = [block.text for block in found if block.index in indexes]
        assert kept[-len(PARAGRAPHS) :] == PARAGRAPHS
        assert "All rights reserved" not in kept
    assert [block.text for block in read(tree).blocks] == before


def test_control_characters_do_not_lose_the_response() -> None:
    page = PAGE.replace(b"</p><p>Paragraph", b"</p>\x0b<p>\x1bParagraph")
    tree = parse(page)
    found = read(tree).blocks
    indexes = trafilatura_fallback.second_opinion(tree, found)
    assert [block.text for block in found if block.index in indexes][
        -len(PARAGRAPHS) :
    ] == PARAGRAPHS


def test_nothing_that_it_keeps_grows_without_a_bound() -> None:
    from trafilatura import deduplication, utils

    for number in range(12):
        tree = parse(PAGE.replace(b"ferry", b"ferry %d" % number))
        trafilatura_fallback.second_opinion(tree, read(tree).blocks)
    unbounded = deduplication._vector_to_add  # type: ignore[attr-defined]
    assert unbounded.cache_info().currsize == 0
    assert not deduplication.LRU_TEST.cache
    for cached in (utils.trim, utils.line_processing, utils.return_printables_and_spaces):
        assert cached.cache_info().maxsize is not None
