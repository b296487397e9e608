"""Options and guards for every test."""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support.databases import (  # noqa: F401 - fixtures
    cluster,
    db_url,
    dialect,
    empty_url,
    engine,
    filled_once,
    own_postgres,
    postgres,
)

# The same examples in every run, so that a change is judged on its own; "random" searches for new
# ones (make soak) and keeps failures in .hypothesis. Neither depends on the speed of the machine.
settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "random",
    max_examples=1_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")

_OFF = {"on": True}
_LOCAL_NAMES = frozenset({"localhost", "ip6-localhost", "ip6-loopback", ""})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--regold``."""
    parser.addoption(
        "--regold",
        action="store_true",
        help="rewrite gold.json of the stored pages, print the difference; refuses where must.json "
        "fails; choose pages with -k",
    )


def _host(address: object) -> str | None:
    """Return the host of a socket address; None for a Unix socket."""
    if isinstance(address, tuple) and address and isinstance(address[0], str):
        return address[0]
    return None


def _is_local(host: str) -> bool:
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise if a test would connect beyond this machine; an audit hook of Python."""
    if event == "socket.connect" and _OFF["on"]:
        host = _host(arguments[1])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and _OFF["on"]:
        host = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
    else:
        return
    if host is not None and not _is_local(host):
        raise OSError(f"tests run with the network off: {event} to {host!r}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _no_operator_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests must not write to a developer's own database, or to its notes of refused starts."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.getbasetemp() / "state")
