"""robots.txt by RFC 9309; Scrapy's own takes a failing server as permission."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK

from crawler.downloader.errors import (
    AddressRefused,
    Refusal,
    RobotsForbidden,
    RobotsUnreachable,
    explain,
)
from crawler.downloader.redirects import ROBOTS
from crawler.downloader.throttle import hold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

PARSED_BYTES = 512 * 1024
"""Bytes of a robots.txt that are parsed; RFC 9309, section 2.5, requires at least 500 KiB."""

_KEPT = 24 * 3600.0  # seconds: RFC 9309, section 2.4
_REDIRECTS = 5  # section 2.3.1.2
_PRIORITY = 1000

# As in Protego, which forgives a missing hyphen or colon.
_AGENT_LINE = re.compile(r"user[- ]?agent(?:\s*+:|\s|$)(?P<value>.*)", re.IGNORECASE)
_SITE_WIDE = re.compile(r"(?:site-?maps?|host)(?:\s|:)", re.IGNORECASE)
_RULE = re.compile(r"(?:dis+al{1,2}[ao]w|disalow|diasllow|allow|crawl[- ]delay)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")  # section 2.2.1


@dataclass(frozen=True, slots=True)
class Rules:
    """The robots.txt rules of one host.

    Attributes:
        parsed: its rules; None if there are none.
        refusal: why it could not be read, which forbids everything; else None.
        expires: ``monotonic`` time after which it is requested again.
    """

    parsed: Protego | None = None
    refusal: Refusal | None = None
    expires: float = float("inf")

    def allowed(self, url: str, agent: str) -> bool:
        """Return whether ``agent``, a product token with or without version, may fetch ``url``."""
        if self.refusal is not None:
            return False
        return self.parsed is None or self.parsed.can_fetch(url, _whole_token(agent))

    def crawl_delay(self, agent: str) -> float | None:
        """Return the seconds between two requests that the file asks for."""
        if self.parsed is None:
            return None
        delay = self.parsed.crawl_delay(_whole_token(agent))
        return None if delay is None else float(delay)

    def sitemaps(self) -> Iterator[str]:
        """The URLs of ``Sitemap:`` lines, as written."""
        return iter(()) if self.parsed is None else iter(self.parsed.sitemaps)


def read_rules(status: int, body: bytes, agent: str = "tinsach") -> Rules:
    """Parse a response: 2xx is parsed, 4xx allows everything, anything else forbids everything.

    Only the groups that apply to ``agent`` are kept.

    429 is the one 4xx that does not mean "there is no such file": the server asks to be left alone.
    """
    if 200 <= status < 300:
        return Rules(parsed=Protego.parse(_ours(_text(body), _whole_token(agent))))
    if 400 <= status < 500 and status != 429:
        return Rules()
    return Rules(refusal=_unreachable(f"HTTP {status}"))


def _unreachable(why: str) -> Refusal:
    return RobotsUnreachable(f"robots.txt unreachable: {why}")


def _text(body: bytes) -> str:
    """Decode the file: any byte order mark and line ends; a long file is cut at a line end."""
    encoding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if len(body) > PARSED_BYTES:
        body = body[:PARSED_BYTES]
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    text = body.decode(encoding, errors="replace").replace("\x00", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ours(text: str, agent: str) -> str:
    """Return the lines that apply to ``agent``: its groups, the ``*`` groups, site-wide lines.

    Protego stores each rule once per agent of its group; a file with some thousand agents and rules
    took it minutes and gigabytes. It also matches ``tin`` to ``tinsach``, and ``tinsach/0.1`` to
    nothing; RFC 9309, section 2.2.1, requires the whole product token.
    """
    kept: list[str] = []
    in_head, concerned = False, False
    for line in text.splitlines():
        rule = line.partition("#")[0].strip()
        if found := _AGENT_LINE.match(rule):
            concerned = concerned and in_head
            in_head = True
            named = _whole_token(found["value"].strip())
            if named.lower() in ("*", agent.lower()):
                concerned = True
                kept.append(f"User-agent: {named}")
        elif _SITE_WIDE.match(rule):
            kept.append(rule)
        elif rule:
            in_head = in_head and ":" not in rule and not _RULE.match(rule)
            if concerned:
                kept.append(rule)
    return "\n".join(kept)


def _whole_token(named: str) -> str:
    """Return the product token that a value begins with, ended by a slash to match whole."""
    if named.split()[:1] == ["*"]:
        return "*"
    token = _TOKEN.match(named)
    return f"{token[0] if token else named}/" if named else ""


class RobotsMiddleware:
    """Replaces Scrapy's ``RobotsTxtMiddleware``; active if ``ROBOTSTXT_OBEY`` is set.

    An unreadable robots.txt forbids every page of its host. It is requested again after
    ``ROBOTSTXT_RETRY_AFTER`` seconds, so the ban lasts as long as the problem, not as long as the
    run. ``Crawl-delay`` raises the delay of the host, up to ``CRAWL_DELAY_MAX``.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._stats = crawler.stats
        self._agent = settings.get("ROBOTSTXT_USER_AGENT") or "tinsach"
        self._timeout = settings.getfloat("ROBOTSTXT_TIMEOUT", 20.0)
        self._retry_after = settings.getfloat("ROBOTSTXT_RETRY_AFTER", 60.0)
        self._longest = settings.getfloat("CRAWL_DELAY_MAX", 60.0)
        self._known: dict[str, Rules] = {}
        self._pending: dict[str, asyncio.Future[Rules]] = {}
        self._responses: dict[str, Response] = {}  # parsed responses, for the spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Create it; disabled with ``ROBOTSTXT_OBEY=False``."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Check a request, or serve robots.txt from memory, which is a source as well.

        Raises:
            RobotsForbidden, RobotsUnreachable: it may not be made, or not now.
        """
        if request.meta.get(ROBOTS):
            return None
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = await self.rules(origin)
        is_robots = request.url == f"{origin}/robots.txt"
        if is_robots and (response := self._responses.pop(origin, None)) is not None:
            return response.replace(request=request)
        if rules.allowed(request.url, self._agent) or (is_robots and rules.refusal is None):
            return None
        self._count("robotstxt/forbidden")
        if rules.refusal is not None:
            raise type(rules.refusal)(str(rules.refusal))
        raise RobotsForbidden("forbidden by robots.txt")

    async def rules(self, origin: str) -> Rules:
        """Return the rules of ``scheme://host[:port]``; concurrent callers share one request."""
        known = self._known.get(origin)
        if known is not None and monotonic() < known.expires:
            return known
        pending = self._pending.get(origin)
        if pending is None:
            pending = self._pending[origin] = asyncio.ensure_future(self._ask(origin))
            pending.add_done_callback(lambda _: self._pending.pop(origin))
        return await asyncio.shield(pending)

    async def _ask(self, origin: str) -> Rules:
        request = Request(
            f"{origin}/robots.txt",
            priority=_PRIORITY,
            callback=NO_CALLBACK,
            meta={
                ROBOTS: True,
                "dont_obey_robotstxt": True,
                "download_timeout": self._timeout,
                "max_retry_times": 1,
                "redirect_ttl_start": _REDIRECTS,
            },
        )
        self._count("robotstxt/request_count")
        engine = self._crawler.engine
        try:
            response = await engine.download_async(request)
        except AddressRefused as error:  # no page of the host could be fetched either
            rules = Rules(refusal=error)
        except Exception as error:  # noqa: BLE001 - any error means no response
            rules = Rules(refusal=_unreachable(explain(error)[0]))
        else:
            rules = read_rules(response.status, response.body, self._agent)
            if len(response.body) <= PARSED_BYTES:  # larger ones would be held to the end
                self._responses[origin] = response
            await self._tell(request, response, rules)
        life = _KEPT if rules.refusal is None else self._retry_after
        rules = Rules(rules.parsed, rules.refusal, monotonic() + life)
        if rules.refusal is not None:
            self._count("robotstxt/unreachable")
            logger.warning("%s: %s; no page of it is fetched; next try in %.0f s",
                           origin, rules.refusal, life)  # fmt: skip
        self._known[origin] = rules
        self._slow_down(origin, rules)
        return rules

    async def _tell(self, request: Request, response: Response, rules: Rules) -> None:
        """Send Scrapy's signal, and count, as its own middleware does."""
        self._count(f"robotstxt/response_status_count/{response.status}")
        await self._crawler.signals.send_catch_log_async(
            signals.robots_parsed, robotparser=rules, request=request
        )

    def _slow_down(self, origin: str, rules: Rules) -> None:
        wanted = rules.crawl_delay(self._agent)
        if wanted is None or not wanted > 0:  # "nan" is neither
            return
        delay = min(wanted, self._longest)
        host = urlsplit(origin).hostname or ""
        if hold(self._crawler, host, delay):
            capped = f", capped to {delay:g} s" if delay < wanted else ""
            logger.info("%s: Crawl-delay %g s%s", host, wanted, capped)

    def _count(self, name: str) -> None:
        self._stats.inc_value(name)
