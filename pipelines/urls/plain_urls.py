"""Splits the URLs that most links have, faster than the standard library."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

# Printable ASCII, a host without port, user or brackets: nothing that a URL's parser would drop,
# reject or normalise.
_PLAIN = re.compile(
    r"(?:(https?)://([A-Za-z0-9_.-]+)(?=[/?#]|$))?((?:/(?!/)[!-\"$->@-~]*)?)"
    r"(?:\?([!-\"$-~]*))?(?:#([!-~]*))?"
)


def split(url: str) -> SplitResult:
    """Return what ``urlsplit`` does.

    Raises:
        ValueError: the URL is invalid.
    """
    found = _PLAIN.fullmatch(url)
    return SplitResult(*found.groups("")) if found is not None else urlsplit(url)
