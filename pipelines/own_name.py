"""A unique name of a process, across machines that share a folder."""

from __future__ import annotations

import re
import secrets
import socket

_LONGEST = 24  # characters of the host's name


def own_name() -> str:
    """Return the host's name and eight random digits, for use in file names: ``web-1-5f0c9a3e``.

    A process id is not unique: in containers each is 1.
    """
    host = re.sub(r"[^0-9A-Za-z]+", "-", socket.gethostname())[:_LONGEST].strip("-")
    return f"{host or 'host'}-{secrets.token_hex(4)}"
