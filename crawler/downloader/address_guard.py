"""The address guard: refuses connections into private networks, whatever a page or a name says.

The check runs when a connection is opened, on the resolved address. So it also covers redirects,
robots.txt and proxies, ``0x7f000001`` and ``2130706433``, and names that resolve differently on a
second look-up: the address that was checked is the one that is connected to.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
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
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that IANA allocates from
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214: before an IPv4 address
_ALSO = tuple(  # in IANA's registries, but not in every Python 3.11; and a cloud's metadata service
    ipaddress.ip_network(network)
    for network in (
        *(
            "192.0.0.0/24",
            "192.88.99.0/24",
            "168.63.129.16/32",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
        ),
        *("3fff::/20", "5f00::/16"),
    )
)
# Names that never lead to the public internet: RFC 6761, 6762, 8375, ICANN's for private use, and
# names common in home and company networks. A single-label name is not on the web.
_LOCAL_NAMES = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan"}
    | {"arpa", "test", "invalid", "onion", "alt", "svc"}
)
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_EXCEPTION = re.compile(r"\[?([0-9a-fA-F.:]+?)\]?:(\d{1,5})")


def is_public(address: _Address) -> bool:
    """Return whether an address is on the public internet.

    Refused are private, loopback, link-local (with cloud metadata services), carrier-grade NAT,
    unspecified, multicast, reserved and documentation ranges, as in IANA's special-purpose
    registries, and IPv6 forms that embed such an IPv4 address.
    """
    carried = list(_carried(address))
    if not all(is_public(one) for one in carried):
        return False
    if carried and address not in _GLOBAL_UNICAST:
        return True
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    if any(address in network for network in _ALSO):
        return False
    return address.is_global and not address.is_multicast and not address.is_unspecified


def is_local_name(host: str) -> bool:
    """Return whether a host name can only lead into a private network."""
    labels = host.lower().rstrip(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return True  # an address in a form that only some programs understand
    return len(labels) == 1 or labels[-1] in _LOCAL_NAMES


def _carried(address: _Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses embedded in an IPv6 address: mapped, 6to4, Teredo, NAT64 ..."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    is_isatap = int(address) >> 32 & 0xFFFFFFFF in _ISATAP
    if is_isatap or address in _NAT64 or address in _COMPATIBLE or address in _TRANSLATED:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """The addresses that may be connected to.

    Attributes:
        open: whether every address is allowed.
        exceptions: allowed pairs of address and port, although they are not public.
    """

    open: bool = False
    exceptions: frozenset[tuple[_Address, int]] = frozenset()

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> AddressGuard:
        """Parse ``ALLOW_PRIVATE_ADDRESSES`` (0 or 1) and ``ALLOW_ADDRESSES`` (``address:port``).

        Raises:
            UserError: one of them is malformed.
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
        """Check the target of a request through a proxy, by its address or its name.

        The proxy resolves the name, out of sight. A name known to be local is refused; otherwise
        the outlet's host list and the proxy's own rules apply.

        Raises:
            AddressRefused: the address is not public, or the name belongs to a private network.
        """
        host = unicodedata.normalize("NFKC", host).rstrip(".")  # as a proxy may do
        try:
            literal = socket.inet_ntoa(socket.inet_aton(host))  # 0x7f.1 and 2130706433 too
        except (OSError, UnicodeError):
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
        """Check the literal address of a connection.

        Raises:
            AddressRefused: the address is not public, or ``host`` is a name: only resolved
                addresses can be checked.
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
            f"{EXCEPTIONS}={word}: expected addresses with port, such as 10.0.0.1:3128, separated "
            "by commas; correct it in the environment or after -s"
        ) from None


@implementer(IReactorPluggableNameResolver, IReactorTCP, IReactorTime)
class GuardedReactor:
    """A reactor that checks addresses before ``connectTCP``; everything else is delegated.

    Twisted resolves a name first, and calls ``connectTCP`` with each address.
    """

    def __init__(self, reactor: Any, guard: AddressGuard) -> None:
        self._reactor = reactor
        self._guard = guard

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reactor, name)

    def connectTCP(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:  # noqa: N802
        """Connect; raises ``AddressRefused``, which the endpoint passes on as its failure."""
        self._guard.check(host, port)
        return self._reactor.connectTCP(host, port, *args, **kwargs)
