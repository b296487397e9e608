"""The fault table: what goes wrong, what the fault server does, and the required outcome.

    python tests/support/fault_table.py > docs/faults.md

``test_faults.py`` checks every row against a real crawl.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.support import fault_pages as pages
from tests.support.attack_rows import ATTACKS
from tests.support.bombs import brotli_bomb, deflate_bomb, gzip_bomb, zstd_bomb
from tests.support.faultserver import (
    Asked,
    Connection,
    FaultServer,
    Handler,
    closing,
    drip,
    flood,
    in_turn,
    page,
    raw,
    redirect,
    until,
)

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CROWD = [f"/news/village-{n}-in-the-dry-season.html" for n in range(101, 151)]
"""Number of good articles among the page faults; all of them must be stored."""
GOOD = CROWD[:12]
"""Number of good articles in a site fault's crawl."""
FIRST = 101  # number of the first of them


@dataclass(frozen=True)
class PageFault:
    """A fault of one page among good ones.

    Attributes:
        name: the fault.
        does: what the server does.
        make: the handler, given the server (for URLs with its port).
        outcome: the required outcome of the page.
        reason: how the reason must begin; for a stored page, empty.
        tries: how often the page is requested.
    """

    name: str
    does: str
    make: Callable[[FaultServer], Handler]
    outcome: str
    reason: str = ""
    tries: int = 1

    @property
    def path(self) -> str:
        """Its path, which looks like an article's."""
        slug = "".join(char if char.isalnum() else "-" for char in self.name.lower())
        return f"/news/fault-{slug}-0001.html"


@dataclass(frozen=True)
class SiteFault:
    """A fault of a whole site, which gets a crawl of its own.

    Attributes:
        name, does: as above.
        site: path to handler; the good articles and a front page that lists them are added.
        exit_code, finish: how the crawl must end.
        stored: how many of the good articles must be stored.
        note: what else ``test_faults.py`` checks, in words.
        arguments: further arguments of the crawl.
        settings: settings other than the tests' usual ones.
        counts: other required outcomes.
        certificate: days until the server's certificate expires; None: plain http.
    """

    name: str
    does: str
    site: dict[str, Handler]
    exit_code: int = 0
    finish: str = "finished"
    stored: int = len(GOOD)
    note: str = ""
    arguments: tuple[str, ...] = ()
    settings: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    certificate: float | None = None


def always(handler: Handler) -> Callable[[FaultServer], Handler]:
    """Wrap a handler that needs nothing of its server."""
    return lambda _: handler


def good(number: int, **headers: str) -> Handler:
    """Return a handler for a whole article."""
    return page(pages.article(number), **headers)


async def _cut_chunks(asked: Asked, connection: Connection) -> None:
    body = pages.article(60).encode()
    await connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    await connection.send(b"%x\r\n%s\r\n" % (len(body), body))  # without the last chunk


async def _cookie(asked: Asked, connection: Connection) -> None:
    if "seen=1" in asked.headers.get("cookie", ""):
        await connection.reply(pages.article(61).encode())
    else:
        await connection.reply(b"", 302, Location=asked.path, Set_Cookie="seen=1; Path=/")


async def _loop(asked: Asked, connection: Connection) -> None:
    await connection.reply(b"", 302, Location=asked.path)


async def _changing(asked: Asked, connection: Connection) -> None:
    extra = f"<p>Readers of this page so far: {asked.number * 17}</p>"
    await connection.reply(pages.article(62, extra=extra).encode())


