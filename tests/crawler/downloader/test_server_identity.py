"""A certificate is accepted for a host only if it names the host explicitly."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from service_identity import VerificationError
from service_identity.hazmat import DNS_ID

from crawler.downloader.server_identity import check_identity
from tests.support.certificates import authority, certificate
from tests.support.faultserver import FaultServer, page
from tests.support.fetch_probe import fetch

REFUSED = {
    "a common name and no other": (),
    "a wildcard for everything": ("*",),
    "two wildcards": ("*.*.example",),
    "a wildcard for a whole domain of names": ("*.localhost",),
    "a wildcard within a label": ("local*",),
    "another name": ("news.example",),
    "nothing": ("",),
    "a blank": (" ",),
    "an address as a name": ("127.0.0.1",),
    "a name that begins alike": ("localhost.example",),
}
ACCEPTED = {
    "its name": ("localhost",),
    "its name in capitals": ("LOCALHOST",),
    "its name beside one that stands for nothing": ("*", "127.0.0.1", "localhost"),
}


@pytest.mark.slow
def test_only_a_certificate_of_the_host_opens_a_connection(tmp_path: Path) -> None:
    vouching = authority()
    trusted = tmp_path / "authority.pem"
    trusted.write_bytes(vouching.pem)
    with ExitStack() as stack:
        servers = {}
        for case, names in (REFUSED | ACCEPTED).items():
            made = certificate(vouching, "localhost", names=names)
            server = FaultServer({"*": page("secret")}, tls=made.context(tmp_path))
            servers[case] = stack.enter_context(server)
        urls = {case: f"https://localhost:{server.port}/" for case, server in servers.items()}
        run = fetch(
            list(urls.values()), hosts=["localhost"], env={"SSL_CERT_FILE": str(trusted)},
            ROBOTSTXT_OBEY=False, RETRY_TIMES=0, ALLOW_PRIVATE_ADDRESSES="1",
        )  # fmt: skip
        asked = {case for case, server in servers.items() if server.asked}
    came = {case: (run[url].body, run[url].error) for case, url in urls.items()}
    assert came == {
        **dict.fromkeys(REFUSED, ("", "CertificateRefused")),
        **dict.fromkeys(ACCEPTED, ("secret", "")),
    }
    assert asked == set(ACCEPTED)


@pytest.mark.parametrize(
    ("names", "host", "is_its"),
    [
        (("*.site.example",), "news.site.example", True),
        (("*.site.example",), "site.example", False),
        (("*.site.example",), "a.b.site.example", False),
        (("n*.site.example",), "news.site.example", False),
        (("*.example",), "site.example", False),
        (("*.co.uk",), "paper.co.uk", False),
        (("*.COM.VN",), "paper.com.vn", False),
        (("*.gov.vn", "paper.gov.vn"), "paper.gov.vn", True),
        (("*.paper.co.uk",), "news.paper.co.uk", True),
        (("*.github.io",), "paper.github.io", True),
        (("xn--bcher-kva.example",), "xn--bcher-kva.example", True),
    ],
)
def test_a_wildcard_is_one_whole_label(names: tuple[str, ...], host: str, is_its: bool) -> None:
    made = certificate(authority(), "x", names=names).certificate
    if is_its:
        check_identity(made, DNS_ID(host))
    else:
        with pytest.raises(VerificationError):
            check_identity(made, DNS_ID(host))
