"""Canonicalises URLs: one address per article.

The rules that hold for every site stand here as tables; what differs from outlet to outlet is
declared in ``UrlRules``. Standard library only, so that the crawler may import it cheaply.

"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from pipelines.urls.idn import ascii_host
from pipelines.urls.percent_encoding import PATH_SAFE, QUERY_SAFE, escape
from pipelines.urls.query_parameters import tells_apart

MAX_URL = 2_000  # characters; PostgreSQL indexes no key above some 2,700 bytes

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_EDGES = "".join(map(chr, range(0x21)))  # what browsers strip around an address
_LINE_BREAKS = str.maketrans("", "", "\t\r\n")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class UrlRules:
    """What an outlet's addresses have of their own. Checked when made.

    Attributes:
        hosts: each host the outlet ever had -> the host of today. A host of today may be given as
            itself. Hosts are written bare and in lower case; with and without ``www.`` is one
            host, spelt as here. Former, staging, mobile and print hosts belong here.
        scheme: ``"https"``, or ``"http"`` for an outlet that has no https.
        fold_case: regular expression over the path; what it matches is put in lower case
            (VNS prints both ``/Economy/1765319/`` and ``/economy/1765319/``).
        drop_parameters: further query parameters that do not tell articles apart; lower case.
        keep_parameters: when given, the only query parameters that tell articles apart; every
            other one is dropped. ``()`` drops the whole query.
        rewrite: pairs of regular expression and replacement over path and query, in order, until
            nothing changes: print, AMP and mobile variants onto the article's own address.

    Raises:
        ValueError: a field does not have its form; names field, value and expected form.
    """

    hosts: Mapping[str, str] = field(default_factory=dict)
    scheme: str = "https"
    fold_case: str = ""
    drop_parameters: tuple[str, ...] = ()
    keep_parameters: tuple[str, ...] | None = None
    rewrite: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.scheme not in _DEFAULT_PORTS:
            raise _wrong("scheme", self.scheme, "'https' or 'http'")
        _check_hosts(self.hosts)
        _check_pattern("fold_case", self.fold_case)
        for name in ("drop_parameters", "keep_parameters"):
            value = getattr(self, name)
            if value is None and name == "keep_parameters":
                continue
            if not isinstance(value, tuple) or not all(
                isinstance(item, str) and item and item == item.lower() for item in value
            ):
                raise _wrong(name, value, "a tuple of names in lower case, such as ('page',)")
        _check_rewrite(self.rewrite)
        # Frozen all the way: the caller's dictionary may change later, these rules may not.
        object.__setattr__(self, "hosts", MappingProxyType(dict(self.hosts)))

    def __hash__(self) -> int:
        return hash((frozenset(self.hosts.items()), self.scheme, self.fold_case, self.rewrite))

    def __reduce__(self) -> tuple[type[UrlRules], tuple[object, ...]]:
        # A read-only mapping does not pickle, and rules go to worker processes.
        return UrlRules, (
            dict(self.hosts),
            self.scheme,
            self.fold_case,
            self.drop_parameters,
            self.keep_parameters,
            self.rewrite,
        )

    def today(self, host: str) -> str | None:
        """Return the outlet's host of today for ``host``, or None when it is not the outlet's."""
        bare = host.removeprefix("www.")
        for known, current in self.hosts.items():
            if bare in (known.removeprefix("www."), current.removeprefix("www.")):
                return current
        return None


def canonical_url(url: str, rules: UrlRules | None = None) -> str:
    """Return the one address of the article that ``url`` points to, in ASCII.

    Scheme and host of the outlet today; no user name, default port, fragment, tracking or
    presentation parameter; parameters sorted; dot segments and doubled slashes resolved; each
    character in its one percent-encoding. Applying it twice changes nothing. A port other than
    80 and 443 is another server: it stays, and the scheme with it.

    Raises:
        ValueError: ``url`` is not an absolute http(s) address; names value and expected form.
    """
    rules = rules or UrlRules()
    parts, host, port = _split(url)
    host = rules.today(host) or host
    if ":" in host:
        host = f"[{host}]"
    scheme = parts.scheme
    if port in (None, *_DEFAULT_PORTS.values()):
        port, scheme = None, rules.scheme
    target = _target(parts.path, parts.query, rules)
    canonical = f"{scheme}://{host}{'' if port is None else f':{port}'}{target}"
    if len(canonical) > MAX_URL:
        raise _not_a_url(url, f"at most {MAX_URL} characters")
    return canonical


def is_own(url: str, rules: UrlRules) -> bool:
    """Return whether ``url`` lies on one of the outlet's hosts, former ones included."""
    try:
        _, host, _ = _split(url)
    except ValueError:
        return False
    return rules.today(host) is not None


def article_url(fetched: str, claimed: str | None, rules: UrlRules) -> str:
    """Return the canonical address of a page, given what it claims (``rel=canonical``, ``og:url``).

    The claim counts only within the outlet's own hosts and on the same port, and not when it is the
    home page or has lost the path: a template that prints the site's address on each page would
    make all of them one article.

    Raises:
        ValueError: ``fetched`` is not an absolute http(s) address.
    """
    address = canonical_url(fetched, rules)
    if not claimed or claimed == fetched or not is_own(claimed, rules):
        return address
    try:
        claim = canonical_url(claimed, rules)
    except ValueError:
        return address
    here, there = urlsplit(address), urlsplit(claim)
    # Another port is another server, which may be another outlet's.
    return address if there.path == "/" or here.port != there.port else claim


