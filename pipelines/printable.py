"""Makes untrusted text safe for terminals and logs.

URLs, headers, headlines and reasons come from other people's servers. A terminal executes some of
their characters (escape sequences, in C0 and C1 form); others hide or reverse text (bidirectional
controls, zero-width characters); a line end turns one line into two. They are escaped as in JSON,
``\\u001b``, so that a JSON line stays valid.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_LINE_ENDS = re.compile("[\n\r]+")
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters except tab and newline
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """Return ``text`` with invisible characters escaped as ``\\uXXXX``; line ends stay."""
    return _OBEYED.sub(_written, text)


def one_line(text: str) -> str:
    """Return ``text`` printable and on one line: line ends become spaces."""
    return printable(_LINE_ENDS.sub(" ", text))


def log_lines(text: str) -> str:
    """Return ``text`` printable, with continuation lines indented: none looks like a log entry."""
    return printable(text).replace("\n", "\n    ")


def say(*lines: str, error: bool = False, is_printable: bool = False) -> None:
    """Print each of ``lines`` on one line, to stderr if ``error``; all output of commands.

    They are made printable, unless the caller has done that (``is_printable``). What the locale's
    encoding does not have is escaped. If the reader (``head``, ``less``) has closed the pipe, the
    rest is dropped; where it cannot be written (a full disk), the command ends with exit code 1.
    """
    stream = sys.stderr if error else sys.stdout
    text = "\n".join(lines if is_printable else map(one_line, lines))
    with _written_to(stream):
        print(_encodable(text, stream), file=stream, flush=True)


def hand_over(body: bytes) -> None:
    """Write ``body`` to stdout: unchanged to a file or pipe, made printable for a terminal."""
    with _written_to(sys.stdout):
        sys.stdout.flush()
        if sys.stdout.isatty():
            text = printable(body.decode("utf-8", "backslashreplace"))
            sys.stdout.write(_encodable(text, sys.stdout))
        else:
            sys.stdout.buffer.write(body)
        sys.stdout.flush()


def _encodable(text: str, stream: TextIO) -> str:
    """Return ``text`` as the stream can encode it; UTF-8 can encode all of it."""
    encoding = stream.encoding or "ascii"
    if encoding.lower().replace("-", "") == "utf8":
        return text
    ruled = text.replace("\u2500", "-")  # the line under the head of a table
    return ruled.encode(encoding, "backslashreplace").decode(encoding)


@contextmanager
def _written_to(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # What is buffered is written once more at the end of the process, and fails again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.exit(f"tinsach: the output cannot be written ({error.strerror})")


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
