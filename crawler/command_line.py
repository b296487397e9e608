"""The command ``tinsach``: ``tinsach X`` runs ``scrapy X`` with this project, from any folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from crawler.interrupts import end_in_one_line

SETTINGS = "crawler.settings"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command with this project's settings, from any folder.

    Args:
        arguments: what follows ``tinsach``; by default the process's own.
    """
    end_in_one_line()
    os.environ["SCRAPY_SETTINGS_MODULE"] = SETTINGS  # otherwise a scrapy.cfg nearby would decide
    from scrapy.cmdline import execute

    execute(["tinsach", *(sys.argv[1:] if arguments is None else arguments)])


if __name__ == "__main__":
    main()
