"""Errors meant for the person at the terminal."""


class UserError(Exception):
    """An error that the operator can fix; the message is one line: what, where, what to do.

    It is raised before anything is written. The command line prints only the message, without a
    traceback, and exits with ``exit_code``.
    """

    exit_code = 2
