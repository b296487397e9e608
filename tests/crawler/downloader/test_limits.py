"""Limits per page; half a page is not a page."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib
from contextlib import suppress

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipelines.content_coding import DamagedStream, OverBudget, decompress
from tests.support.bombs import brotli_bomb, deflate_bomb, gzip_bomb, zstd_bomb, zstd_wide_window
from tests.support.faultserver import (
    Asked,
    Connection,
    FaultServer,
    drip,
    flood,
    in_turn,
    page,
    raw,
    redirect,
)
from tests.support.fetch_probe import fetch

OPEN = {"ALLOW_PRIVATE_ADDRESSES": "1", "ROBOTSTXT_OBEY": False}
LIMIT = 1 << 20
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
BOMBS = {"gzip": gzip_bomb, "deflate": deflate_bomb, "br": brotli_bomb, "zstd": zstd_bomb}


@pytest.mark.parametrize("encoding", ENCODERS)
@given(data=st.binary(max_size=3000))
def test_what_was_encoded_comes_back(encoding: str, data: bytes) -> None:
    assert decompress(ENCODERS[encoding](data), [encoding], LIMIT) == data


@given(data=st.binary(max_size=3000))
def test_deflate_without_its_header_as_some_servers_send_it(data: bytes) -> None:
    assert decompress(_raw_deflate(data), ["deflate"], LIMIT) == data


def test_several_members_frames_and_layers() -> None:
    assert decompress(gzip.compress(b"a") + gzip.compress(b"b"), ["gzip"], LIMIT) == b"ab"
    assert decompress(gzip.compress(b"a") + bytes(512), ["gzip"], LIMIT) == b"a"
    frames = ENCODERS["zstd"](b"a") + ENCODERS["zstd"](b"b")
    assert decompress(frames, ["zstd"], LIMIT) == b"ab"
    assert decompress(brotli.compress(gzip.compress(b"a")), ["gzip", "br"], LIMIT) == b"a"
    with pytest.raises(OverBudget):
        decompress(b"", ["gzip"] * 4, LIMIT)


@pytest.mark.parametrize("encoding", ENCODERS)
@given(share=st.floats(min_value=0.0, max_value=0.999))
def test_a_stream_truncated_anywhere_is_not_a_page(encoding: str, share: float) -> None:
    whole = ENCODERS[encoding](bytes(range(256)) * 20 + b"the end of the article")
    with pytest.raises(DamagedStream):
        decompress(whole[: int(len(whole) * share)] or whole[:1], [encoding], LIMIT)


@pytest.mark.parametrize("encoding", ENCODERS)
@given(data=st.binary(min_size=1, max_size=200))
def test_garbage_is_refused_or_bounded(encoding: str, data: bytes) -> None:
    with suppress(DamagedStream, OverBudget):  # allowed outcomes; anything else is a failure
        assert len(decompress(data, [encoding], LIMIT)) <= LIMIT


@pytest.mark.parametrize("encoding", BOMBS)
@pytest.mark.parametrize("mebibytes", [16, 1024, 10 * 1024])
def test_a_bomb_stops_at_the_limit(encoding: str, mebibytes: int) -> None:
    bomb = BOMBS[encoding](mebibytes)
    assert len(bomb) < 11 << 20
    tracemalloc.start()
    try:
        with pytest.raises(OverBudget, match="when decompressed"):
            decompress(bomb, [encoding], LIMIT)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 24 << 20


def test_a_window_larger_than_the_web_uses_is_refused() -> None:
    with pytest.raises(DamagedStream, match="zstd"):
        decompress(zstd_wide_window(), ["zstd"], LIMIT)


async def _cut_chunks(asked: Asked, connection: Connection) -> None:
    await connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhe")
    connection.writer.close()


async def _late_rest(asked: Asked, connection: Connection) -> None:
    await connection.send(HEAD + b"Content-Length: 10\r\n\r\nten bytes.")
    await asyncio.sleep(0.2)
    await connection.send(b"and more of the same page")


@pytest.mark.slow
def test_half_a_page_is_tried_again_and_then_fails() -> None:
    whole = gzip.compress(b"whole " * 500)
    site = {
        "/reset": raw(HEAD + b"\r\n<p>half", reset=True),
        "/reset-length": raw(HEAD + b"Content-Length: 900\r\n\r\n<p>half", reset=True),
        "/short": raw(HEAD + b"Content-Length: 900\r\n\r\n<p>half"),
        "/excess": raw(HEAD + b"Content-Length: 5\r\n\r\n<p>half and the rest"),
        "/chunks": _cut_chunks,
        "/gzip": page(whole[:-30], Content_Encoding="gzip"),
        "/not-gzip": page(b"<p>plain", Content_Encoding="gzip"),
        "/before": raw(b"", reset=True),
        "/in-headers": raw(HEAD, reset=True),
    }
    with FaultServer(site) as server:
        run = fetch([server.url(path) for path in site], **OPEN, CONCURRENT_REQUESTS_PER_DOMAIN=16)
        tries = {path: server.paths().count(path) for path in site}
    # Twisted itself retries if a kept-alive connection turns out to be closed.
    assert 3 <= tries.pop("/before") <= 6
    assert set(tries.values()) == {3}, tries
    reasons = {path: run[server.url(path)].reason for path in site}
    assert reasons.pop("/not-gzip").startswith("damaged gzip stream")
    assert reasons == {
        "/reset": "connection reset within the body",
        "/reset-length": "body cut short",
        "/short": "body cut short",
        "/excess": "more bytes than its Content-Length: the page is cut",
        "/chunks": "body cut short",
        "/gzip": "gzip stream cut short",
        "/before": "connection lost",
        "/in-headers": "connection lost",
    }
    assert all(one.retry for one in run.pages.values())


@pytest.mark.slow
def test_a_second_try_that_is_whole_counts() -> None:
    whole = gzip.compress(b"whole " * 500)
    good, bad = (page(data, Content_Encoding="gzip") for data in (whole, whole[:-9]))
    site = {
        "/gzip": in_turn(bad, good),
        "/reset": in_turn(raw(HEAD + b"\r\n<p>half", reset=True), page("whole " * 500)),
    }  # fmt: skip
    with FaultServer(site) as server:
        run = fetch([server.url(path) for path in site], **OPEN)
    assert [one.size for one in run.pages.values()] == [3000, 3000]
    assert run.count == 2


@pytest.mark.slow
def test_bodies_that_end_as_they_should_are_whole() -> None:
    site = {
        "/open-end": raw(HEAD + b"\r\n<p>whole"),
        "/http10": raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>whole"),
        "/chunked": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n8\r\n<p>whole\r\n0\r\n\r\n"),
        "/newline": raw(HEAD + b"Content-Length: 8\r\n\r\n<p>whole\r\n"),
        "/identity": raw(
            HEAD + b"Transfer-Encoding: identity\r\nContent-Length: 8\r\n\r\n<p>whole"
        ),
        "/chunked-twice": raw(
            HEAD + b"Transfer-Encoding: Chunked, \r\nTransfer-Encoding: identity, chunked\r\n\r\n"
            b"8\r\n<p>whole\r\n0\r\n\r\n"
        ),
        "/br": page(brotli.compress(b"<p>whole"), Content_Encoding="br"),
        "/zstd": page(ENCODERS["zstd"](b"<p>whole"), Content_Encoding="zstd"),
        "/late": _late_rest,
    }
    with FaultServer(site) as server:
        run = fetch([server.url(path) for path in site], **OPEN)
    bodies = {path: run[server.url(path)].body for path in site}
    assert bodies.pop("/late") == "ten bytes."
    assert set(bodies.values()) == {"<p>whole"}, run.pages


@pytest.mark.slow
def test_time_is_limited_for_the_whole_download() -> None:
    site = {
        "/silent": drip(b"", b""),
        "/headers": drip(b"HTTP/1.1 200 OK\r\nX-A: ", every=0.1),
        "/body": drip(HEAD + b"\r\n<p>", every=0.1),
        "/length": drip(HEAD + b"Content-Length: 100000\r\n\r\n<p>", every=0.1),
        "/chunks": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", every=0.1),
        "/continue": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", every=0.1),
    }
    with FaultServer(site) as server:
        run = fetch(
            [server.url(path) for path in site], **OPEN, DOWNLOAD_TIMEOUT=1.5, RETRY_TIMES=0,
            CONCURRENT_REQUESTS_PER_DOMAIN=16,
        )  # fmt: skip
    reasons = {one.reason for one in run.pages.values()}
    assert reasons == {"no complete answer within DOWNLOAD_TIMEOUT"}


@pytest.mark.slow
def test_size_is_limited_before_and_after_decompression() -> None:
    two_gib = 2 << 30
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    site = {
        "/announced": flood(HEAD + b"Content-Length: %d\r\n\r\n" % two_gib, b"x" * 65536, 32768),
        "/open-end": flood(HEAD + b"\r\n", b"x" * 65536, 32768),
        "/chunked": flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", chunk),
        **{f"/{name}": page(made(10240), Content_Encoding=name) for name, made in BOMBS.items()},
        "/double": page(gzip.compress(gzip_bomb(10 * 1024)), Content_Encoding="gzip, gzip"),
        "/page": page("text"),
    }  # fmt: skip
    with FaultServer(site) as server:
        quiet = fetch([server.url("/page")], **OPEN)
        run = fetch([server.url(path) for path in site], **OPEN)
        sent = {path: server.sent[path] for path in site}
    for path in site:
        came = run[server.url(path)]
        if path == "/page":
            assert came.body == "text"
        else:
            assert came.reason.startswith("larger than"), came
            assert not came.retry
        assert sent[path] < 48 << 20
    assert run.peak_mib < quiet.peak_mib + 200, (run.peak_mib, quiet.peak_mib)


@pytest.mark.slow
def test_headers_are_limited() -> None:
    site = {
        "/many": flood(HEAD, b"X-A: b\r\n" * 1000),
        "/long": flood(HEAD + b"X-A: ", b"x" * 65536),
        "/status": flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        "/fair": page("text", **{f"X-{n}": "y" * 500 for n in range(60)}),
    }
    with FaultServer(site) as server:
        run = fetch([server.url(path) for path in site], **OPEN, RETRY_TIMES=0)
        assert all(sent < 16 << 20 for sent in server.sent.values())
    assert run[server.url("/many")].reason == "headers larger than 131072 bytes"
    assert run[server.url("/status")].reason == "headers larger than 131072 bytes"
    assert run[server.url("/long")].reason == "connection lost"
    assert run[server.url("/fair")].body == "text"


async def _cookie(asked: Asked, connection: Connection) -> None:
    if "seen=1" in asked.headers.get("cookie", ""):
        await connection.reply(b"text")
    else:
        await connection.reply(b"", 302, Location=asked.path, Set_Cookie="seen=1; Path=/")


@pytest.mark.slow
def test_redirects() -> None:
    """Followed on the outlet's hosts, up to ten, with cookies; nowhere else."""
    chain = {f"/chain/{n}": redirect(f"/chain/{n + 1}") for n in range(40)}
    with FaultServer({"*": page("elsewhere")}) as other:
        site = chain | {
            "/chain/40": page("text"),
            "/loop": redirect("/loop"),
            "/ping": redirect("/pong"),
            "/pong": redirect("/ping"),
            "/cookie": _cookie,
            "/relative": redirect("chain/40", 301),
            "/308": redirect("/chain/40", 308),
            "/nowhere": page("", 302),
            "/file": redirect("file:///etc/hosts"),
            "/data": redirect("data:text/html,<p>x"),
            "/ftp": redirect("ftp://127.0.0.1/x"),
            "/script": redirect("javascript:alert(1)"),
            "/other": redirect(f"http://localhost:{other.port}/"),
            "/user": redirect("http://user:secret@127.0.0.1/"),
            "/broken": redirect("http://[::1/"),
        }
        with FaultServer(site) as server:
            paths = ["/chain/30", "/chain/29", "/chain/0", *list(site)[41:]]
            run = fetch([server.url(path) for path in paths], **OPEN)
        assert other.asked == []
    assert run.count == len(paths)
    came = {path: run[server.url(path)].body or run[server.url(path)].reason for path in paths}
    assert came == {
        "/chain/30": "text",
        "/chain/29": "more than 10 redirects",
        "/chain/0": "more than 10 redirects",
        "/loop": "redirect loop after 2 redirects",
        "/ping": "redirect loop after 4 redirects",
        "/pong": "redirect loop after 4 redirects",
        "/cookie": "text",
        "/relative": "text",
        "/308": "text",
        "/nowhere": "redirect 302 without an address",
        "/file": "redirect to file: refused",
        "/data": "redirect to data: refused",
        "/ftp": "redirect to ftp: refused",
        "/script": "redirect to javascript: refused",
        "/other": f"redirected to another site: http://localhost:{other.port}/",
        "/user": "URL with a user name refused: 127.0.0.1",
        "/broken": "redirect to a broken address: http://[::1/",
    }
