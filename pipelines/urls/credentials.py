"""Removes credentials in URLs from logs, rows and messages."""

from __future__ import annotations

import re

_USER_INFO = re.compile(r"(?<=://)[^/?#,\s]*@")  # up to the last @, which a password may contain


def without_credentials(text: str) -> str:
    """Return ``text`` with the credentials of each URL in it replaced by ``***@``."""
    return _USER_INFO.sub("***@", text)
