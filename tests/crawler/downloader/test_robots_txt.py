"""robots.txt by RFC 9309: an unreadable file forbids, a missing file allows."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Set
from contextlib import ExitStack

import pytest

from crawler.downloader.robots_txt import PARSED_BYTES, read_rules
from tests.support.faultserver import FaultServer, Handler, drip, in_turn, page, raw, redirect
from tests.support.fetch_probe import fetch

RULES = "User-agent: tinsach\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
HTML = "<!doctype html><html><body><p>User-agent and Disallow are words on this page.</p></html>"


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (200, True), (204, True), (400, True), (401, True), (403, True), (404, True), (410, True),
        (429, False), (500, False), (502, False), (503, False), (599, False), (301, False),
    ],
)  # fmt: skip
def test_without_rules_the_status_decides(status: int, allowed: bool) -> None:
    assert read_rules(status, b"").allowed("https://a.example/x", "tinsach") is allowed


@pytest.mark.parametrize(
    "body",
    [
        RULES.encode(),
        RULES.encode("utf-8-sig"),
        RULES.encode("utf-16"),
        RULES.replace("\n", "\r\n").encode(),
        RULES.replace("\n", "\r").encode(),
        RULES.replace("\n", "\r\n", 1).encode(),
        b"\x00" + RULES.encode() + b"\xff\xfe\x00",
        RULES.encode() + b"# " + b"x" * PARSED_BYTES,
        b"#" * (PARSED_BYTES - 200) + b"\n" + RULES.encode(),
    ],
    ids=["plain", "bom", "utf16", "crlf", "cr", "mixed", "garbage", "long", "late"],
)
def test_rules_are_parsed_in_every_form(body: bytes) -> None:
    rules = read_rules(200, body)
    assert rules.allowed("https://a.example/open", "tinsach")
    assert not rules.allowed("https://a.example/private", "tinsach")
    assert not rules.allowed("https://a.example/open", "another")


def test_half_a_line_at_the_limit_is_not_a_rule() -> None:
    body = b"User-agent: *\nDisallow: /closed\n" + b"# filler\n" * 60_000 + b"Disallow: /open\n"
    cut = read_rules(200, body[:PARSED_BYTES] + b"x" * 100)
    assert len(body) > PARSED_BYTES
    assert not cut.allowed("https://a.example/closed", "tinsach")
    assert cut.allowed("https://a.example/open", "tinsach")


@pytest.mark.parametrize(
    ("named", "ours"),
    [
        ("tinsach", True),
        ("Tinsach", True),
        ("tinsach/0.1", True),
        ("tinsach/0.1 (+https://crawler.example/about)", True),
        ("tinsach  # the news crawler", True),
        ("tinsach *", True),
        ("tin", False),
        ("tinsac", False),
        ("sach", False),
        ("tinsachnews", False),
        ("tinsach-news", False),
        ("7tinsach", False),
        ("t*", False),
        ("/", False),
    ],
)
@pytest.mark.parametrize("form", ["User-agent: {}", "user-agent:{}", "useragent : {}"])
def test_a_group_is_ours_when_it_names_our_whole_token(form: str, named: str, ours: bool) -> None:
    """RFC 9309, section 2.2.1; what follows the token, such as a version, does not belong to it."""
    body = f"{form.format(named)}\nAllow: /a\nDisallow: /b\n\nUser-agent: *\nDisallow: /a\n"
    rules = read_rules(200, body.encode())
    assert rules.allowed("https://a.example/a", "tinsach") is ours
    assert rules.allowed("https://a.example/b", "tinsach") is not ours


@pytest.mark.parametrize("agent", ["tinsach", "TinSach", "tinsach/0.1 (+https://crawler.example)"])
def test_our_name_may_be_given_with_its_version(agent: str) -> None:
    rules = read_rules(200, RULES.encode())
    assert rules.allowed("https://a.example/open", agent)
    assert not rules.allowed("https://a.example/private", agent)


def test_groups_that_name_us_twice_are_one() -> None:
    body = (
        "User-agent: tinsach/0.1\nUser-agent: other\nDisallow: /a\nCrawl-delay: 3\n\n"
        "User-agent: tinsach\nDisallow: /b\n\nUser-agent: *\nDisallow: /c\nCrawl-delay: 9\n"
    )
    rules = read_rules(200, body.encode())
    allowed = [rules.allowed(f"https://a.example/{path}", "tinsach") for path in "abc"]
    assert allowed == [False, False, True]
    assert rules.crawl_delay("tinsach") == 3
    assert rules.crawl_delay("another") == 9


@pytest.mark.parametrize("named", ["*", "* ", "*  # everyone", "* all of you"])
def test_the_group_of_all_others(named: str) -> None:
    rules = read_rules(200, f"User-agent: {named}\nDisallow: /\n".encode())
    assert not rules.allowed("https://a.example/x", "tinsach")


def test_a_group_without_a_name_applies_to_nobody() -> None:
    rules = read_rules(200, b"User-agent: *\nDisallow: /a\n\nUser-agent:\nDisallow: /b\n")
    assert not rules.allowed("https://a.example/a", "tinsach")
    assert rules.allowed("https://a.example/b", "tinsach")


def test_a_web_page_is_not_a_robots_txt() -> None:
    assert read_rules(200, HTML.encode()).allowed("https://a.example/x", "tinsach")


def test_ten_megabytes_are_read() -> None:
    body = b"User-agent: *\n" + b"".join(b"Disallow: /closed-%d\n" % n for n in range(500_000))
    rules = read_rules(200, body)
    assert not rules.allowed("https://a.example/closed-7", "tinsach")
    assert rules.allowed("https://a.example/open", "tinsach")
    assert not rules.allowed("https://a.example/closed-499999", "tinsach")


SITES: dict[str, tuple[Handler, str]] = {
    "404": (page("", 404), ""),
    "403": (page("", 403), ""),
    "html": (page(HTML), ""),
    "empty": (page(""), ""),
    "gzip": (page(gzip.compress(RULES.encode()), Content_Encoding="gzip"), ""),
    "ten megabytes": (page(RULES.encode() + b"# x\n" * 2_500_000), ""),
    "five redirects": (redirect("/r/1"), ""),
    "forbidden": (page("User-agent: *\nDisallow: /page"), "forbidden by robots.txt"),
    "500": (page("", 500), "robots.txt unreachable: HTTP 500"),
    "503": (page("", 503), "robots.txt unreachable: HTTP 503"),
    "429": (page("", 429), "robots.txt unreachable: HTTP 429"),
    "silent": (drip(b"", b""), "robots.txt unreachable: no complete answer within"),
    "slow": (drip(b"HTTP/1.1 200 OK\r\n\r\n"), "robots.txt unreachable: no complete answer"),
    "reset": (raw(b"", reset=True), "robots.txt unreachable: connection lost"),
    "cut": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent"),
        "robots.txt unreachable: body cut short",
    ),
    "loop": (redirect("/robots.txt"), "robots.txt unreachable: redirect loop"),
    "six redirects": (redirect("/r/0"), "robots.txt unreachable: more than 5 redirects"),
    "to a file": (redirect("file:///etc/hosts"), "robots.txt unreachable: redirect to file:"),
    "to metadata": (redirect("http://169.254.169.254/"), "address refused: 169.254.169.254"),
    "larger than the limit": (
        page(b"# x\n" * 4_500_000), "robots.txt unreachable: larger than DOWNLOAD_MAXSIZE",
    ),
}  # fmt: skip
NEVER_DONE = {"silent", "slow"}


@pytest.mark.slow
@pytest.mark.parametrize(("names", "timeout"), [(NEVER_DONE, 1.0), (SITES.keys() - NEVER_DONE, 60)])
def test_each_trouble_in_a_crawl(names: Set[str], timeout: float) -> None:
    chain = {f"/r/{n}": redirect(f"/r/{n + 1}") for n in range(5)} | {"/r/5": page(RULES)}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(
                FaultServer({"/page": page("text"), **chain, "/robots.txt": robots})
            )
            for name, (robots, _) in SITES.items()
            if name in names
        }
        run = fetch(
            [server.url("/page") for server in servers.values()],
            ALLOW_ADDRESSES=",".join(f"127.0.0.1:{server.port}" for server in servers.values()),
            ROBOTSTXT_TIMEOUT=timeout,
            CONCURRENT_REQUESTS=40,
            CONCURRENT_REQUESTS_PER_DOMAIN=40,
            DOWNLOAD_DELAY=0.01,
            BACKOFF_MAX=0.05,
        )
    for name in servers:
        reason = SITES[name][1]
        came = run[servers[name].url("/page")]
        if reason:
            assert came.reason.startswith(reason), (name, came)
            assert "/page" not in servers[name].paths(), name
            assert came.retry is reason.startswith("robots.txt unreachable"), name
        else:
            assert came.body == "text", (name, came)


@pytest.mark.slow
def test_a_robots_txt_ban_does_not_last_the_whole_run() -> None:
    """Unreachable, then available: pages requested after ``ROBOTSTXT_RETRY_AFTER`` arrive."""
    robots = in_turn(page("", 500), page("", 500), page("", 404))
    slow = drip(b"HTTP/1.1 200 OK\r\n\r\n")
    with FaultServer({"/robots.txt": robots, "/slow": slow, "*": page("text")}) as server:
        run = fetch(
            [server.url(f"/{number}") for number in range(30)],
            CONCURRENT_REQUESTS=1, DOWNLOAD_DELAY=0.0, ROBOTSTXT_RETRY_AFTER=0.0, RETRY_TIMES=0,
            ALLOW_PRIVATE_ADDRESSES="1",
        )  # fmt: skip
        reasons = [page.reason for page in run.pages.values()]
        assert reasons[0] == "robots.txt unreachable: HTTP 500"
        assert reasons[-1] == ""
        assert sum(not reason for reason in reasons) >= 28
        assert server.paths().count("/robots.txt") == 3


@pytest.mark.slow
def test_robots_txt_is_requested_once_however_many_wait() -> None:
    with FaultServer({"/robots.txt": page(RULES), "*": page("text")}) as server:
        run = fetch([server.url(f"/{n}") for n in range(40)], ALLOW_PRIVATE_ADDRESSES="1")
        assert {one.body for one in run.pages.values()} == {"text"}
        assert server.paths().count("/robots.txt") == 1


@pytest.mark.slow
def test_it_can_be_switched_off() -> None:
    with FaultServer({"/robots.txt": page("", 500), "*": page("text")}) as server:
        run = fetch([server.url("/page")], ROBOTSTXT_OBEY=False, ALLOW_PRIVATE_ADDRESSES="1")
        assert run[server.url("/page")].body == "text"
        assert server.paths() == ["/page"]


@pytest.mark.parametrize(("asked", "kept"), [("0.6", 0.6), ("1000000", 0.8), ("nonsense", 0.0)])
@pytest.mark.slow
def test_crawl_delay_is_kept_and_capped(asked: str, kept: float) -> None:
    """AutoThrottle is on, and loopback responds at once: it would go as fast as it can."""
    robots = page(f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /no")
    with FaultServer({"/robots.txt": robots, "*": page("text")}) as server:
        run = fetch(
            [server.url(f"/{n}") for n in range(4)], CRAWL_DELAY_MAX=0.8,
            ALLOW_PRIVATE_ADDRESSES="1",
        )  # fmt: skip
    gaps = [later - earlier for earlier, later in itertools.pairwise(run.sent[-4:])]
    assert min(gaps) >= kept
    assert ("capped to 0.8 s" in run.stderr) is (asked == "1000000")


@pytest.mark.slow
def test_a_longer_delay_of_our_own_stays() -> None:
    robots = page("User-agent: *\nCrawl-delay: 0.1")
    with FaultServer({"/robots.txt": robots, "*": page("text")}) as server:
        run = fetch(
            [server.url(f"/{n}") for n in range(4)],
            DOWNLOAD_DELAY=0.5, DOWNLOAD_DELAY_JITTER=0, ALLOW_PRIVATE_ADDRESSES="1",
        )  # fmt: skip
    gaps = [later - earlier for earlier, later in itertools.pairwise(run.sent[-4:])]
    assert min(gaps) >= 0.5
