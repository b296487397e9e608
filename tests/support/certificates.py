"""Certificates for test servers, from a temporary authority."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def context(self, folder: Path) -> ssl.SSLContext:
        """The server side of TLS with it."""
        key = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = folder / f"{self.certificate.serial_number}.pem"
        path.write_bytes(key + self.pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def authority() -> Issued:
    """Create a self-signed authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"authority {id(key)}")
    built = _builder(name, name, key, datetime.now(UTC) + timedelta(days=30))
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return Issued(built.sign(key, hashes.SHA256()), key)


def certificate(
    by: Issued, host: str, days: float = 30, names: tuple[str, ...] | None = None
) -> Issued:
    """Create a certificate for ``host`` that expires in ``days``; negative for an expired one.

    ``names`` are its alternative names, if different; with none it has only the common name.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    end = datetime.now(UTC) + timedelta(days=days)
    built = _builder(_name(host), by.certificate.subject, key, end)
    stated = [x509.DNSName(name) for name in ((host,) if names is None else names)]
    if stated:
        built = built.add_extension(x509.SubjectAlternativeName(stated), critical=False)
    return Issued(built.sign(by.key, hashes.SHA256()), key)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=60))
        .not_valid_after(end)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
