"""``outlets.toml``: which outlets are crawled, how often, and in which part of the day.

every = "24h"                     # default for all outlets: 90m, 6h, 2d
zone = "Asia/Ho_Chi_Minh"         # of the windows; UTC by default

[[outlet]]
name = "vna"
every = "6h"
window = "05:00-23:00"

[[outlet]]
home = "https://example.org/"
arguments = { section = "society" }
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cluster.schedule import DAY, PlannedOutlet, Window
from pipelines.errors import UserError

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": DAY}
_EVERY = re.compile(r"(\d+)([mhd])")
_WINDOW = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_KEYS = {"name", "home", "arguments", "every", "window", "zone"}


def read(
    path: Path, with_spider: Collection[str], site_name: Callable[[str], str]
) -> tuple[PlannedOutlet, ...]:
    """Return the outlets of a file, each once.

    Args:
        path: the file.
        with_spider: names of outlets with a spider of their own.
        site_name: gives the name under which the site at an address is stored.

    Raises:
        UserError: it cannot be read, or something in it is wrong.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from None
    rows = found.pop("outlet", None)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise UserError(f"{path}: names no outlet; expected [[outlet]] with a name or a home")
    if strange := set(found) - {"every", "window", "zone"}:
        raise UserError(f"{path}: {min(strange)}: expected every, window, zone or [[outlet]]")
    plans: dict[str, PlannedOutlet] = {}
    for number, row in enumerate(rows, start=1):
        try:
            plan = _plan({**found, **row}, with_spider, site_name)
            if plan.outlet in plans:
                raise UserError(f"{plan.outlet} is named twice")
        except UserError as error:
            raise UserError(f"{path}: outlet {number}: {error}") from None
        plans[plan.outlet] = plan
    return tuple(plans.values())


def _plan(
    row: Mapping[str, Any], with_spider: Collection[str], site_name: Callable[[str], str]
) -> PlannedOutlet:
    if strange := set(row) - _KEYS:
        raise UserError(f"{min(strange)}: expected one of {', '.join(sorted(_KEYS))}")
    name, home = row.get("name"), row.get("home")
    if (name is None) == (home is None):
        raise UserError("expected either name, of an outlet with a spider, or home, of a site")
    arguments = row.get("arguments", {})
    if not isinstance(arguments, dict):
        raise UserError(f"arguments = {arguments!r}: expected a table such as {{ limit = 50 }}")
    given = {str(key): str(value) for key, value in arguments.items()}
    if "home" in given:
        raise UserError("arguments.home: expected home beside name, not in arguments")
    if home is not None:
        outlet, spider = site_name(str(home)), "site"
        given["home"] = str(home)
    elif str(name) in with_spider:
        outlet = spider = str(name)
    else:
        raise UserError(f"name = {name!r}: expected one of {', '.join(sorted(with_spider))}")
    return PlannedOutlet(
        outlet,
        spider,
        given,
        _every(row.get("every", "24h")),
        _window(row.get("window")),
        _zone(row.get("zone", "UTC")),
    )


def _every(value: object) -> timedelta:
    matched = _EVERY.fullmatch(str(value))
    every = int(matched[1]) * _UNITS[matched[2]] if matched else timedelta()
    if not timedelta(minutes=1) <= every <= 28 * DAY or (every > DAY and every % DAY):
        raise UserError(f"every = {value!r}: expected 1m to 24h, or whole days up to 28d")
    return every


def _window(value: object) -> Window | None:
    if value is None:
        return None
    matched = _WINDOW.fullmatch(str(value))
    try:
        begin, end = (time.fromisoformat(one) for one in matched.groups()) if matched else (1, 1)
    except ValueError:
        begin = end = 1
    if not isinstance(begin, time) or not isinstance(end, time) or begin == end:
        raise UserError(
            f"window = {value!r}: expected two times of day such as 22:00-06:00; midnight is 00:00"
        )
    return Window(begin, end)


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(f"zone = {value!r}: expected a name such as Asia/Ho_Chi_Minh") from None
