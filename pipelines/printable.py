"""Strangers' text on a terminal or in a log: what is shown, and never obeyed.

Addresses, headers, headlines and reasons come from other people's servers. A terminal takes some of
their characters for commands (escape sequences, in C0 and C1 form), others hide what stands there
or turn it round (bidirectional controls, characters without width), and a line end makes one line
two. Here they are written as JSON writes them, ``\\u001b``, so that a line of JSON stays one.
"""

from __future__ import annotations

import re
import sys

_LINE_ENDS = re.compile("[\n\r]+")
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and newline
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """Return ``text`` with all that is no visible character written as ``\\uXXXX``; lines stay."""
    return _OBEYED.sub(_written, text)


def one_line(text: str) -> str:
    """Return ``text`` printable and on one line: a blank stands for line ends."""
    return printable(_LINE_ENDS.sub(" ", text))


def log_lines(text: str) -> str:
    """Return ``text`` printable, later lines indented: none of them can pass for an entry."""
    return printable(text).replace("\n", "\n    ")


def say(*lines: str, error: bool = False) -> None:
    """Print each of ``lines`` on one line, to stderr where ``error``; all that commands say."""
    print("\n".join(map(one_line, lines)), file=sys.stderr if error else sys.stdout, flush=True)


def hand_over(body: bytes) -> None:
    """Write ``body`` to stdout: as it is into a file or pipe, printable on a terminal."""
    sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write(printable(body.decode("utf-8", "backslashreplace")))
    else:
        sys.stdout.buffer.write(body)
    sys.stdout.flush()


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
