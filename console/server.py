"""Serves the console until it is interrupted."""

from __future__ import annotations

import gc
import ipaddress
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket

import uvicorn

from console.app import application
from console.guard import LOCAL
from console.rendering import compile_templates
from pipelines.errors import UserError
from pipelines.storage.database.engine import URL, database_url, masked
from pipelines.storage.database.opened import opened
from pipelines.storage.reading.records import only_read


def serve(database: str | None, address: str, port: int, names: list[str]) -> None:
    """Serve the database on ``address``.

    Args:
        database: its URL, by default ``DATABASE_URL``.
        address: IP address to listen on; any but loopback needs a name.
        port: 0 for any free port.
        names: host names to serve, besides those of loopback.

    Raises:
        UserError: the database cannot be read, the address is public but no name is given, or
            nothing can listen there.
    """
    try:
        local = ipaddress.ip_address(address).is_loopback
    except ValueError:
        raise UserError(f"--address {address}: expected an IP address, as in 127.0.0.1") from None
    if not local and not names:
        raise UserError(
            f"--address {address} serves the database to the network: give a host name with "
            "--name, and put a proxy with authentication in front"
        )
    with opened(database) as engine, _listening(address, port) as listening:
        app = application(only_read(engine), shown(database_url(database)), (*LOCAL, *names))
        config = uvicorn.Config(
            app, address, port, log_level="warning", server_header=False, access_log=False
        )
        compile_templates()
        # What is loaded stays: going through it again would stop a request for a tenth of a second.
        gc.collect()
        gc.freeze()
        _Server(config).run(sockets=[listening])


def _listening(address: str, port: int) -> socket:
    family = AF_INET6 if ":" in address else AF_INET
    try:
        return create_server((address, port), family=family)
    except (OSError, OverflowError) as error:
        raise UserError(
            f"--address {address} --port {port}: cannot listen there ({error}); expected an "
            "address of this machine and a free port, or 0 for any"
        ) from None


def shown(url: URL) -> str:
    """Return the database's name on the pages: no password, no folder of this machine."""
    is_file = url.get_backend_name() == "sqlite"
    return Path(str(url.database)).name if is_file else masked(url)


class _Server(uvicorn.Server):
    """Prints the URL once it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers if self.started else ():
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                shown = f"[{host}]" if ":" in host else host
                print(f"console: http://{shown}:{port}/ (end with Ctrl-C)", flush=True)  # noqa: T201
