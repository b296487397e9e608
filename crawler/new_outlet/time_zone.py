"""Guesses the zone of a site's printed times, by their UTC offsets and the country of its host.

Countries' zones come from the IANA zone database, a language's country from CLDR (Babel).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.core import get_global

_OFFSETS = (
    re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?([+-]\d\d):?(\d\d)(?!\d)"),
    re.compile(rb"\d{4} \d\d:\d\d(?::\d\d)? ([+-]\d\d)(\d\d)(?!\d)"),
)
_LOOKED_AT = 300_000  # bytes
_COUNTRIES = {"uk": "GB", "eu": "", "su": "RU"}


def offsets(body: bytes) -> tuple[str, ...]:
    """Return the UTC offsets of the times in a page or feed, ``"+07:00"``, except UTC's own.

    ``Z`` and ``+00:00`` say how a program writes times, not where it is.
    """
    found = (one for form in _OFFSETS for one in form.findall(body[:_LOOKED_AT]))
    stated = (f"{hours.decode()}:{minutes.decode()}" for hours, minutes in found)
    return tuple(one for one in stated if one[1:] != "00:00")


def zone(stated: Iterable[str], host: str, language: str, at: datetime) -> tuple[str, str]:
    """Return an IANA zone, and the evidence for it in one line for a person to judge.

    Args:
        stated: offsets that pages and feeds state.
        host: the site's host, whose last label gives the country.
        language: BCP 47.
        at: the time at which the offsets applied.
    """
    counted = Counter(stated).most_common(1)
    offset = counted[0][0] if counted else ""
    countries = [one for one in (_country(host), _territory(language)) if one]
    for country in countries:
        for name in _zones().get(country, ()):
            if not offset or _offset(name, at) == offset:
                why = f"{country}, and its times say {offset}" if offset else f"{country} alone"
                return name, f"by the country {why}"
    if offset and offset.endswith(":00"):
        hours = int(offset[:3])
        return f"Etc/GMT{-hours:+d}", f"its times say {offset}: name the town"
    return "UTC", f"nothing names a zone{f' of {offset}' if offset else ''}: name the town"


def _country(host: str) -> str:
    label = host.rpartition(".")[2].lower()
    return _COUNTRIES.get(label, label.upper() if len(label) == 2 else "")


def _territory(language: str) -> str:
    likely = get_global("likely_subtags").get(language.partition("-")[0], "")
    found = re.search(r"_([A-Z]{2})\b", likely)
    return found[1] if found and language.partition("-")[0] != "en" else ""


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Return the zones by country, the first of each country first."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            found[country] = (*found.get(country, ()), name)
    return found


def _offset(name: str, at: datetime) -> str:
    written = at.astimezone(ZoneInfo(name)).strftime("%z")
    return f"{written[:3]}:{written[3:5]}"
