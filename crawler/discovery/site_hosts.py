"""Which hosts are one site: those under the domain that somebody registered."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

MAX_HOSTS = 20  # of a site, beside its home's; more are blogs of its readers

# First labels of hosts that hold no pages of their own to read, or the same ones for phones.
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
    """Return whether two hosts lie under one registered domain (Public Suffix List).

    Hosts are in ASCII and lower case. Under a suffix where people register names of their own, as
    under ``blogspot.com``, each name is a site.
    """
    bare = home.removeprefix("www.")
    if host in (bare, f"www.{bare}"):
        return True
    if _is_address(host) or _is_address(home):
        return False
    registered = registered_domain(home)
    return registered is not None and registered == registered_domain(host)


def section_hosts(
    links: Iterable[str], home: str, known: Iterable[str]
) -> tuple[list[str], Counter[str]]:
    """Return the hosts of a home page's links that are sections of its site, and what is left out.

    Args:
        links: absolute addresses.
        home: the home page's host.
        known: hosts that count already.

    Returns:
        The sections' hosts, the most linked first, ``MAX_HOSTS`` at most; and, by host, how many
        links lead elsewhere.
    """
    counted = Counter(host for link in links if (host := _host(link)))
    for host in known:
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
    """Return the registered domain of a host; None where the host is a public suffix itself.

    A suffix that is not on the list is its last label, as the list's own rule for those says. Of
    ``localhost`` all names are one.
    """
    import tldextract  # loads an HTTP client, and only a site of several hosts needs it

    extract = tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )
    labels = host.rstrip(".").split(".")
    if labels[-1] == "localhost":
        return "localhost"
    found = extract(host)
    suffix = found.suffix.count(".") + 1 if found.suffix else 1
    return ".".join(labels[-suffix - 1 :]) if len(labels) > suffix else None
