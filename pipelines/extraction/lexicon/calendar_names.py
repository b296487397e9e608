"""Names of months, zones and halves of the day, as printed by news outlets."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_ROWS = (
    # English, with the usual short forms
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
    # Vietnamese, in words (WordPress)
    "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám - - - -",
    "- - - - - - - - tháng_chín tháng_mười tháng_mười_một tháng_mười_hai",
    # French, Spanish, Portuguese, German, Italian, Dutch, Russian, Indonesian
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr - avr - - juil - - - - déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene - - abr - - - ago - - - dic",
    "janeiro fevereiro março - maio junho julho - setembro outubro novembro dezembro",
    "januar februar märz - - juni juli - - oktober - dezember",
    "- - - - - - - - - okt - dez",
    "gennaio febbraio - aprile maggio giugno luglio - settembre ottobre - dicembre",
    "januari februari maart - mei - - augustus - - - -",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "- - maret - - - - agustus - - - desember",
)
MONTHS: dict[str, int] = {
    name.replace("_", " "): month
    for row in _ROWS
    for month, name in enumerate(row.split(), 1)
    if name != "-"
}
# Vietnamese, numbered: "tháng 3", "thg 3" (CLDR), "Th3" (WordPress)
MONTHS |= {
    f"{word}{month:{width}}": month
    for word in ("tháng ", "thg ", "th")
    for month in range(1, 13)
    for width in ("", "02")
}

_EAST, _WEST = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")


def _hours(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours))


# Abbreviations are not unique; these are what news pages mean by them.
ZONES: dict[str, tzinfo] = {
    "GMT": UTC,
    "UTC": UTC,
    "ICT": _hours(7),
    "WIB": _hours(7),
    "SGT": _hours(8),
    "HKT": _hours(8),
    "PHT": _hours(8),
    "MYT": _hours(8),
    "JST": _hours(9),
    "KST": _hours(9),
    "IST": _hours(5.5),
    "MSK": _hours(3),
    "CET": _hours(1),
    "CEST": _hours(2),
    "BST": _hours(1),
    "EST": _hours(-5),
    "EDT": _hours(-4),
    "ET": _EAST,
    "CST": _hours(-6),
    "CDT": _hours(-5),
    "CT": ZoneInfo("America/Chicago"),
    "MST": _hours(-7),
    "MDT": _hours(-6),
    "MT": ZoneInfo("America/Denver"),
    "PST": _hours(-8),
    "PDT": _hours(-7),
    "PT": _WEST,
    "AEST": _hours(10),
    "AEDT": _hours(11),
}

# Hours to add to a clock of twelve hours. "trưa" and "đêm" stand on both sides of twelve.
MERIDIEM_HOURS: dict[str, int] = {
    "am": 0,
    "pm": 12,
    "sa": 0,
    "ch": 12,
    "sáng": 0,
    "chiều": 12,
    "tối": 12,
}