def _half(length: int | None) -> bytes:
    body = pages.article(63).encode()
    head = HEAD if length is None else HEAD + b"Content-Length: %d\r\n" % (len(body) + length)
    return head + b"\r\n" + (body if length else body[: len(body) // 2])


def _chain(server: FaultServer) -> Handler:
    for number in range(25):
        server.site[f"/chain/{number}"] = redirect(f"/chain/{number + 1}")
    return redirect("/chain/0")


def _bomb(make: Callable[[int], bytes], encoding: str, mebibytes: int) -> Handler:
    return page(make(mebibytes), Content_Encoding=encoding)


_FAILED, _NEW, _NOT = "failed", "new", "not_article"
_AWAY = "redirected to another site: "
_TIME = "no complete answer within DOWNLOAD_TIMEOUT"
_SIZE = "larger than "
_HTML = "text/html"

PAGES: tuple[PageFault, ...] = (
    # --- time ---
    PageFault("Slow-loris headers", "one byte of a header every 0.2 s, forever",
              always(drip(HEAD + b"X-A: ")), _FAILED, _TIME, 3),
    PageFault("Slow-loris body", "one byte of the body every 0.2 s, forever",
              always(drip(HEAD + b"\r\n<p>")), _FAILED, _TIME, 3),
    PageFault("Silence", "accepts the request and sends nothing",
              always(drip(b"", b"")), _FAILED, _TIME, 3),
    # --- half a page ---
    PageFault("Reset before headers", "closes with RST at once",
              always(raw(b"", reset=True)), _FAILED, "connection lost", 3),
    PageFault("Reset in mid-body", "half a page without a length, then RST",
              always(raw(_half(None), reset=True)), _FAILED, "connection reset within the body", 3),
    PageFault("Content-Length too long", "a page 500 bytes shorter than announced, then FIN",
              always(raw(_half(500))), _FAILED, "body cut short", 3),
    PageFault("Content-Length too short", "more bytes than announced",
              always(raw(_half(-500))), _FAILED, "more bytes than its Content-Length", 3),
    PageFault("No Content-Length", "a complete page, then FIN, which is allowed",
              always(raw(HEAD + b"\r\n" + pages.article(64).encode())), _NEW),
    PageFault("Truncated gzip", "a gzip stream without its last 40 bytes",
              always(page(gzip.compress(pages.article(65).encode())[:-40],
                          Content_Encoding="gzip")), _FAILED, "gzip stream cut short", 3),
    PageFault("Truncated once", "a truncated gzip stream, complete at the second request",
              always(in_turn(page(gzip.compress(pages.article(66).encode())[:-40],
                                  Content_Encoding="gzip"), good(66))), _NEW, "", 2),
    PageFault("Truncated chunks", "a complete page in chunks, without the last chunk",
              always(closing(_cut_chunks)), _FAILED, "body cut short", 3),
    # --- size ---
    PageFault("gzip bomb, 20 MB", "20 KB that become 20 MB",
              always(_bomb(gzip_bomb, "gzip", 20)), _FAILED, _SIZE),
    PageFault("gzip bomb, 10 GB", "10 MB that become 10 GB",
              always(_bomb(gzip_bomb, "gzip", 10240)), _FAILED, _SIZE),
    PageFault("deflate bomb, 1 GB", "1 MB that becomes 1 GB",
              always(_bomb(deflate_bomb, "deflate", 1024)), _FAILED, _SIZE),
    PageFault("brotli bomb, 10 GB", "2 MB that become 10 GB",
              always(_bomb(brotli_bomb, "br", 10240)), _FAILED, _SIZE),
    PageFault("zstd bomb, 10 GB", "1 MB that becomes 10 GB",
              always(_bomb(zstd_bomb, "zstd", 10240)), _FAILED, _SIZE),
    PageFault("2 GB body, announced", "a Content-Length of 2 GiB, and the data",
              always(flood(HEAD + b"Content-Length: %d\r\n\r\n" % (2 << 30), b"x" * 65536, 32768)),
              _FAILED, _SIZE),
    PageFault("2 GB body, unannounced", "sends 2 GiB without a length",
              always(flood(HEAD + b"\r\n", b"x" * 65536, 32768)), _FAILED, _SIZE),
    PageFault("Endless chunked body", "endless chunks, as fast as they are read",
              always(flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
                           b"10000\r\n" + b"x" * 65536 + b"\r\n")), _FAILED, _SIZE),
    PageFault("Endless headers", "endless header lines",
              always(flood(HEAD, b"X-A: b\r\n" * 1000)), _FAILED, "headers larger than"),
    # --- statuses ---
    PageFault("503 for one page", "503 each time", always(page("", 503)), _FAILED, "HTTP 503", 3),
    PageFault("500 once", "500, then the page",
              always(in_turn(page("", 500), good(67))), _NEW, "", 2),
    PageFault("404", "404", always(page("gone", 404)), _FAILED, "HTTP 404"),
    PageFault("410", "410", always(page("gone", 410)), _FAILED, "HTTP 410"),
    # --- redirects ---
    PageFault("Redirect loop", "redirects to itself", always(_loop), _FAILED, "redirect loop", 2),
    PageFault("25 redirects", "a chain of 25", _chain, _FAILED, "more than 10 redirects"),
    PageFault("Redirect that sets a cookie", "redirects to itself until its cookie comes back",
              always(_cookie), _NEW, "", 2),
    PageFault("Redirect to 127.0.0.1", "another port of this machine",
              always(redirect("http://127.0.0.1:1/")), _FAILED, _AWAY),
    PageFault("Redirect to [::1]", "this machine by IPv6",
              lambda server: redirect(f"http://[::1]:{server.port}/"), _FAILED, _AWAY),
    PageFault("Redirect to 169.254.169.254", "a cloud's metadata service",
              always(redirect("http://169.254.169.254/latest/meta-data/")), _FAILED, _AWAY),
    PageFault("Redirect to 0x7f000001", "127.0.0.1 in hexadecimal",
              lambda server: redirect(f"http://0x7f000001:{server.port}/"), _FAILED, _AWAY),
    PageFault("Redirect to a private name", "a name that resolves to 127.0.0.1",
              lambda server: redirect(f"http://localhost:{server.port}/"), _FAILED, _AWAY),
    PageFault("Redirect to file:", "file:///etc/passwd",
              always(redirect("file:///etc/passwd")), _FAILED, "redirect to file: refused"),
    PageFault("Redirect to data:", "a page within the URL",
              always(redirect("data:text/html,x")), _FAILED, "redirect to data: refused"),
    PageFault("Redirect to ftp:", "ftp://127.0.0.1/",
              always(redirect("ftp://127.0.0.1/x")), _FAILED, "redirect to ftp: refused"),
    PageFault("Redirect to another host", "a public host that is not the outlet's",
              always(redirect("https://news.example/")), _FAILED, _AWAY),
    PageFault("Redirect to the home page", "what some systems do for deleted pages",
              always(redirect("/")), _FAILED, "HTTP 404 in effect"),
    # --- what is in the page ---
    PageFault("Charset declared wrong", "UTF-8 bytes, the header says iso-8859-1, the page UTF-8",
              always(page(pages.article(70), kind="text/html; charset=iso-8859-1")), _NEW),
    PageFault("UTF-16", "UTF-16 with a byte order mark",
              always(page(pages.article(71).replace("utf-8", "utf-16").encode("utf-16"),
                          kind=_HTML)), _NEW),
    PageFault("NUL bytes", "NUL and control characters within words",
              always(page(pages.with_nul())), _NEW),
    PageFault("Decomposed Vietnamese", "letters and accents apart (NFD)",
              always(page(pages.decomposed())), _NEW),
    PageFault("100,000 nested divs", "an article followed by them",
              always(page(pages.nested(100_000))), "new|failed|not_article", ""),
    PageFault("50,000 links", "an article followed by a list of them",
              always(page(pages.many_links(50_000))), _NEW),
    PageFault("Attribute of 1 MB", "within an article",
              always(page(pages.long_attribute(1_000_000))), _NEW),
    PageFault("100,000 attributes", "on one element, within an article",
              always(page(pages.many_attributes(100_000))), _NEW),
    PageFault("Headline of 1 MB", "in title and h1", always(page(pages.long_title(1_000_000))),
              _NEW),
    PageFault("10,000 tags", "in the head of an article", always(page(pages.many_tags(10_000))),
              _NEW),
    PageFault("Bait for patterns", "5,000 times the beginning of a date, title, byline or credit",
              always(page(pages.bait(5_000))), _NEW),
    PageFault("Emoji in the headline", "characters outside the basic plane",
              always(page(pages.article(910, title="\U0001f409 A dragon in Village 910"))), _NEW),
    PageFault("Date in year 0", "0000-01-01", always(page(pages.article(911, at="0000-01-01"))),
              _NEW),
    PageFault("Date in year 9999", "9999-12-31T23:59:59Z",
              always(page(pages.article(912, at="9999-12-31T23:59:59Z"))), _NEW),
    PageFault("Login wall", "200 and a login form",
              always(page(pages.LOGIN_WALL)), _NOT),
    PageFault("Consent wall", "200 and a cookie question",
              always(page(pages.CONSENT_WALL)), _NOT),
    PageFault("Shell that needs a browser", "200, a script and an empty element",
              always(page(pages.SHELL)), _NOT),
    PageFault("Blocked with 200", "200 and \"access denied, complete the captcha\"",
              always(page(pages.BLOCKED)), _NOT),
    PageFault("Not found with 200", "200 and \"page not found\"",
              always(page(pages.NOT_FOUND)), _NOT),
    PageFault("Empty page", "200 and nothing", always(page("")), _NOT),
    PageFault("A picture", "200 and image/png", always(page(b"\x89PNG", kind="image/png")), _NOT),
    PageFault("Changes at each fetch", "a counter in the page", always(_changing), _NEW),
)  # fmt: skip

_ROBOTS = "User-agent: *\nDisallow: /news/village-101-\n"
_STORM: list[float] = []  # when it began
_SINGLE: dict[str, float] = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}  # no other request is in flight


