"""Checks the name in a server's certificate, and fails closed.

Twisted calls ``service_identity``, which raises one error for a wrong name and another for a
certificate without a usable name; Twisted treats only the first as a refusal. So a certificate with
only a common name, or with a wildcard for everything, was accepted for any host.
"""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Any

from cryptography import x509
from OpenSSL import SSL
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from service_identity.hazmat import (
    DNS_ID,
    CertificatePattern,
    DNSPattern,
    IPAddress_ID,
    IPAddressPattern,
    ServiceID,
    verify_service_identity,
)
from twisted.internet._sslverify import ClientTLSOptions
from twisted.python.failure import Failure
from twisted.web.client import BrowserLikePolicyForHTTPS
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from OpenSSL.crypto import X509
    from twisted.protocols.tls import TLSMemoryBIOProtocol

_FLAGS = SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT


@implementer(IPolicyForHTTPS)
class StrictIdentityPolicy:
    """A TLS context factory that verifies the host name of its connections.

    Everything else is ``policy``'s: trust, protocol versions, ciphers.
    """

    def __init__(self, policy: BrowserLikePolicyForHTTPS) -> None:
        self._policy = policy

    def creatorForNetloc(self, hostname: bytes, port: int) -> StrictClientTLSOptions:  # noqa: N802
        """Return the TLS connection creator for ``hostname``."""
        creator: Any = self._policy.creatorForNetloc(hostname, port)
        return StrictClientTLSOptions(creator._createConnection, hostname.decode("ascii"))


class StrictClientTLSOptions(ClientTLSOptions):
    """Twisted's class, with a name check that fails closed."""

    def clientConnectionForTLS(self, tlsProtocol: TLSMemoryBIOProtocol) -> SSL.Connection:  # noqa: N802, N803
        """Return a connection whose handshake fails if the certificate is not the host's."""
        connection = super().clientConnectionForTLS(tlsProtocol)
        wanted = (DNS_ID if self._hostnameIsDnsName else IPAddress_ID)(self._hostnameASCII)

        def verify(_: SSL.Connection, found: X509, __: int, depth: int, ok: int) -> bool:
            if depth != 0 or not ok:
                return bool(ok)
            try:
                check_identity(found.to_cryptography(), wanted)
            except VerificationError:
                tlsProtocol.failVerification(Failure())  # type: ignore[no-untyped-call]
                return False
            return True

        connection.set_verify(_FLAGS, verify)
        return connection


def check_identity(certificate: x509.Certificate, wanted: ServiceID) -> None:
    """Check that a certificate is for ``wanted``, by its alternative names only (RFC 9525).

    Meaningless names (``*``, ``*.*.example``, ``*.localhost``) are ignored. So are wildcards for
    all domains below a public suffix (``*.co.uk``), as in browsers. The others count.

    Raises:
        VerificationError: it is not, or this cannot be decided.
    """
    try:
        verify_service_identity(_patterns(certificate), [wanted], [])
    except VerificationError:
        raise
    except Exception as error:
        raise VerificationError(errors=[]) from error


def _patterns(certificate: x509.Certificate) -> list[CertificatePattern]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    patterns: list[CertificatePattern] = [
        IPAddressPattern(address)
        for address in names.get_values_for_type(x509.IPAddress)
        if isinstance(address, IPv4Address | IPv6Address)
    ]
    for name in names.get_values_for_type(x509.DNSName):
        if "*" in name.removeprefix("*."):
            continue  # a wildcard must be the whole first label (RFC 9525, section 6.3)
        if name.startswith("*.") and _is_public_suffix(name.removeprefix("*.")):
            continue
        try:
            patterns.append(DNSPattern.from_bytes(name.encode("ascii")))
        except (CertificateError, UnicodeError):
            continue
    return patterns


@cache
def _is_public_suffix(domain: str) -> bool:
    """Return whether the names directly below ``domain`` belong to different owners.

    Only suffixes of registries count: a hosting company may own a certificate for its customers.
    """
    import tldextract  # loads an HTTP client; only wildcards need it

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    domain = domain.lower().rstrip(".")
    return extract(f"a.{domain}").suffix == domain
