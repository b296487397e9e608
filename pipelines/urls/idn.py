"""Host names beyond ASCII, as resolvers and certificates know them."""

from __future__ import annotations


def ascii_host(host: str) -> str:
    """Return a host name in its ASCII form, lower case (UTS #46, without transition).

    Python's own codec follows the rules of 2003, by which ``straße`` is another's ``strasse``.

    Raises:
        ValueError: no host can have the name.
    """
    if host.isascii():
        return host.lower()
    import idna  # few crawls meet such a name, and its tables are large

    return idna.encode(host, uts46=True, transitional=False).decode("ascii")
