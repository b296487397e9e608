"""PgBouncer in transaction mode before a test's PostgreSQL; Debian's package, if installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

PROGRAM = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")
_SETTINGS = """[databases]
{database} = host={folder} dbname={database} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {sessions}
"""


@contextmanager
def pgbouncer(user: str | None, url: URL, sessions: int = 3) -> Iterator[URL]:
    """Yield the URL of a pooler before the database at ``url``, with this many sessions."""
    assert PROGRAM is not None
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = _SETTINGS.format(
        database=url.database,
        folder=url.query["host"],
        user=url.username,
        port=port,
        sessions=sessions,
    )
    with TemporaryDirectory(prefix="tinsach-pooler-") as name:
        file, log = Path(name) / "pgbouncer.ini", Path(name) / "log"
        file.write_text(settings)
        file.parent.chmod(0o755)
        # It refuses to run as root, and the server's socket belongs to the server's user.
        with (
            log.open("wb") as output,
            subprocess.Popen(
                [PROGRAM, str(file)], stdout=output, stderr=output, user=user
            ) as process,
        ):
            try:
                while not _answers(port):
                    assert process.poll() is None, log.read_text()
                    time.sleep(0.02)
                yield url.set(host="127.0.0.1", port=port, query={})
            finally:
                process.terminate()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
