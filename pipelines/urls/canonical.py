"""Canonicalises URLs: one URL per article.

Rules for every site are tables here; differences between outlets are declared in ``UrlRules``.
Standard library only, so that the crawler can import it cheaply.
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

MAX_URL = 2_000  # characters; PostgreSQL limits index keys to about 2,700 bytes

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_EDGES = "".join(map(chr, range(0x21)))  # what browsers strip around a URL
_LINE_BREAKS = str.maketrans("", "", "\t\r\n")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class UrlRules:
    """URL rules of an outlet, checked on creation.

    Attributes:
        hosts: each host the outlet ever had to its current host. A current host may map to itself.
            Hosts are written bare and in lower case; with and without ``www.`` is one host, spelled
            as here. Former, staging, mobile and print hosts belong here.
        scheme: ``"https"``, or ``"http"`` for an outlet without https.
        fold_case: regular expression over the path; what it matches is lower-cased (VNS prints both
            ``/Economy/1765319/`` and ``/economy/1765319/``).
        drop_parameters: further query parameters that do not distinguish articles; lower case.
        keep_parameters: if given, the only query parameters that distinguish articles; all others
            are dropped. ``()`` drops the whole query.
        rewrite: pairs of regular expression and replacement over path and query, in order, until
            nothing changes: print, AMP and mobile variants to the article's own URL.

    Raises:
        ValueError: a field is malformed; the message names field, value and expected form.
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
        # Deeply frozen: the caller's dictionary may change later, these rules may not.
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
        """Return the outlet's current host for ``host``, or None if it is not the outlet's."""
        bare = host.removeprefix("www.")
        for known, current in self.hosts.items():
            if bare in (known.removeprefix("www."), current.removeprefix("www.")):
                return current
        return None


def canonical_url(url: str, rules: UrlRules | None = None) -> str:
    """Return the canonical URL of the article that ``url`` points to, in ASCII.

    The outlet's current scheme and host; no user name, default port, fragment, tracking or
    presentation parameter; parameters sorted; dot segments and doubled slashes resolved;
    percent-encoding normalised. It is idempotent. A port other than 80 and 443 is another server:
    it stays, and the scheme with it.

    Raises:
        ValueError: ``url`` is not an absolute http(s) URL; the message names value and expected
            form.
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
    """Return whether ``url`` is on one of the outlet's hosts, former ones included."""
    try:
        _, host, _ = _split(url)
    except ValueError:
        return False
    return rules.today(host) is not None


def article_url(fetched: str, claimed: str | None, rules: UrlRules) -> str:
    """Return the canonical URL of a page, given what it claims (``rel=canonical``, ``og:url``).

    The claim counts only within the outlet's own hosts and on the same port, and not if it is the
    home page or lost the path: a template that prints the site's URL on each page would merge all
    of them into one article.

    Raises:
        ValueError: ``fetched`` is not an absolute http(s) URL.
    """
    address = canonical_url(fetched, rules)
    if not claimed or claimed == fetched or not is_own(claimed, rules):
        return address
    try:
        claim = canonical_url(claimed, rules)
    except ValueError:
        return address
    here, there = urlsplit(address), urlsplit(claim)
    # Another port is another server, maybe another outlet's.
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
        raise _not_a_url(url, f"a URL such as https://example.org/a ({error})") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise _not_a_url(url, "a URL that begins with http:// or https://")
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
    """Return path and query in normal form."""
    target = _normal_target(path, query, rules)
    for _ in range(8):  # rewrites may feed each other; an endless cycle ends here
        rewritten = target
        for pattern, replacement in rules.rewrite:
            rewritten = re.sub(pattern, replacement, rewritten)
        path, _, query = rewritten.partition("?")
        rewritten = _normal_target(path, query, rules)
        if rewritten == target:
            return target
        target = rewritten
    raise ValueError(
        f"UrlRules.rewrite does not terminate on {target!r}: expected replacements that their "
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
            raise _wrong("hosts", current, "a current host that is not itself a former one")


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
