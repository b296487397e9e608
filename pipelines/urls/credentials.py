"""User names and passwords that people write into addresses: not for logs, rows and messages."""

from __future__ import annotations

import re

_USER_INFO = re.compile(r"(?<=://)[^/?#,\s]*@")  # a password may hold an @ of its own: to the last


def without_credentials(text: str) -> str:
    """Return ``text`` with ``***@`` for what stands before the host of each address in it."""
    return _USER_INFO.sub("***@", text)
