"""A proxy on loopback that serves the web from WARC files, over real sockets.

A crawl with ``http_proxy`` and ``https_proxy`` set to it makes its connections, TLS handshakes and
conditional requests as with the outlets. For https the proxy ends the tunnel itself, with a
certificate of an authority created for the test; the crawl trusts it by ``SSL_CERT_FILE``, so
verification stays on, and no product code is involved.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.archive import ReplayIndex


@dataclass(slots=True)
class Proxy:
    """A running proxy.

    Attributes:
        environment: environment variables with which a crawl uses it.
        asked: (method, URL, status) of each request, in order.
    """

    environment: dict[str, str]
    asked: list[tuple[str, str, int]] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, index: ReplayIndex, context: ssl.SSLContext, at: datetime | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.index = index
        self.context = context
        self.at = at
        self.asked: list[tuple[str, str, int]] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    origin = ""

    def do_CONNECT(self) -> None:
        """End the tunnel here; the following requests on the connection are for its host."""
        host, _, port = self.path.rpartition(":")
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        self.origin = f"https://{host}" if port == "443" else f"https://{host}:{port}"
        try:
            self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        except OSError:  # the crawl does not trust the certificate for this host
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.close_connection = False

    def do_GET(self) -> None:
        """Respond as the outlet did."""
        url = self.path if self.path.startswith("http") else self.origin + self.path
        capture = self.server.index.find(url, self.server.at)
        if capture is None:
            self._answer(url, 404, [], b"")
            return
        recorded = self.server.index.read(url, capture)
        etag = dict(recorded.headers).get(b"ETag", b"").decode()
        if etag and self.headers.get("If-None-Match") == etag:
            self._answer(url, 304, [(b"ETag", etag.encode())], b"")
            return
        self._answer(url, recorded.status, recorded.headers, recorded.body)

    def _answer(
        self, url: str, status: int, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> None:
        self.server.asked.append((self.command, url, status))
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() != b"content-length":
                self.send_header(name.decode(), value.decode("latin-1"))
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def finish(self) -> None:
        """Close the encrypted side too; the server only has the plain socket."""
        super().finish()
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: tests read the list of requests."""


@contextmanager
def archive_proxy(
    index: ReplayIndex, hosts: list[str], folder: Path, at: datetime | None = None
) -> Iterator[Proxy]:
    """Yield a proxy that serves ``hosts`` from an archive; its keys are in ``folder``.

    A host that is not among ``hosts`` fails in the TLS handshake: its name is on no certificate.
    """
    authority, context = _certificates(hosts, folder)
    server = _Server(index, context, at)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    environment = {
        "http_proxy": address,
        "https_proxy": address,
        "no_proxy": "",
        "SSL_CERT_FILE": str(authority),
    }
    try:
        yield Proxy(environment, server.asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificates(hosts: list[str], folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Create a certificate authority, and a server context for ``hosts`` signed by it."""
    ca_key, ca_name = ec.generate_private_key(ec.SECP256R1()), _name("tinsach test authority")
    ca = _certificate(ca_name, ca_name, ca_key, ca_key, x509.BasicConstraints(True, None))
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    leaf = _certificate(_name("tinsach test server"), ca_name, key, ca_key, names)
    authority, chain, private = (folder / name for name in ("ca.pem", "server.pem", "key.pem"))
    authority.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    chain.write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, private)
    return authority, context


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        .sign(signer, hashes.SHA256())
    )
