"""Serves the console until it is interrupted."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from socket import socket

import uvicorn

from console.app import application
from console.guard import LOCAL
from pipelines.errors import UserError
from pipelines.storage.database.engine import URL, database_url, masked
from pipelines.storage.database.opened import opened
from pipelines.storage.reading.records import only_read


def serve(database: str | None, address: str, port: int, names: list[str]) -> None:
    """Serve the database on ``address``.

    Args:
        database: its URL, by default ``DATABASE_URL``.
        address: IP address to listen on; another than loopback needs a name.
        port: 0 for any that is free.
        names: names by which it answers, besides those of loopback.

    Raises:
        UserError: the database cannot be read, or the address would show it to others by no name.
    """
    try:
        local = ipaddress.ip_address(address).is_loopback
    except ValueError:
        raise UserError(f"--address {address}: expected an IP address, as in 127.0.0.1") from None
    if not local and not names:
        raise UserError(
            f"--address {address} shows the database to the network: say by which name with "
            "--name, and put a proxy that asks for a password in front"
        )
    with opened(database) as engine:
        app = application(only_read(engine), shown(database_url(database)), (*LOCAL, *names))
        config = uvicorn.Config(
            app, address, port, log_level="warning", server_header=False, access_log=False
        )
        _Server(config).run()


def shown(url: URL) -> str:
    """Return what a database is called on the pages: no password, no folder of this machine."""
    is_file = url.get_backend_name() == "sqlite"
    return Path(str(url.database)).name if is_file else masked(url)


class _Server(uvicorn.Server):
    """Says where it can be found once it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers if self.started else ():
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                shown = f"[{host}]" if ":" in host else host
                print(f"console: http://{shown}:{port}/ (end with Ctrl-C)", flush=True)  # noqa: T201
