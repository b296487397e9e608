"""Content codings are decoded completely or rejected: never half, and never beyond their limits."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
import zstandard

from pipelines.content_coding import (
    MAX_MEMBERS,
    DamagedStream,
    OverBudget,
    codings_of,
    decompress,
    decompressing,
    readable_part,
    unwrap,
    unwrapping,
)
from tests.support.bombs import blocks_without_content
from tests.support.steps import steps

LIMIT = 1 << 20
PAGE = b"<!doctype html><p>The ferry runs again.</p>" * 300
NOISE = random.Random(7).randbytes(300_000)
CODERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=2),
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("coding", CODERS)
@pytest.mark.parametrize("body", [b"", b"a", PAGE, NOISE, b"\x00" * LIMIT], ids=len)
def test_what_goes_in_comes_out(coding: str, body: bytes) -> None:
    assert decompress(CODERS[coding](body), [coding], LIMIT) == body


@pytest.mark.parametrize("coding", CODERS)
@pytest.mark.parametrize("body", [PAGE, NOISE, b"\x00" * LIMIT], ids=["page", "noise", "zeros"])
def test_a_cut_stream_is_damaged(coding: str, body: bytes) -> None:
    packed = CODERS[coding](body)
    for end in {len(packed) - 1, len(packed) - 5, len(packed) // 2, 12}:
        with pytest.raises(DamagedStream):
            decompress(packed[:end], [coding], LIMIT)


@pytest.mark.parametrize("coding", CODERS)
def test_a_bomb_is_over_the_budget(coding: str) -> None:
    with pytest.raises(OverBudget, match="larger than"):
        decompress(CODERS[coding](b"a" * (8 * LIMIT)), [coding], LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_consecutive_members_are_joined_up_to_the_limit(coding: str) -> None:
    coder = CODERS[coding]
    parts = [coder(PAGE[at : at + 100]) for at in range(0, len(PAGE), 100)]
    assert decompress(b"".join(parts), [coding], LIMIT) == PAGE
    with pytest.raises(OverBudget, match=f"more than {MAX_MEMBERS}"):
        decompress(coder(b"") * (MAX_MEMBERS + 1), [coding], LIMIT)
    twice = coder(coder(b"") * (8 * MAX_MEMBERS))
    assert len(twice) < 10_000
    with pytest.raises(OverBudget):
        decompress(twice, [coding, coding], LIMIT)


def test_the_work_is_linear_in_the_bytes_received() -> None:
    """Blocks that cost time and give nothing: a stream of them shrinks to almost nothing."""
    blocks = blocks_without_content(16 << 20)
    assert decompress(blocks, ["deflate"], LIMIT) == b""
    once, twice = gzip.compress(blocks), gzip.compress(gzip.compress(blocks))
    assert len(twice) < 300
    members = gzip.compress(gzip.compress(b"") * MAX_MEMBERS)
    for body, codings in (
        (once, ["deflate", "gzip"]),
        (twice, ["deflate", "gzip", "gzip"]),
        (members, ["gzip", "gzip"]),
        (members, ["gzip"]),
        (members, []),
    ):
        assert steps(lambda: tried(body, codings)) < 500, (len(body), codings)  # noqa: B023


def tried(body: bytes, codings: list[str]) -> None:
    with pytest.raises(OverBudget, match="larger than"):
        unwrap(decompress(body, codings, 16 << 20), 16 << 20)


def test_a_stream_that_shrinks_again_by_a_little_is_no_bomb() -> None:
    """Level 1 of one line for ever, and again: a quarter of a megabyte in some hundred bytes."""
    page = PAGE * 900
    packed = gzip.compress(gzip.compress(page, 1))
    assert decompress(packed, ["gzip", "gzip"], len(page)) == page
    assert unwrap(packed, len(page)) == page


def test_others_have_their_turn_while_a_large_body_is_decoded() -> None:
    body = CODERS["zstd"](NOISE * 5)
    assert len(list(decompressing(body, ["zstd"], 8 * LIMIT))) > 50
    assert len(list(unwrapping(body, 8 * LIMIT))) > 50
    assert not list(decompressing(CODERS["gzip"](PAGE), ["gzip"], LIMIT))


def test_many_layers_are_over_the_budget() -> None:
    with pytest.raises(OverBudget, match="encodings"):
        decompress(PAGE, ["gzip"] * 4, LIMIT)


@pytest.mark.parametrize(
    ("lines", "codings"),
    [
        (["utf-8"], []),
        (["none"], []),
        (["identity,gzip"], ["gzip"]),
        (["gzip, utf-8"], ["gzip"]),
        (["GZIP"], ["gzip"]),
        (['"gzip"'], ["gzip"]),
        (["gzip;q=1.0"], ["gzip"]),
        (["", " , "], []),
        (["gzip", "br"], ["gzip", "br"]),
        (["text/html; charset=utf-8"], []),
    ],
)
def test_values_that_name_no_coding_are_ignored(lines: list[str], codings: list[str]) -> None:
    assert codings_of(lines) == codings


@pytest.mark.parametrize("name", ["compress", "EXI", "aes128gcm"])
def test_a_coding_that_cannot_be_undone_is_named(name: str) -> None:
    with pytest.raises(DamagedStream, match=name.lower()):
        codings_of([f"gzip, {name}"])


def test_compression_without_a_header_is_decoded() -> None:
    packed = gzip.compress(gzip.compress(PAGE))
    assert unwrap(packed, LIMIT) == PAGE
    assert unwrap(PAGE, LIMIT) == PAGE
    assert unwrap(CODERS["zstd"](PAGE), LIMIT) == PAGE
    with pytest.raises(DamagedStream):
        unwrap(packed[:-30], LIMIT)
    with pytest.raises(OverBudget):
        unwrap(gzip.compress(b"\x00" * (3 * LIMIT)), LIMIT)


def test_of_a_cut_source_the_beginning_is_read() -> None:
    packed = gzip.compress(NOISE)
    part = readable_part(packed[: len(packed) // 2], LIMIT)
    assert len(part) > len(NOISE) // 3
    assert NOISE.startswith(part)
    assert readable_part(gzip.compress(gzip.compress(PAGE)), LIMIT) == PAGE
    assert len(readable_part(gzip.compress(b"\x00" * (3 * LIMIT)), LIMIT)) == LIMIT
    many = readable_part(gzip.compress(b"x") * (MAX_MEMBERS + 9), LIMIT)
    assert many == b"x" * MAX_MEMBERS
    assert readable_part(PAGE, 10) == PAGE[:10]
