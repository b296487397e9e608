"""A misbehaving server on loopback: raw sockets, because it must reset, drip and lie.

A *site* maps a path to a handler, a coroutine that gets the request and the connection and writes
what it likes, byte by byte. The server runs in a thread with its own event loop.

    with FaultServer({"/slow": drip(b"x", every=1)}) as server:
        ... server.url("/slow")
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it; header names in lower case; ``at`` is monotonic."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: float
    number: int  # number of requests for this path, from 1


@dataclass
class Connection:
    """The server's side of a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sent: int = 0

    async def send(self, data: bytes) -> None:
        """Write; waits while the other side does not read."""
        self.writer.write(data)
        self.sent += len(data)
        await self.writer.drain()

    async def reply(
        self, body: bytes = b"", status: int = 200, kind: str = HTML, **headers: str
    ) -> None:
        """Send a well-formed response; ``_`` in header names stands for ``-``."""
        fields = {"Content-Type": kind, "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        await self.send(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body)

    def reset(self) -> None:
        """Close with RST: sent but unread data is lost."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Handler = Callable[[Asked, Connection], Awaitable[None]]


@dataclass
class FaultServer:
    """The server; ``asked`` lists every request in order, ``sent`` the bytes by path."""

    site: dict[str, Handler]
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    port: int = 0

    def __enter__(self) -> FaultServer:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._call(asyncio.start_server(self._serve, self.host, 0, ssl=self.tls))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()

    def url(self, path: str = "/") -> str:
        """Return the URL of a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return the requested paths, in order."""
        return [asked.path for asked in self.asked]

    def _call(self, work: Coroutine[object, object, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _stop(self) -> None:
        self._server.close()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(reader, writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, OSError):
            try:
                while await self._answer(connection):
                    pass
            finally:
                writer.close()

    async def _answer(self, connection: Connection) -> bool:
        """Handle one request; return whether the connection stays open for another one."""
        head = (await connection.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        number = sum(asked.path == path for asked in self.asked) + 1
        asked = Asked(method, path, headers, monotonic(), number)
        self.asked.append(asked)
        bare = path.partition("?")[0]
        handler = self.site.get(path) or self.site.get(bare) or self.site.get("*") or missing
        connection.sent = 0
        try:
            await handler(asked, connection)
        finally:
            self.sent[path] = self.sent.get(path, 0) + connection.sent
        return not connection.writer.is_closing() and handler not in _CLOSING


_CLOSING: set[Handler] = set()


def closing(handler: Handler) -> Handler:
    """Mark a handler that closes the connection."""
    _CLOSING.add(handler)
    return handler


async def missing(asked: Asked, connection: Connection) -> None:
    """Respond 404."""
    await connection.reply(b"nothing here", 404)


def page(body: bytes | str, status: int = 200, kind: str = HTML, **headers: str) -> Handler:
    """Return a handler with a fixed response."""
    data = body.encode() if isinstance(body, str) else body

    async def answer(asked: Asked, connection: Connection) -> None:
        await connection.reply(data, status, kind, **headers)

    return answer


def redirect(location: str, status: int = 302, **headers: str) -> Handler:
    """Return a handler that redirects."""
    return page(b"", status, Location=location, **headers)


def raw(data: bytes, *, reset: bool = False) -> Handler:
    """Return a handler that sends these bytes, then closes: cleanly, or by a reset."""

    async def answer(asked: Asked, connection: Connection) -> None:
        await connection.send(data)
        if reset:
            await asyncio.sleep(0.2)  # so that the data arrives before the reset
            connection.reset()

    return closing(answer)


def drip(head: bytes, each: bytes = b"x", every: float = 0.2) -> Handler:
    """Return a handler that sends ``head`` at once, then ``each`` while anyone listens."""

    async def answer(asked: Asked, connection: Connection) -> None:
        await connection.send(head)
        while True:
            await asyncio.sleep(every)
            await connection.send(each)

    return closing(answer)


def flood(head: bytes, each: bytes, times: int = 1 << 62) -> Handler:
    """Return a handler that sends ``head``, then ``each`` as fast as it is read."""

    async def answer(asked: Asked, connection: Connection) -> None:
        await connection.send(head)
        for _ in range(times):
            await connection.send(each)

    return closing(answer)


def in_turn(*answers: Handler) -> Handler:
    """Return a handler with one response after the other, the last one forever."""

    async def answer(asked: Asked, connection: Connection) -> None:
        chosen = answers[min(asked.number, len(answers)) - 1]
        await chosen(asked, connection)
        if chosen in _CLOSING:
            connection.writer.close()

    return answer


def until(
    seconds: float, before: Handler, after: Handler, began: list[float] | None = None
) -> Handler:
    """Return a handler with ``before`` for some time from the first request on, then ``after``.

    Handlers with the same list ``began`` count from the first request to any of them.
    """
    began = [] if began is None else began

    async def answer(asked: Asked, connection: Connection) -> None:
        began[:] = began or [asked.at]
        await (before if asked.at - began[0] < seconds else after)(asked, connection)

    return answer
