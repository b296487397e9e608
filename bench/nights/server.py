"""Serves the sites of generated outlets on loopback, each on its own port, in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

from bench.nights.outlet import Outlet, Weather

SLOW = 0.15  # seconds per page in a slow night


@contextmanager
def sites(outlets: Sequence[Outlet]) -> Iterator[list[str]]:
    """Serve the sites; yield the URLs of their front pages, in order."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> list[asyncio.Server]:
        return [
            await asyncio.start_server(_answering(outlet), "127.0.0.1", 0) for outlet in outlets
        ]

    servers = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield [f"http://127.0.0.1:{one.sockets[0].getsockname()[1]}/" for one in servers]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


def _answering(outlet: Outlet):  # type: ignore[no-untyped-def]
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode()
                if outlet.weather is Weather.SLOW:
                    await asyncio.sleep(SLOW)
                status, body, location = outlet.answer(path)
                lines = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n"
                lines += f"Location: {location}\r\n" if location else ""
                data = body.encode()
                lines += f"Content-Length: {len(data)}\r\n\r\n"
                writer.write(lines.encode() + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    return answer
