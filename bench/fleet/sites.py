"""The sites of many outlets on loopback, which log which process requested what, and when."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from bench.pipeline.light_page import SMALL, page, path


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in the site's own log: when, by which process of which machine, for what."""

    at: float
    process: int
    machine: str
    path: str


@dataclass
class Sites:
    """Many outlets, each on its own port, with pages that no other has."""

    outlets: int
    pages: int
    ports: list[int] = field(default_factory=list)
    log: dict[int, list[Asked]] = field(default_factory=dict)

    def of(self, number: int) -> list[str]:
        """Return the paths of the outlet's articles."""
        return [path(number * self.pages + one) for one in range(self.pages)]

    def answer(self, number: int, asked: str) -> tuple[int, bytes]:
        """Return the status and the body."""
        if asked == "/":
            links = "".join(f'<p><a href="{one}">{one[6:-5]}</a></p>' for one in self.of(number))
            return 200, f"<html><body>{links}</body></html>".encode()
        if asked in self.of(number):
            made = int(asked.rpartition("-")[2].removesuffix(".html"))
            return 200, page(made, self.outlets * self.pages, SMALL)
        return 404, b"nothing here"


@contextmanager
def served(sites: Sites) -> Iterator[None]:
    """Serve the outlets in a thread."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> list[asyncio.Server]:
        made = []
        for number in range(sites.outlets):
            server = await asyncio.start_server(_answering(sites, number), "127.0.0.1", 0)
            sites.ports.append(server.sockets[0].getsockname()[1])
            sites.log[number] = []
            made.append(server)
        return made

    kept = asyncio.run_coroutine_threadsafe(start(), loop).result(30)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(_close(kept), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(servers: list[asyncio.Server]) -> None:
    for server in servers:
        server.close()
    rest = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in rest:
        one.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def _answering(sites: Sites, number: int):  # type: ignore[no-untyped-def]
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        process = client(writer.get_extra_info("peername")[1])
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                asked = head.split(" ", 2)[1]
                agent = head.partition("(+")[2].partition("@")[0]
                sites.log[number].append(Asked(time.monotonic(), process, agent, asked))
                status, body = sites.answer(number, asked)
                writer.write(
                    f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    return answer


def client(port: int) -> int:
    """Return the process on this machine whose connection comes from ``port``; 0 if unknown."""
    local = f"0100007F:{port:04X}"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    inode = next((row[9] for row in rows if row[1] == local), None)
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if any(str(one.readlink()) == f"socket:[{inode}]" for one in folder.iterdir()):
                return int(folder.parent.name)
        except OSError:
            continue
    return 0


def at_once(log: list[Asked]) -> list[tuple[int, int]]:
    """Return the pairs of processes whose requests to one site interleave."""
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    for asked in log:
        if asked.process == 0:  # it was killed before it could be identified
            continue
        first.setdefault(asked.process, asked.at)
        last[asked.process] = asked.at
    order = sorted(first, key=lambda one: first[one])
    return [
        (one, other)
        for place, one in enumerate(order)
        for other in order[place + 1 :]
        if first[other] < last[one]
    ]
