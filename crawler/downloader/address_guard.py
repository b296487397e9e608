"""The address guard: no connection into a private network, whatever a page or a name says.

The check is made where a connection is opened, on the address that the name was resolved to.
So it also holds for redirects, robots.txt and proxies, for ``0x7f000001`` and ``2130706433``, and
for a name whose answer changes between two look-ups: what was checked is what is connected to.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scrapy.settings import BaseSettings
from twisted.internet.interfaces import (
    IReactorPluggableNameResolver,
    IReactorTCP,
    IReactorTime,
)
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.downloader.errors import AddressRefused
from pipelines.errors import UserError

SETTING = "ALLOW_PRIVATE_ADDRESSES"
EXCEPTIONS = "ALLOW_ADDRESSES"

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, section 2.5.5.1
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")  # RFC 2765, section 2.1
_ALSO = tuple(  # in IANA's registries, and not in the tables of every Python 3.11
    ipaddress.ip_network(network)
    for network in (
        *("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64"),
        *("3fff::/20", "5f00::/16"),
    )
)
# Names that never lead to the public internet: RFC 6761, 6762, 8375, ICANN's for private use, and
# what networks at home and in companies use all the same. A name of one label is none of the web.
_LOCAL_NAMES = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan"}
    | {"arpa"}
)
_EXCEPTION = re.compile(r"\[?([0-9a-fA-F.:]+?)\]?:(\d{1,5})")


def is_public(address: _Address) -> bool:
    """Whether an address is one of the public internet.

    Refused are private, loopback, link-local (the metadata services with it), carrier-grade NAT,
    unspecified, multicast, reserved and documentation ranges, as IANA's special-purpose registries
    list them, and IPv6 forms that carry such an IPv4 address.
    """
    carried = list(_carried(address))
    if carried:
        return all(is_public(one) for one in carried)
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return False
    if any(address in network for network in _ALSO):
        return False
    return address.is_global and not address.is_multicast and not address.is_unspecified


def is_local_name(host: str) -> bool:
    """Whether a host name can lead nowhere but into a private network."""
    labels = host.lower().rstrip(".").split(".")
    return len(labels) == 1 or labels[-1] in _LOCAL_NAMES


def _carried(address: _Address) -> Iterator[ipaddress.IPv4Address]:
    """IPv4 addresses inside an IPv6 one: mapped, translated, 6to4, Teredo, NAT64, compatible."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64 or address in _COMPATIBLE or address in _TRANSLATED:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Which addresses may be connected to.

    Attributes:
        open: every address may be.
        exceptions: pairs of address and port that may be, though they are not public.
    """

    open: bool = False
    exceptions: frozenset[tuple[_Address, int]] = frozenset()

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> AddressGuard:
        """Read ``ALLOW_PRIVATE_ADDRESSES``, 0 or 1, and ``ALLOW_ADDRESSES``, ``address:port``s.

        Raises:
            UserError: one of them is something else.
        """
        words = [word.strip() for word in settings.getlist(EXCEPTIONS) if word.strip()]
        try:
            allowed = settings.getbool(SETTING)
        except ValueError:
            raise UserError(
                f"{SETTING}={settings.get(SETTING)}: expected 0 or 1; correct it, or name single "
                f"addresses in {EXCEPTIONS}"
            ) from None
        return cls(open=allowed, exceptions=frozenset(_exception(word) for word in words))

    def check_target(self, host: str, port: int) -> None:
        """Judge the target of a request that a proxy makes: by its address or by its name.

        A name is resolved by the proxy, out of sight from here: one that is known to be local is
        refused; else the outlet's host list and the proxy's own rules are what holds.

        Raises:
            AddressRefused: the address is not public, or the name is one of a private network.
        """
        try:
            literal = socket.inet_ntoa(socket.inet_aton(host))  # 0x7f.1 and 2130706433 too
        except OSError:
            literal = host.strip("[]")
        try:
            ipaddress.ip_address(literal.partition("%")[0])
        except ValueError:
            if not self.open and is_local_name(host):
                raise AddressRefused(
                    f"address refused: {host} is a name of a private network"
                ) from None
            return
        self.check(literal, port)

    def check(self, host: str, port: int) -> None:
        """Let a connection to a literal address pass, or not.

        Raises:
            AddressRefused: the address is not public, or ``host`` is a name: only an address that
                was resolved already can be judged.
        """
        if self.open:
            return
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            raise AddressRefused(f"address refused: {host} is a name, not an address") from None
        if not is_public(address) and (address, port) not in self.exceptions:
            raise AddressRefused(f"address refused: {address} is not a public address")


def _exception(word: str) -> tuple[_Address, int]:
    found = _EXCEPTION.fullmatch(word)
    try:
        if found is None:
            raise ValueError(word)
        return ipaddress.ip_address(found[1]), int(found[2])
    except ValueError:
        raise UserError(
            f"{EXCEPTIONS}={word}: expected addresses with port, such as 10.0.0.1:3128, comma "
            "between; correct it in the environment or after -s"
        ) from None


@implementer(IReactorPluggableNameResolver, IReactorTCP, IReactorTime)
class GuardedReactor:
    """The reactor with a guard before ``connectTCP``; everything else is the reactor's own.

    Twisted resolves a name first and calls ``connectTCP`` with each address it found.
    """

    def __init__(self, reactor: Any, guard: AddressGuard) -> None:
        self._reactor = reactor
        self._guard = guard

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reactor, name)

    def connectTCP(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:  # noqa: N802
        """Connect; raises ``AddressRefused``, which the endpoint hands on as its failure."""
        self._guard.check(host, port)
        return self._reactor.connectTCP(host, port, *args, **kwargs)
