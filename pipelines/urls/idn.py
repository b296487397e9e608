"""Internationalised host names in ASCII form."""

from __future__ import annotations


def ascii_host(host: str) -> str:
    """Return a host name in its ASCII form, lower case (UTS #46, without transition).

    Python's own codec follows the rules of 2003, which map ``straße`` to another owner's
    ``strasse``.

    Raises:
        ValueError: it is not a valid host name.
    """
    if host.isascii():
        return host.lower()
    import idna  # rarely needed, and its tables are large

    return idna.encode(host, uts46=True, transitional=False).decode("ascii")
