"""Cookies return to the host that set them, and cause no request of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json, sys
from scrapy.http import Request, Response
from scrapy.utils.test import get_crawler
from crawler.downloader.cookies import LazyCookiesMiddleware

crawler = get_crawler()
cookies = LazyCookiesMiddleware.from_crawler(crawler)
CALLS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect"}
asked = []
sys.addaudithook(lambda event, _: asked.append(event) if event in CALLS else None)

def visit(url, *lines):
    request = Request(url)
    cookies.process_request(request)
    cookies.process_response(request, Response(url, headers={"Set-Cookie": lines} if lines else {}))
    return request.headers.get("Cookie", b"").decode()

visit("https://news.example.co.uk/")
before = "tldextract" in sys.modules
visit("https://news.example.co.uk/", "a=1", "b=2; Domain=example.co.uk", "c=3; Domain=co.uk")
print(json.dumps({
    "loaded before the first": before,
    "itself": visit("https://news.example.co.uk/"),
    "sister": visit("https://www.example.co.uk/"),
    "stranger": visit("https://other.co.uk/"),
    "asked": asked,
}))
"""


def test_cookies_return_to_their_hosts_without_extra_requests() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert json.loads(done.stdout) == {
        "loaded before the first": False,
        "itself": "a=1; b=2",
        "sister": "b=2",
        "stranger": "",
        "asked": [],
    }
