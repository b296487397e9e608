"""A news site for the pipeline benchmark, served from its own process.

Its pages are of one of these kinds: ``outlet``, like an outlet's own (107 kB), ``light``, with
little content (27 kB), or ``small`` (5 kB). Each has a text of its own, so that no two are
near-duplicates.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.pipeline import light_page, outlet_page

START = datetime(2025, 2, 1, tzinfo=UTC)
HOME = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class Kind:
    """The generator of a kind of pages.

    Attributes:
        path: page number to path on the site.
        page: page number, number of pages, URL of the site, to the page's bytes.
    """

    path: Callable[[int], str]
    page: Callable[[int, int, str], bytes]


KINDS = {
    "outlet": Kind(outlet_page.path, outlet_page.page),
    "light": Kind(light_page.path, lambda number, total, _home: light_page.page(number, total)),
    "small": Kind(
        light_page.path,
        lambda number, total, _home: light_page.page(number, total, light_page.SMALL),
    ),
}


def path(number: int, kind: str = "outlet") -> str:
    """Return the path of a page on the site."""
    return KINDS[kind].path(number)


def article(number: int, total: int, kind: str = "outlet", home: str = HOME) -> bytes:
    """Return a page of the site."""
    return KINDS[kind].page(number, total, home)


def answers(total: int, kind: str, home: str) -> dict[str, tuple[str, bytes]]:
    """Return path to content type and body of everything on the site."""
    paths = [path(number, kind) for number in range(total)]
    rows = "".join(
        f"<url><loc>{home}{place}</loc>"
        f"<lastmod>{(START + timedelta(minutes=number)).isoformat()}</lastmod></url>\n"
        for number, place in enumerate(paths)
    )
    sitemap = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/'
        f'schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
    robots = f"User-agent: *\nAllow: /\nSitemap: {home}/sitemap.xml\n"
    found = {
        "/robots.txt": ("text/plain", robots.encode()),
        "/sitemap.xml": ("application/xml", sitemap.encode()),
        "/": ("text/html", b"<html><body><h1>Bench News</h1></body></html>"),
    }
    return found | {
        place: ("text/html; charset=utf-8", article(number, total, kind, home))
        for number, place in enumerate(paths)
    }


def _response(kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def serve(total: int, kind: str) -> None:
    """Serve on a free port of loopback, which is printed, until stdin ends."""
    responses: dict[bytes, bytes] = {}
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(responses.get(head.split(b" ", 2)[1], missing))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for place, (type_, body) in answers(total, kind, f"{HOME}:{port}").items():
        responses[place.encode()] = _response(type_, body)
    print(port, flush=True)
    async with server:
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
