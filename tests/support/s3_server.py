"""An S3 server on loopback: moto's, from the environment that ``make s3`` creates."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.sample_crawl import ROOT

PROGRAM = ROOT / ".venv" / "s3" / "bin" / "moto_server"
"""Not any other one: moto before 5.2.5 answers the end of an upload with a wrong element."""
BUCKETS = ("crawl", "mine")
_KEYS = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_REGION": "us-east-1"}


@contextmanager
def s3_server(log: Path) -> Iterator[dict[str, str]]:
    """Yield the environment variables by which clients find a server with empty ``BUCKETS``."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(PROGRAM), "-H", "127.0.0.1", "-p", str(port)]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    with (
        log.open("wb") as said,
        subprocess.Popen(command, stdout=said, stderr=said, env=outside) as process,
    ):
        try:
            for bucket in BUCKETS:
                _create(f"http://127.0.0.1:{port}/{bucket}", process, log)
            yield {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", **_KEYS}
        finally:
            process.terminate()


def _create(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    while True:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(urllib.request.Request(url, method="PUT"), timeout=60).close()
        except OSError:  # it is starting
            time.sleep(0.1)
        else:
            return
