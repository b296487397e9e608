"""Properties of any page: no word lost, order kept, and the result is an article or a reason."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from pipelines.extraction import NotAnArticle, extract
from pipelines.extraction.engine import Extraction, run
from pipelines.extraction.html.elements import buttons
from pipelines.extraction.html.elements.tag_roles import SKIPPED
from pipelines.extraction.html.parse import parse
from pipelines.extraction.plain_text import clean_text
from pipelines.items import Page
from pipelines.text import clean, words

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SLOWEST = 2.0  # seconds of processor time
PAGES = Path(__file__).parents[3] / "shared" / "bench" / "data"
STORED = sorted(PAGES.glob("*/pages/*.html.gz"))
EXAMPLES = settings(max_examples=settings.default.max_examples * 3 // 5)  # whole pages

_VOCABULARY = (
    "river ferry mayor harvest bridge school market police evening season water council winter "
    "village teacher engine paper garden Hà Nội mùa lúa đường Genève où été niño água"
)
WORDS = _VOCABULARY.split()


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 18))).capitalize() + ". "


def paragraph(chance: random.Random) -> str:
    return f"<p>{''.join(sentence(chance) for _ in range(chance.randint(1, 5)))}</p>"


def part(chance: random.Random) -> str:
    """Return one piece of a page: text, or what templates put between."""
    line = sentence(chance).strip()
    return chance.choice(
        (
            paragraph(chance),
            paragraph(chance),
            f"<h2>{line}</h2>{paragraph(chance)}",
            f"<ul><li>{line}<li><b>{line}</b> {sentence(chance)}</ul>",
            f"<h3>Related News</h3><ul><li><a href=/a>{line}</a><li><a href=/b>{line}</a></ul>",
            f"<figure><img src=/i.jpg alt='{line}'><figcaption>{line}</figcaption></figure>",
            f"<blockquote>{line}</blockquote>",
            f"<table><tr><td>{line}<td>1<tr><td>two<td>2</table>",
            f"<div>{line}<br>{sentence(chance)}<br><br>{line}</div>",
            "<div class=share><a href=/f>Facebook</a><a href=/t>Twitter</a></div>",
            f"<pre>{line}\n  {line}</pre>",
            f"<script>var a = '{line}'</script><select><option>{line}</select>",
        )
    )


def invented(seed: int) -> bytes:
    chance = random.Random(seed)
    parts = "".join(part(chance) for _ in range(chance.randint(1, 14)))
    title = sentence(chance)
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1><div class=article-body>{parts}</div></article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def look(body: bytes) -> Extraction:
    return run(Page("https://example.org/a", body, NOW))


def page_words(tree: HtmlElement) -> Counter[str]:
    """Return the words of the page without elements whose text is boilerplate."""
    parts: list[str] = []

    def walk(root: HtmlElement) -> None:
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            node, left = stack.pop()
            if left:
                parts.append(node.tail or "")
                continue
            if node is not root:
                stack.append((node, True))
            if node.tag not in SKIPPED or (node.tag == "button" and buttons.is_text(node)):
                parts.append(node.text or "")
                stack.extend((child, False) for child in reversed(node))

    walk(tree)
    return Counter("".join(char for part in parts for char in words(clean(part))))


def letters(texts: list[str]) -> Counter[str]:
    return Counter("".join(char for text in texts for char in words(text)))


def check_conservation(body: bytes) -> None:
    """Check that kept and stripped text together are the page, in order."""
    found = look(body)
    assert letters([block.text for block in found.blocks]) == page_words(parse(body))
    if found.article is None:
        return
    article = found.article
    kept = ([article.lead] if article.lead else []) + [block.text for block in article.body]
    taken = [one.text for one in article.stripped]
    everything = Counter(word for block in found.blocks for word in words(block.text))
    assert Counter(word for text in kept + taken for word in words(text)) == everything
    places = [one.position for one in article.stripped]
    assert places == sorted(places)
    rest = iter(block.text for block in found.blocks if block.index not in found.removals)
    for text in (block.text for block in article.body):
        assert any(one.startswith(text) for one in rest), "kept blocks keep the page's order"


def answer(body: bytes) -> object:
    """Return the article or the reason; anything else is raised."""
    try:
        got: object = extract(Page("https://example.org/a", body, NOW))
    except NotAnArticle as no:
        got = no.reason
    assert got
    return got


def variant(body: bytes, chance: random.Random) -> bytes:
    """Return a truncated, nested, shuffled or damaged copy."""
    kind = chance.randrange(5)
    if kind == 0:
        return body[: chance.randrange(len(body) + 1)]
    if kind == 1:
        depth = chance.randrange(1, 400)
        return b"<div>" * depth + body + b"</div>" * chance.randrange(depth)
    pieces = body.split(b"<")
    if kind == 2:
        chance.shuffle(pieces)
        return b"<".join(pieces)
    if kind == 3:
        start = chance.randrange(len(pieces))
        return b"<".join(pieces[start:] + pieces[:start] + pieces[start:])
    damaged = bytearray(body)
    for _ in range(20):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


@EXAMPLES
@given(st.integers(0, 10**6))
def test_no_word_is_lost_on_an_invented_page(seed: int) -> None:
    check_conservation(invented(seed))


@EXAMPLES
@given(st.integers(0, 10**6))
def test_a_broken_page_gives_an_article_or_a_reason(seed: int) -> None:
    answer(variant(invented(seed), random.Random(seed)))


@EXAMPLES
@given(st.binary(max_size=2000))
def test_any_bytes_give_an_article_or_a_reason(body: bytes) -> None:
    answer(body)


@EXAMPLES
@given(st.integers(0, 10**6))
def test_the_same_page_gives_the_same_article_in_any_order(seed: int) -> None:
    first, other = invented(seed), invented(seed + 1)
    before = repr(answer(first))
    answer(other)
    assert repr(answer(first)) == before


def check_clean_twice(body: bytes) -> None:
    found = look(body).article
    if found is not None:
        assert words(clean_text(found.text).text) == words(found.text)


@EXAMPLES
@given(st.integers(0, 10**6))
def test_cleaning_a_clean_article_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    paragraphs = "".join(paragraph(chance) for _ in range(chance.randint(2, 8)))
    check_clean_twice(
        f"<html><title>A day on the river</title><article><h1>A day on the river</h1>{paragraphs}"
        "</article></html>".encode()
    )


needs_pages = pytest.mark.skipif(not STORED, reason=f"no benchmark pages at {PAGES}")


@needs_pages
@pytest.mark.parametrize("path", STORED[::40], ids=lambda path: path.name[:12])
def test_no_word_is_lost_on_a_stored_page(path: Path) -> None:
    check_conservation(gzip.decompress(path.read_bytes()))


@needs_pages
@pytest.mark.parametrize("path", STORED[20::60], ids=lambda path: path.name[:12])
def test_a_broken_copy_of_a_stored_page_gives_a_result(path: Path) -> None:
    body, chance = gzip.decompress(path.read_bytes()), random.Random(path.name)
    for _ in range(3):
        answer(variant(body, chance))
