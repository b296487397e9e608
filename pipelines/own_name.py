"""A name that no other process uses: not of this machine, nor of another that shares a folder."""

from __future__ import annotations

import re
import secrets
import socket

_LONGEST = 24  # characters of the host's name


def own_name() -> str:
    """Return the host's name and eight random digits, as part of a file's name: ``web-1-5f0c9a3e``.

    A process's number is no name: in containers each is number 1.
    """
    host = re.sub(r"[^0-9A-Za-z]+", "-", socket.gethostname())[:_LONGEST].strip("-")
    return f"{host or 'host'}-{secrets.token_hex(4)}"
