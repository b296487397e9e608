"""Download errors as one line for the database and the operator."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError


class Refusal(IgnoreRequest):
    """A request that a guard ended; the message is the reason, in one line.

    ``retry`` says whether a later run should request it again.
    """

    retry = False


class AddressRefused(Refusal):
    """The connection would go to a non-public address."""


class HostRefused(Refusal):
    """The URL is not on one of the outlet's hosts."""


class RedirectRefused(Refusal):
    """A redirect that is not followed: a loop, too many, or not http(s)."""


class RobotsForbidden(Refusal):
    """robots.txt forbids the URL."""


class RobotsUnreachable(Refusal):
    """robots.txt is unreachable, which forbids everything for now (RFC 9309, 2.3.1.4)."""

    retry = True


class HostDown(Refusal):
    """The host failed so often in a row that this run gave up on it."""

    retry = True


class TakenOver(Refusal):
    """Another process crawls the outlet now."""

    retry = True


class TooLarge(Refusal):
    """The body or the headers exceed the limit, before or after decompression."""


class CertificateRefused(Refusal):
    """The server's certificate cannot be verified."""

    retry = True


class IncompleteBodyError(Exception):
    """The body is truncated or damaged; worth a retry, never an article."""


class TunnelRefused(Exception):  # noqa: N818  # named like its neighbours
    """The proxy opened no tunnel to the host; worth a retry."""


_WORDING: tuple[tuple[type[Exception], str, bool], ...] = (
    (DownloadTimeoutError, "no complete answer within DOWNLOAD_TIMEOUT", True),
    (CannotResolveHostError, "host name not found", True),
    (DownloadConnectionRefusedError, "connection refused", True),
    (ResponseDataLossError, "body cut short", True),
    (DownloadFailedError, "connection lost", True),
    (TunnelRefused, "the proxy opened no tunnel", True),
    (DownloadCancelledError, "larger than DOWNLOAD_MAXSIZE", False),
    (UnsupportedURLSchemeError, "only http and https are fetched", False),
    (NotSupported, "only http and https are fetched", False),
)


def explain(error: BaseException | None) -> tuple[str, bool]:
    """Return the reason in one line, and whether a later run should retry.

    For the failures passed to errbacks; the spider words HTTP statuses itself.
    """
    if isinstance(error, Refusal):
        return _line(str(error)), error.retry
    if isinstance(error, IncompleteBodyError):
        return _line(str(error)), True
    for kind, reason, retry in _WORDING:
        if isinstance(error, kind):
            return reason, retry
    return _line(f"{type(error).__name__}: {error}"), True


def inner_refusal(error: BaseException) -> Exception | None:
    """Return the clearer error that Twisted wrapped into a lost connection, or None."""
    for cause in _causes(error):
        if isinstance(cause, Refusal | IncompleteBodyError):
            return cause
        if isinstance(cause, SSL.Error) and "certificate verify failed" in str(cause):
            return CertificateRefused("certificate expired, or from an unknown authority")
        if isinstance(cause, VerificationError):
            return CertificateRefused("certificate is for another name")
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield every cause of an error, through the lists in Twisted's failures."""
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop()
        if cause is None:
            continue
        yield cause
        waiting.append(cause.__cause__)
        waiting += [failure.value for failure in getattr(cause, "reasons", None) or ()]


def _line(text: str) -> str:
    """Return one line of at most 200 characters, because it may contain page content."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 200 else flat[:199] + "…"
