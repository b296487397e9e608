"""Decides which hosts belong to one site: those under one registered domain."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

MAX_HOSTS = 20  # of a site, besides its home's; more are blogs of its readers

# First labels of hosts without articles of their own, or with the mobile version of the same ones.
_NO_SECTIONS = frozenset(
    [
        "account",
        "accounts",
        "ad",
        "ads",
        "amp",
        "api",
        "app",
        "apps",
        "assets",
        "auth",
        "beta",
        "careers",
        "cdn",
        "data",
        "dev",
        "email",
        "file",
        "files",
        "forum",
        "help",
        "id",
        "image",
        "images",
        "img",
        "jobs",
        "lite",
        "login",
        "m",
        "mail",
        "media",
        "mobile",
        "my",
        "newsletter",
        "newsletters",
        "old",
        "origin",
        "pay",
        "print",
        "profile",
        "rss",
        "s",
        "search",
        "secure",
        "shop",
        "signin",
        "sso",
        "staging",
        "stat",
        "static",
        "stats",
        "store",
        "subscribe",
        "support",
        "test",
        "touch",
        "track",
        "tracking",
        "video",
        "videos",
        "wap",
    ]
)


def is_same_site(host: str, home: str) -> bool:
    """Return whether two hosts are under one registered domain (Public Suffix List).

    Hosts are in ASCII and lower case. Under a suffix that gives names to its users, such as
    ``blogspot.com``, each name is a site.
    """
    bare = home.removeprefix("www.")
    if host in (bare, f"www.{bare}"):
        return True
    if _is_address(host) or _is_address(home):
        return False
    registered = registered_domain(home)
    return registered is not None and registered == registered_domain(host)


def section_hosts(
    links: Iterable[str], home: str, accepted: Iterable[str]
) -> tuple[list[str], Counter[str]]:
    """Return the section hosts among the links of a home page, and the hosts left out.

    Args:
        links: absolute URLs.
        home: the home page's host.
        accepted: hosts already accepted.

    Returns:
        The section hosts, the most linked first, at most ``MAX_HOSTS``; and the number of links to
            each other host.
    """
    counted = Counter(host for link in links if (host := _host(link)))
    for host in accepted:
        counted.pop(host, None)
    wanted = [host for host, _ in counted.most_common() if _is_section(host, home)][:MAX_HOSTS]
    return wanted, Counter({host: count for host, count in counted.items() if host not in wanted})


def _is_section(host: str, home: str) -> bool:
    first = host.removeprefix("www.").partition(".")[0]
    return first.rstrip("0123456789") not in _NO_SECTIONS and is_same_site(host, home)


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@cache
def registered_domain(host: str) -> str | None:
    """Return the registered domain of a host, or None if the host is itself a public suffix.

    A suffix that is not on the list is its last label, by the list's own rule. All names under
    ``localhost`` are one domain.
    """
    import tldextract  # loads an HTTP client; only multi-host sites need it

    extract = tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )
    labels = host.rstrip(".").split(".")
    if labels[-1] == "localhost":
        return "localhost"
    found = extract(host)
    suffix = found.suffix.count(".") + 1 if found.suffix else 1
    return ".".join(labels[-suffix - 1 :]) if len(labels) > suffix else None
