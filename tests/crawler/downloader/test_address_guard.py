"""No connection into a private network, whatever a page, a name or a redirect says."""

from __future__ import annotations

import ipaddress
import json
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings

from crawler.downloader.address_guard import AddressGuard, is_public
from crawler.downloader.errors import AddressRefused
from pipelines.errors import UserError
from tests.support import warm
from tests.support.certificates import authority, certificate
from tests.support.faultserver import FaultServer, page, redirect
from tests.support.fetch_probe import ROOT, fetch

REFUSED = """127.0.0.1 127.255.255.254 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.1.1
    169.254.169.254 169.254.0.1 100.64.0.1 100.127.255.255 0.0.0.0 0.1.2.3 224.0.0.1 239.255.255.250
    255.255.255.255 240.0.0.1 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 :: ::1
    fe80::1 febf::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ff0e::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1::1 2002:a00:1::
    ::127.0.0.1 2001:db8::1 2001::7f00:1 100::1 100:0:0:1::1 3fff::1 3fff:fff::1
    ::ffff:0:10.0.0.1 ::ffff:0:127.0.0.1 168.63.129.16 64:ff9b:1::7f00:1 2002:a9fe:a9fe::
    2600::5efe:127.0.0.1 2a00:1450::200:5efe:10.0.0.1 200::1 4000::1 fe00::1 5f00::1 ::2:0:0:1"""
PUBLIC = """1.1.1.1 8.8.8.8 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1 169.253.1.1
    11.0.0.1 9.255.255.255 223.255.255.254 2606:4700::1111 2a00:1450:4001::1 ::ffff:8.8.8.8
    64:ff9b::808:808 ::ffff:0:8.8.8.8 2002:808:808::1 2600::5efe:8.8.8.8"""


