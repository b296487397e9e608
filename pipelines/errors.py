"""Errors meant for the person at the terminal."""


class UserError(Exception):
    """Something the operator can mend; the message is one line: what, where, what to do.

    Raised before anything was written. The command line prints the message alone, without a
    traceback, and ends with ``exit_code``.
    """

    exit_code = 2
