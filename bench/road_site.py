"""A news site for the benchmark of the whole road, served from a process of its own.

Pages have the size and the furniture of the outlets' pages (some 27 kB: menus, lists of other
articles, share bars, scripts, structured data), and each has a text of its own, so that no two
are near-duplicates. Small pages have less of everything.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2025, 2, 1, tzinfo=UTC)
_SYLLABLES = """
ba bo ca con da den do gan go han hoa ken lam lan lo man mi nam nen nho pha qua ran sa son ta tin
tre va vien xa yen
""".split()  # noqa: SIM905  # a list of words is read as words
_SMALL = "the of and to in a that for with on by from as its was were at has had will be".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each thing a page has."""

    paragraphs: int = 14
    related: int = 30
    sections: int = 60
    functions: int = 400


FULL, SMALL = Size(), Size(paragraphs=5, related=4, sections=8, functions=4)


def words(seed: int) -> random.Random:
    """A source of words that is the same for the same page."""
    return random.Random(seed)


def _word(source: random.Random) -> str:
    if source.random() < 0.4:
        return source.choice(_SMALL)
    return "".join(source.choices(_SYLLABLES, k=source.randint(2, 3)))


def _sentence(source: random.Random, length: int = 18) -> str:
    return " ".join(_word(source) for _ in range(length)).capitalize() + "."


def path(number: int) -> str:
    """The address of a page on the site."""
    return f"/news/item-of-the-bench-{number:05}.html"


def title(number: int) -> str:
    """The headline of a page."""
    return _sentence(words(-1 - number), 9).rstrip(".")


def article(number: int, total: int, size: Size = FULL) -> bytes:
    """A page of the site."""
    source = words(number)
    at = START + timedelta(minutes=number)
    lead = f"{title(number)}, {_sentence(source, 22).lower()}"
    body = "\n".join(
        f"<p>{' '.join(_sentence(source) for _ in range(3))}</p>" for _ in range(size.paragraphs)
    )
    others = [(number + step) % total for step in range(1, size.related + 1)]
    related = "\n".join(
        f'<li class="item"><a href="{path(other)}" title="{title(other)}">'
        f'<img src="/thumb/{other}.jpg" alt=""><h3>{title(other)}</h3></a></li>'
        for other in others
    )
    menu = "".join(f'<li><a href="/section-{n}">Section {n}</a></li>' for n in range(size.sections))
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title(number),
            "description": lead,
            "datePublished": at.isoformat(),
            "author": {"@type": "Person", "name": "Lan Vien"},
        }
    )
    script = "window.layer=window.layer||[];" + "function f(a){return a.b+1};" * size.functions
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title(number)} | Bench News</title>
<meta property="og:title" content="{title(number)}"><meta property="og:type" content="article">
<meta name="description" content="{lead}">
<meta property="article:published_time" content="{at.isoformat()}">
<script type="application/ld+json">{data}</script><script>{script}</script></head>
<body><nav><ul>{menu}</ul></nav><main><article class="detail"><h1>{title(number)}</h1>
<div class="meta"><span class="author">Lan Vien</span>
<time datetime="{at.isoformat()}">{at:%B %d, %Y}</time></div>
<p class="lead"><strong>{lead}</strong></p>
<div class="content">{body}</div>
<ul class="share"><li>Facebook</li><li>Twitter</li><li>Print</li></ul></article>
<aside><h2>Related News</h2><ul>{related}</ul></aside></main>
<footer><p>Bench News, all rights reserved.</p></footer></body></html>
""".encode()


def answers(total: int, size: Size = FULL) -> dict[str, tuple[str, bytes]]:
    """Path -> content type and body of everything on the site."""
    dated = [(path(n), (START + timedelta(minutes=n)).isoformat()) for n in range(total)]
    rows = "".join(
        f"<url><loc>{{}}{place}</loc><lastmod>{at}</lastmod></url>\n" for place, at in dated
    )
    found = {
        "/robots.txt": ("text/plain", b"User-agent: *\nAllow: /\nSitemap: {}/sitemap.xml\n"),
        "/sitemap.xml": (
            "application/xml",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/'
            f'schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode(),
        ),
        "/": ("text/html", b"<html><body><h1>Bench News</h1></body></html>"),
    }
    found |= {path(n): ("text/html; charset=utf-8", article(n, total, size)) for n in range(total)}
    return found


def _responses(total: int, size: Size, address: str) -> dict[bytes, bytes]:
    made = {}
    for place, (kind, body) in answers(total, size).items():
        if not place.startswith("/news/"):
            body = body.replace(b"{}", address.encode())
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        made[place.encode()] = head.encode() + body
    return made


async def serve(total: int, size: Size) -> None:
    """Serve on a free port of loopback, whose number is printed, until stdin ends."""
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
    responses |= _responses(total, size, f"http://127.0.0.1:{port}")
    print(port, flush=True)
    async with server:
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), SMALL if "small" in sys.argv[2:] else FULL))