@pytest.mark.parametrize("address", REFUSED.split())
def test_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_mapped_into_ipv6_is_checked_as_itself(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.ip_address(f"::ffff:{address}")
    assert is_public(mapped) is is_public(address)


def test_single_addresses_are_allowed_only_with_their_port() -> None:
    guard = AddressGuard.from_settings(Settings({"ALLOW_ADDRESSES": "10.0.0.1:3128, [::1]:80"}))
    guard.check("10.0.0.1", 3128)
    guard.check("::1", 80)
    for host, port in (("10.0.0.1", 80), ("10.0.0.2", 3128), ("::1", 81), ("localhost", 3128)):
        with pytest.raises(AddressRefused):
            guard.check(host, port)


def test_the_switch_opens_everything_and_is_off_by_default() -> None:
    AddressGuard.from_settings(Settings({"ALLOW_PRIVATE_ADDRESSES": "1"})).check("127.0.0.1", 1)
    with pytest.raises(AddressRefused):
        AddressGuard.from_settings(Settings()).check("127.0.0.1", 1)


@pytest.mark.parametrize(
    "settings",
    [
        {"ALLOW_PRIVATE_ADDRESSES": "yes please"},
        {"ALLOW_ADDRESSES": "10.0.0.1"},
        {"ALLOW_ADDRESSES": "proxy.example:3128"},
        {"ALLOW_ADDRESSES": "10.0.0.0/8:1"},
    ],
)
def test_a_wrong_setting_is_named(settings: dict[str, str]) -> None:
    with pytest.raises(UserError) as error:
        AddressGuard.from_settings(Settings(settings))
    (name, value) = next(iter(settings.items()))
    assert f"{name}={value}" in str(error.value)


@pytest.mark.parametrize(
    ("host", "refused"),
    [
        ("127.0.0.1", True),
        ("0x7f000001", True),
        ("2130706433", True),
        ("0177.0.0.1", True),
        ("127.1", True),
        ("[::1]", True),
        ("::ffff:10.0.0.1", True),
        ("127.0.0.1.", True),
        ("localhost.", True),
        ("①②⑦.0.0.1", True),
        ("127。0。0。1", True),
        ("127.0.0.0x1.", True),
        ("1.127.0.0.1", True),
        ("news.0x7f", True),
        ("fe80::1%25eth0", True),
        ("64:ff9b::10.0.0.1", True),
        ("router", True),
        ("news.local.", True),
        ("news.test", True),
        ("x.default.svc", True),
        ("news.example.", False),
        ("7.example", False),
        ("news.example", False),
        ("8.8.8.8", False),
    ],
)
def test_a_proxy_is_not_sent_to_a_private_address(host: str, refused: bool) -> None:
    guard = AddressGuard()
    if not refused:
        guard.check_target(host, 80)
        return
    with pytest.raises(AddressRefused):
        guard.check_target(host, 80)


@pytest.mark.slow
def test_every_form_is_refused_before_a_connection_is_made() -> None:
    """As a request, and at the end of a redirect; only the test's own address is allowed."""
    with FaultServer({}) as trap, FaultServer({"/robots.txt": page("")}) as server:
        port = trap.port
        forms = [
            f"http://127.0.0.1:{port}/",
            f"http://127.1:{port}/",
            f"http://0x7f000001:{port}/",
            f"http://0x7f.0.0.1:{port}/",
            f"http://2130706433:{port}/",
            f"http://017700000001:{port}/",
            f"http://localhost:{port}/",
            f"http://0.0.0.0:{port}/",
            f"http://0:{port}/",
            f"http://[::1]:{port}/",
            f"http://[::]:{port}/",
            f"http://[::ffff:127.0.0.1]:{port}/",
            f"http://[::ffff:7f00:1]:{port}/",
            f"http://[64:ff9b::7f00:1]:{port}/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/latest/meta-data/",
            f"http://[fe80::1]:{port}/",
            "http://10.0.0.1/",
            "http://100.64.0.1/",
            "http://224.0.0.1/",
        ]
        led = {f"/to/{number}": form for number, form in enumerate(forms)}
        server.site |= {path: redirect(form) for path, form in led.items()}
        urls = forms + [server.url(path) for path in led]
        run = fetch(urls, hosts=["*"], ALLOW_ADDRESSES=f"127.0.0.1:{server.port}")
        for url in urls:
            assert run[url].error == "AddressRefused", run[url]
            assert run[url].reason.startswith("address refused: "), run[url]
        assert run.count == len(urls)
        assert trap.asked == []
        assert run.stats["downloader/response_status_count/302"] == len(forms)


@pytest.mark.slow
def test_a_name_is_refused_by_each_address_it_resolves_to() -> None:
    """DNS rebinding: the first address is allowed, the second is not, the name is the same."""
    with FaultServer({"*": page("inner", Connection="close")}) as server:
        urls = [f"http://rebind.example:{server.port}/{number}" for number in range(4)]
        job = {"urls": urls, "allowed": f"127.0.0.1:{server.port}"}
        script = Path(__file__).parents[2] / "support" / "rebinding_probe.py"
        done = warm.run([script, json.dumps(job)], env={"PYTHONPATH": str(ROOT)})
        assert done.returncode == 0, done.stderr[-3000:]
        said = json.loads(done.stdout.splitlines()[-1])
    assert said["resolved"] == ["127.0.0.1", "127.0.0.2", "127.0.0.1", "127.0.0.2"]
    assert said["came"] == [
        "inner",
        "AddressRefused: address refused: 127.0.0.2 is not a public address",
        "inner",
        "AddressRefused: address refused: 127.0.0.2 is not a public address",
    ]


@pytest.mark.slow
def test_robots_txt_is_not_fetched_from_a_private_address() -> None:
    with FaultServer({"/robots.txt": page("User-agent: *\nAllow: /")}) as trap:
        run = fetch([trap.url("/page")], hosts=["*"])
        assert run[trap.url("/page")].error == "AddressRefused"
        assert trap.asked == []


@pytest.mark.slow
def test_a_proxy_at_a_private_address_must_be_allowed() -> None:
    with FaultServer({"*": page("by way of the proxy")}) as proxy:
        environment = {"http_proxy": proxy.url()}
        url, inner = "http://news.example/a", "http://169.254.169.254/"
        run = fetch([url], hosts=["*"], env=environment)
        assert run[url].error == "AddressRefused"
        assert proxy.asked == []
        run = fetch(
            [url, inner], hosts=["*"], env=environment, ALLOW_ADDRESSES=f"127.0.0.1:{proxy.port}"
        )
        assert run[url].body == "by way of the proxy"
        assert run[inner].error == "AddressRefused"
        assert not any("169.254" in path for path in proxy.paths())


@pytest.mark.parametrize(
    "name",
    [
        *("localhost", "LOCALHOST.", "news.localhost", "router", "printer.local", "db.internal"),
        *("metadata.google.internal", "x.home.arpa", "nas.lan", "wiki.corp"),
    ],
)
def test_a_proxy_is_not_asked_for_a_name_of_a_private_network(name: str) -> None:
    guard = AddressGuard.from_settings(Settings())
    with pytest.raises(AddressRefused):
        guard.check_target(name, 80)
    AddressGuard(open=True).check_target(name, 80)


@pytest.mark.parametrize("name", ["news.example", "localhost.example", "corp.example.org"])
def test_a_proxy_resolves_other_names(name: str) -> None:
    AddressGuard.from_settings(Settings()).check_target(name, 80)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["http://localhost:{port}/", "http://nas.lan/", "http://[::1]/"])