def _busy(value: str, status: int = 429) -> Handler:
    return in_turn(page("busy", status, Retry_After=value), good(FIRST))


def _busy_until(seconds: float) -> Handler:
    """Respond 503 with a date some seconds later."""

    async def answer(asked: Asked, connection: Connection) -> None:
        at = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
        await connection.reply(b"busy", 503, Retry_After=at)

    return answer


async def _calendar(asked: Asked, connection: Connection) -> None:
    """Return a listing for every number, each with one old article, an old day and a next page."""
    number = int(asked.path.rpartition("/")[2] or 1) if asked.path.startswith("/page/") else 1
    links = [GOOD[number % len(GOOD)], f"/calendar/2026/11/{number}/"]
    head = f'<link rel="next" href="/page/{number + 1}">'
    await connection.reply(pages.listing(GOOD + links if number == 1 else links, head).encode())


async def _sessions(asked: Asked, connection: Connection) -> None:
    """Return links with a session id, a different one each time, and a fragment."""
    links = [f"{path}?PHPSESSID={asked.number}{n:030x}#top{n}" for n, path in enumerate(GOOD * 3)]
    await connection.reply(pages.listing(links).encode())


def _index(url: str) -> Handler:
    body = f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>"
    return page(body, kind="text/xml")


SITES: tuple[SiteFault, ...] = (
    SiteFault("robots.txt 500", "robots.txt fails, pages would not",
              {"/robots.txt": page("", 500)}, 4, "outlet_unreachable", 0,
              "no page is requested"),
    SiteFault("robots.txt 404", "it does not exist", {"/robots.txt": page("", 404)}),
    SiteFault("robots.txt is a web page", "200 and HTML",
              {"/robots.txt": page("<!doctype html><p>Welcome</p>")}),
    SiteFault("robots.txt of 10 MB", "one rule, then comments",
              {"/robots.txt": page(_ROBOTS + "# x\n" * 2_500_000, kind="text/plain")},
              stored=len(GOOD) - 1, counts={"failed": 1}, note="the rule applies"),
    SiteFault("robots.txt with a byte order mark", "one rule behind it",
              {"/robots.txt": page(_ROBOTS.encode("utf-8-sig"), kind="text/plain")},
              stored=len(GOOD) - 1, counts={"failed": 1}, note="the rule applies"),
    SiteFault("429, Retry-After in seconds", "one page, once",
              {GOOD[0]: _busy("1")}, note="no request meanwhile", settings=_SINGLE),
    SiteFault("503, Retry-After as a date", "one page, once, with a past date",
              {GOOD[0]: _busy("Mon, 23 Nov 1970 12:00:00 GMT", 503)}),
    SiteFault("503, Retry-After as a date to come", "one page, once, a date in three seconds",
              {GOOD[0]: in_turn(_busy_until(3), good(FIRST))},
              note="no request meanwhile", settings=_SINGLE),
    SiteFault("429, absurd Retry-After", "a billion seconds",
              {GOOD[0]: _busy("1000000000")}, note="waits RETRY_AFTER_MAX", settings=_SINGLE),
    SiteFault("429, garbage in Retry-After", "\"soon\"", {GOOD[0]: _busy("soon")}),
    SiteFault("5xx storm that ends", "every article responds 503 for two seconds",
              {path: until(2.0, page("", 503), good(n), _STORM)
               for n, path in enumerate(GOOD, FIRST)},
              note="few requests meanwhile",
              settings={"BACKOFF_START": 1.0, "BACKOFF_MAX": 2.0}),  # the third attempt is later
    SiteFault("Expired certificate", "https, from a trusted authority", {}, 4,
              "outlet_unreachable", 0, "no request is made", certificate=-1),
    SiteFault("Valid certificate", "https, from the same authority", {}, certificate=30),
    SiteFault("Feed with an entity bomb", "an XML bomb as the feed",
              {"/robots.txt": page("User-agent: *\nAllow: /\n", kind="text/plain"),
               "/feed/": page(pages.ENTITY_BOMB, kind="application/rss+xml")}),
    SiteFault("Feed with 100,000 items", "100,000 items in 11 MB of RSS",
              {"/feed/": page(pages.feed(100_000), kind="application/rss+xml"),
               "*": page("no", 404)},
              arguments=("limit=12",), counts={}),
    SiteFault("Feed with no item", "an empty channel",
              {"/feed/": page(pages.feed(0), kind="application/rss+xml")}),
    SiteFault("Clone host", "half of the links lead to a copy of the site on another host",
              {"/": page(pages.listing(GOOD + [f"http://localhost:1{path}" for path in GOOD]))},
              note="the copy gets no request"),
    SiteFault("Endless pages", "endless next pages with known articles, and a calendar",
              {"/": _calendar, "*": _calendar}, note="few of them are requested"),
    SiteFault("Session ids", "every link three times, each with another session id",
              {"/": _sessions}, note="each article is requested once"),
    SiteFault("Indexes that name each other", "two sitemap indexes that name each other",
              {"/robots.txt": page("Sitemap: /a.xml\n", kind="text/plain"),
               "/a.xml": _index("/b.xml"), "/b.xml": _index("/a.xml")},
              note="each is requested once"),
    SiteFault("Template gone", "every article is an empty shell that needs a browser",
              {path: page(pages.SHELL) for path in GOOD}, 4, "no_articles", 0,
              counts={"not_article": len(GOOD)}),
    SiteFault("Nothing listed", "a front page without links", {"/": page(pages.listing([]))},
              4, "nothing_found", 0),
    SiteFault("Outlet gone", "the front page leads to another host",
              {"/": redirect("https://news.example/")}, 4, "outlet_moved", 0),
    SiteFault("Everything 500", "every response but robots.txt",
              {"/robots.txt": page("", 404), "*": page("", 500), "/": page("", 500)},
              4, "outlet_unreachable", 0),
)  # fmt: skip


ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    (
        "Every form of a private address, as a request and at a redirect's end",
        "refused before a connection is made",
        "crawler/downloader/test_address_guard.py::test_every_form_is_refused_before_a_connection_is_made",
    ),
    (
        "DNS that gives a public address, then a private one",
        "the address of each connection is checked",
        "crawler/downloader/test_address_guard.py::test_a_name_is_refused_by_each_address_it_resolves_to",
    ),
    (
        "A proxy, at a private address or asked for one",
        "refused unless listed in `ALLOW_ADDRESSES`",
        "crawler/downloader/test_address_guard.py::test_a_proxy_at_a_private_address_must_be_allowed",
    ),
    (
        "Certificate for another name, or self-signed",
        "refused",
        "crawler/downloader/test_address_guard.py::test_only_certificates_that_verify_are_accepted",
    ),
    (
        "file:, data:, ftp:, s3:; telnet console, RemoteControl",
        "no handler; no socket listens",
        "crawler/downloader/test_address_guard.py::test_nothing_listens_and_other_schemes_have_no_handler",
    ),
    (
        "robots.txt in 20 states: redirects, loops, reset, silence, cut, 429, gzip",
        "4xx allows; an unreadable file forbids, and is requested again later",
        "crawler/downloader/test_robots_txt.py::test_each_trouble_in_a_crawl",
    ),
    (
        "robots.txt in UTF-16, with CR, with a byte order mark, with garbage",
        "the rules apply",
        "crawler/downloader/test_robots_txt.py::test_rules_are_parsed_in_every_form",
    ),
    (
        "Crawl-delay, even an absurd one",
        "kept, up to CRAWL_DELAY_MAX",
        "crawler/downloader/test_robots_txt.py::test_crawl_delay_is_kept_and_capped",
    ),
    (
        "Retry-After in every form, even garbage",
        "seconds, or none",
        "crawler/downloader/test_backoff.py::test_retry_after",
    ),
    (
        "A host that stays down",
        "given up after BACKOFF_FAILURES; the run is marked",
        "crawler/downloader/test_backoff.py::test_a_host_that_stays_down_is_given_up_and_the_run_marked",
    ),
    (
        "zstd window of 1 GiB",
        "refused",
        "crawler/downloader/test_limits.py::test_a_window_larger_than_the_web_uses_is_refused",
    ),
    (
        "200,000 attributes in any notation",
        "cut before the page is parsed",
        "extraction/html/test_attribute_limit.py::test_two_hundred_thousand_attributes",
    ),
    (
        "Lists of 50,000 links, deep and endless nesting in a listing",
        "bounded",
        "crawler/discovery/test_listing.py::test_traps_cost_little",
    ),
    (
        "XML with a DTD, an external entity, an entity bomb",
        "nothing is expanded or fetched",
        "crawler/discovery/test_feeds.py::test_entities_are_not_expanded",
    ),
    (
        "Broken XML in eleven ways",
        "only the damaged part is lost",
        "crawler/discovery/test_feeds.py::test_damage_costs_only_the_damaged_part",
    ),
    (
        "Feeds in UTF-16, UTF-32, with a wrong declaration",
        "decoded by their bytes",
        "crawler/discovery/test_feeds.py::test_the_bytes_determine_the_charset",
    ),
    (
        "Sitemap with 100,000 entries",
        "the first 50,000",
        "crawler/discovery/test_feeds.py::test_a_hundred_thousand_entries_are_bounded",
    ),
    (
        "Sitemap that is a gzip bomb",
        "cut at 64 MiB",
        "crawler/discovery/test_feeds.py::test_a_gzip_bomb_is_cut",
    ),
    (
        "Addresses of 10 kB, /a/a/a/, many parameters",
        "not requested",
        "crawler/base_spider/test_sitemap_selection.py::test_traps",
    ),
    (
        "A listing that returns the same page for every number",
        "followed once",
        "crawler/base_spider/test_spider.py::test_a_listing_that_ignores_its_page_number_is_not_followed_forever",
    ),
    (
        "Clone hosts, print pages, tags, other languages",
        "not followed",
        "samples/test_samples.py::test_no_stranger_is_followed",
    ),
    (
        "rel=canonical that points to another site",
        "not trusted",
        "extraction/test_metadata.py::test_canonical_is_believed_at_home_only",
    ),
    (
        "Dates of every outlet, in ten languages",
        "the instant, in UTC",
        "extraction/dates/test_parser.py::test_a_printed_time_is_an_instant",
    ),
    (
        '31/02, 00/00, year 0, 2099, 9999, "hôm qua"',
        "no date, never today's",
        "extraction/dates/test_parser.py::test_impossible_publication_dates_are_rejected",
    ),
    (
        "12/11 and 13/11",
        "day first",
        "extraction/dates/test_parser.py::test_the_day_comes_before_the_month",
    ),
    (
        "Bait for patterns in dates, titles, bylines, captions",
        "linear time",
        "extraction/dates/test_parser.py::test_long_input_costs_no_more_than_its_beginning",
    ),
    (
        "Any bytes as a page",
        "an article or a reason",
        "extraction/test_properties.py::test_any_bytes_give_an_article_or_a_reason",
    ),
    (
        "A page on which extraction hangs, crashes or exhausts memory",
        "only that page fails",
        "workers/test_pool.py::test_a_bad_page_costs_only_itself",
    ),
    (
        "Photo, video and teaser pages, soft 404s, empty shells, walls",
        "rejected with a reason",
        "extraction/verdict/test_confidence.py::test_non_articles_are_recognised",
    ),
    (
        "An article about such things",
        "an article",
        "extraction/verdict/test_confidence.py::test_an_article_about_such_things_is_an_article",
    ),
    (
        "An outlet that is dead, has moved, lists nothing, changed its template",
        "each has its own finish reason, exit code 4",
        "crawler/base_spider/test_spider.py::test_a_crawl_without_result_says_so",
    ),
    (
        "Wrong arguments and settings, no database",
        "one line, before the first request",
        "crawler/commands/test_crawl.py::test_a_crawl_that_cannot_start",
    ),
    (
        "WARC cut at any byte",
        "readable up to the cut",
        "crawler/archive/test_index.py::test_a_file_cut_at_any_byte_is_readable_up_to_the_cut",
    ),
    (
        "WARC with a wrong digest",
        "reported, not used",
        "crawler/archive/test_index.py::test_a_wrong_digest_is_named_and_the_record_not_used",
    ),
)
"""Faults shown by other tests: fault, outcome, file and name of the test."""


