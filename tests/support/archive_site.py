"""A small news site on loopback, for crawls that are archived: real sockets, known responses."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

ARTICLE = (
    "<html><body><h1>Cầu mới</h1><p>Bảy nhịp cầu đã nối hai bờ sông.</p></body></html>".encode()
)


class SiteHandler(BaseHTTPRequestHandler):
    """One page of each kind that an archive must preserve."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Respond by path, and count requests."""
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        answers = {
            "/": (200, {"Content-Type": "text/html"}, b'<a href="/gzip">a</a><a href="/old">b</a>'
                  b'<a href="/chunked">c</a><a href="/same">d</a><a href="/none">e</a>'),
            "/gzip": (200, {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip",
                            "ETag": '"v1"'}, gzip.compress(ARTICLE, mtime=0)),
            "/plain": (200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"v1"',
                             "Last-Modified": "Sat, 15 Feb 2025 09:30:00 GMT"}, ARTICLE),
            "/same": (200, {"Content-Type": "text/html; charset=utf-8"}, ARTICLE),
            "/old": (301, {"Location": "/plain"}, b"moved"),
            "/chunked": (200, {"Content-Type": "text/plain", "Transfer-Encoding": "chunked"},
                         b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"),
            "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nAllow: /\n"),
        }  # fmt: skip
        status, headers, body = answers.get(self.path, (404, {}, b"nothing here"))
        if self.path.startswith("/page/"):
            status, headers, body = 200, {}, (self.path.encode() * 1000)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Transfer-Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: tests read the list of requests."""


@contextmanager
def archive_site() -> Iterator[tuple[str, list[str]]]:
    """Yield the site's URL and the requested paths, in order."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), SiteHandler)
    server.daemon_threads = True
    server.asked = []  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