def _split(url: str) -> tuple[SplitResult, str, int | None]:
    """Return the parts of ``url``, its host in lower case and without a final dot, and its port."""
    if not isinstance(url, str):
        raise _not_a_url(url, "a string")
    stripped = url.strip(_EDGES).translate(_LINE_BREAKS).replace("\\", "/")
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError as error:
        raise _not_a_url(url, f"an address such as https://example.org/a ({error})") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise _not_a_url(url, "an address that begins with http:// or https://")
    return parts, _host(parts.hostname or "", url), port


def _host(host: str, url: str) -> str:
    if ":" in host:  # IPv6; urlsplit has checked the brackets, not every zone
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise _not_a_url(url, "an IPv6 address between the brackets") from None
    try:
        host = ascii_host(host.rstrip("."))
    except ValueError:
        host = ""
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise _not_a_url(url, "a host name such as example.org")
    return host


def _target(path: str, query: str, rules: UrlRules) -> str:
    """Return path and query in their one form."""
    target = _normal_target(path, query, rules)
    for _ in range(8):  # rewrites may feed each other; a pair that chases its tail ends here
        rewritten = target
        for pattern, replacement in rules.rewrite:
            rewritten = re.sub(pattern, replacement, rewritten)
        path, _, query = rewritten.partition("?")
        rewritten = _normal_target(path, query, rules)
        if rewritten == target:
            return target
        target = rewritten
    raise ValueError(
        f"UrlRules.rewrite does not come to rest on {target!r}: expected replacements that their "
        f"own patterns no longer match"
    )


def _normal_target(path: str, query: str, rules: UrlRules) -> str:
    path = _resolve(_SLASHES.sub("/", escape(_SESSION.sub("", path), PATH_SAFE)))
    if rules.fold_case:
        path = re.sub(rules.fold_case, lambda match: match[0].lower(), path)
        path = escape(path, PATH_SAFE)  # %C3 stays in capitals
    query = _query(query, rules)
    return f"{path}?{query}" if query else path


def _resolve(path: str) -> str:
    """Return ``path`` absolute, without ``.`` and ``..`` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.removeprefix("/").split("/")
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", "..") and kept:
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str, rules: UrlRules) -> str:
    kept = []
    for pair in query.split("&"):
        # "&amp;" that a feed escaped twice
        name, equals, value = pair.removeprefix("amp;").partition("=")
        name, value = escape(name, QUERY_SAFE, plus=True), escape(value, QUERY_SAFE, plus=True)
        if name and _counts(name.lower(), value.lower(), rules):
            kept.append((name, equals, value))
    return "&".join(f"{name}{equals}{value}" for name, equals, value in sorted(kept))


def _counts(name: str, value: str, rules: UrlRules) -> bool:
    if rules.keep_parameters is not None:
        return name in rules.keep_parameters
    return name not in rules.drop_parameters and tells_apart(name, value)


def _check_hosts(hosts: object) -> None:
    if not isinstance(hosts, Mapping):
        raise _wrong("hosts", hosts, "a mapping such as {'old.example.org': 'example.org'}")
    for former, current in hosts.items():
        for host in (former, current):
            if not isinstance(host, str) or not (_HOST.fullmatch(host) or _is_ipv6(host)):
                raise _wrong("hosts", host, "a bare host name in lower case, such as 'example.org'")
    for current in set(hosts.values()):
        if hosts.get(current, current) != current:
            raise _wrong("hosts", current, "a host of today that is not itself a former one")


def _is_ipv6(host: str) -> bool:
    try:
        return str(ipaddress.IPv6Address(host)) == host
    except ValueError:
        return False


def _check_pattern(name: str, pattern: object) -> None:
    try:
        if not isinstance(pattern, str):
            raise re.error("not a string")
        re.compile(pattern)
    except re.error as error:
        raise _wrong(name, pattern, f"a regular expression ({error})") from None


def _check_rewrite(rewrite: object) -> None:
    example = "a tuple of pairs such as ((r'\\.amp$', '.vnp'),)"
    if not isinstance(rewrite, tuple):
        raise _wrong("rewrite", rewrite, example)
    for pair in rewrite:
        if not isinstance(pair, tuple) or len(pair) != 2 or not isinstance(pair[1], str):
            raise _wrong("rewrite", pair, example)
        _check_pattern("rewrite", pair[0])
        try:
            re.compile(f"(?:{pair[0]})|").sub(pair[1], "")
        except (re.error, IndexError) as error:
            raise _wrong("rewrite", pair, f"{example} ({error})") from None


def _wrong(name: str, value: object, expected: str) -> ValueError:
    return ValueError(f"UrlRules.{name} is {value!r}: expected {expected}")


def _not_a_url(url: object, expected: str) -> ValueError:
    shown = repr(url)
    return ValueError(f"URL is {shown[:200]}: expected {expected}")