def test_a_robots_txt_does_not_lead_a_proxy_into_a_private_network(target: str) -> None:
    with FaultServer({"*": page("secret")}) as secret, FaultServer({}) as proxy:
        led = target.format(port=secret.port)
        proxy.site |= {
            "http://news.example/robots.txt": redirect(led),
            "*": page("by way of the proxy"),
        }
        url = "http://news.example/a"
        run = fetch(
            [url], hosts=["news.example"], env={"http_proxy": proxy.url()},
            ALLOW_ADDRESSES=f"127.0.0.1:{proxy.port}", RETRY_TIMES=0,
        )  # fmt: skip
        assert run[url].reason.startswith("address refused")
        assert proxy.paths() == ["http://news.example/robots.txt"]
        assert secret.asked == []


@pytest.mark.slow
def test_only_certificates_that_verify_are_accepted(tmp_path: Path) -> None:
    """Valid, expired, for another name, and self-signed: each on its own server."""
    vouching = authority()
    trusted = tmp_path / "authority.pem"
    trusted.write_bytes(vouching.pem)
    cases = {
        "valid": certificate(vouching, "localhost"),
        "expired": certificate(vouching, "localhost", days=-1),
        "another name": certificate(vouching, "news.example"),
        "unknown": certificate(authority(), "localhost"),
    }
    came = {}
    for name, made in cases.items():
        with FaultServer({"*": page("secret")}, tls=made.context(tmp_path)) as server:
            url = f"https://localhost:{server.port}/page"
            settings = {"ALLOW_ADDRESSES": f"127.0.0.1:{server.port},[::1]:{server.port}"}
            run = fetch(
                [url], hosts=["localhost"], env={"SSL_CERT_FILE": str(trusted)},
                ROBOTSTXT_OBEY=False, RETRY_TIMES=0, **settings,
            )  # fmt: skip
            came[name] = (run[url].body, run[url].error)
    refused = ("", "CertificateRefused")
    assert came == {
        "valid": ("secret", ""), "expired": refused, "another name": refused, "unknown": refused,
    }  # fmt: skip


@pytest.mark.slow
def test_nothing_listens_and_other_schemes_have_no_handler(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for you")
    urls = [secret.as_uri(), "data:text/html,<p>x</p>", "ftp://127.0.0.1/x", "s3://bucket/x"]
    run = fetch(urls, hosts=["*"], ALLOW_PRIVATE_ADDRESSES="1")
    for url in urls:
        assert "only http and https are fetched" in run[url].reason
    assert run.listening == 0


def test_the_probe_sees_a_listening_socket() -> None:
    """The proof that telnet and RemoteControl are off can tell on from off."""
    from tests.support.fetch_probe import sockets_listening

    before = sockets_listening()
    with socket.create_server(("127.0.0.1", 0)):
        assert sockets_listening() == before + 1