def site(fault: SiteFault) -> dict[str, Handler]:
    """Return the fault's site, with its good pages."""
    front = {"/": page(pages.listing(GOOD))}
    articles = {path: good(number) for number, path in enumerate(GOOD, FIRST)}
    return front | articles | fault.site


def render() -> str:
    """Render the table as Markdown."""
    lines = [
        "# Faults and their outcomes",
        "",
        "Generated: `python tests/support/fault_table.py > docs/faults.md`.",
        "`tests/crawler/test_faults.py` checks the table with real crawls (`scrapy crawl site`,",
        "SQLite) of the fault server on loopback (`tests/support/faultserver.py`, raw sockets). It",
        "checks the outcome of each fault, that it is counted once, how often the page was",
        "requested, that the good articles before and after it are stored, and limits of time and",
        "memory.",
        "",
        "## Faults of single pages",
        "",
        f"One crawl of {len(CROWD)} good articles with all of these faults among them.",
        "",
        "| fault | what the server does | outcome | reason begins with | requests |",
        "|---|---|---|---|---|",
    ]
    for one in PAGES:
        reason = f"`{one.reason.strip()}`" if one.reason else ""
        outcome = one.outcome.replace("|", ", ")
        lines.append(f"| {one.name} | {one.does} | {outcome} | {reason} | {one.tries}× |")
    lines += [
        "",
        "## Faults of whole sites",
        "",
        f"Each site lists {len(GOOD)} good articles.",
        "",
        "| fault | what the server does | finish reason | exit code | stored | also |",
        "|---|---|---|---|---|---|",
    ]
    for fault in SITES:
        lines.append(
            f"| {fault.name} | {fault.does} | {fault.finish} | {fault.exit_code} | {fault.stored}"
            f" | {fault.note} |"
        )
    lines += ["", "## Shown by other tests", "", "| fault | answer | test |", "|---|---|---|"]
    elsewhere = (*ELSEWHERE, *ATTACKS)
    lines += [f"| {fault} | {answer} | `tests/{test}` |" for fault, answer, test in elsewhere]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render())
