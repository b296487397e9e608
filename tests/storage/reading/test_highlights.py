"""Search matches are highlighted, whatever their spelling in the text."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from pipelines.storage.reading.found_articles import find
from pipelines.storage.reading.highlights import highlighted, passage
from pipelines.storage.search_query import parse
from pipelines.storage.store import Store
from tests.support.invented import result


def marked(text: str, query: str) -> str:
    pieces = highlighted(text, parse(query).phrases)
    assert "".join(piece.text for piece in pieces) == text
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Tô Lâm in Laos", "to lam", "[Tô] [Lâm] in Laos"),
        ("Tô Lâm in Laos", '"to lam" lao*', "[Tô Lâm] in [Laos]"),
        ("Rain in Đà Nẵng.", "danang", "Rain in [Đà Nẵng]."),
        ("Rain in Danang.", '"rain in da nang"', "[Rain in Danang]."),
        ("HCM City's port", "ho chi minh city", "[HCM City]'s port"),
        ("COVID-19 <b>rules</b>", "covid-19 rules", "[COVID]-[19] <b>[rules]</b>"),
        ("Nothing here", "rain", "Nothing here"),
        ("北京 is 中国的首都。", "中国 -rain", "北京 is [中国]的首都。"),
        ("กรุงเทพมหานคร", "กรุงเทพ", "[กรุงเทพ]มหานคร"),
        ("", "rain", ""),
    ],
)
def test_what_was_found_is_marked(text: str, query: str, expected: str) -> None:
    assert marked(text, query) == expected


def test_a_passage_shows_most_of_the_query() -> None:
    text = "Rain fell. " * 60 + "Then rain came with hail and wind over the mill. " + "Sun. " * 90
    pieces = passage(text, parse("rain hail mill").phrases)
    assert {piece.text for piece in pieces if piece.found} >= {"rain", "hail", "mill"}
    assert len("".join(piece.text for piece in pieces)) < 260


def test_a_search_gives_passages(engine: Engine) -> None:
    Store(engine, "vna").save([result(1, title="Hà Nội mill"), result(2)])
    [found] = find(engine, "hanoi geese outlet:vna")
    assert [piece.text for piece in found.title if piece.found] == ["Hà Nội"]
    assert [piece.text for piece in found.passage if piece.found] == ["geese"]
    assert find(engine, "nowhere") == []
