"""A remote server simulated by a loopback proxy that delays traffic and counts round trips."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from sqlalchemy import URL


class Distance:
    """Traffic counts; ``trips``: how often a client waited for a reply."""

    def __init__(self, socket: str, seconds: float) -> None:
        self._socket, self._half = socket, seconds / 2
        self.trips = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        turn = [False]  # whether the server sent last
        await asyncio.gather(
            self._carry(reader, back, turn, asked=True),
            self._carry(there, writer, turn, asked=False),
        )

    async def _carry(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        turn: list[bool],
        *,
        asked: bool,
    ) -> None:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                at, data = await waiting.get()
                await asyncio.sleep(max(0.0, at - loop.time()))
                if not data:
                    target.close()
                    return
                target.write(data)
                await target.drain()

        delivering = asyncio.ensure_future(deliver())
        try:
            while data := await source.read(1 << 16):
                if asked and turn[0]:
                    self.trips += 1
                turn[0] = not asked
                waiting.put_nowait((loop.time() + self._half, data))
        except ConnectionError:
            pass
        waiting.put_nowait((loop.time(), b""))
        await asyncio.gather(delivering, return_exceptions=True)


@contextmanager
def at_a_distance(url: URL, seconds: float) -> Iterator[tuple[URL, Distance]]:
    """Yield a URL of the PostgreSQL at ``url`` with a round trip time of ``seconds``."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    distance = Distance(f"{url.query['host']}/.s.PGSQL.{url.port or 5432}", seconds)
    begun = asyncio.start_server(distance.serve, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(begun, loop).result(10)
    try:
        port = server.sockets[0].getsockname()[1]
        yield url.set(host="127.0.0.1", port=port, query={}), distance
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
