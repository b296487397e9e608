"""Provinces and cities of Viet Nam, which look like people's names beside a date.

``Nguyễn Thu Hà - Hà Nội`` names one person, ``Hải Phòng - Hà Nội`` nobody. Where a label names the
author, a name is taken at its word: people are called ``Thái Bình``, too.
"""

from __future__ import annotations

import re

_PLACES_LIST = (
    "an giang|bà rịa - vũng tàu|vũng tàu|bạc liêu|bắc giang|bắc kạn|bắc ninh|bến tre|bình dương|"
    "bình định|bình phước|bình thuận|cà mau|cao bằng|cần thơ|đà nẵng|đắk lắk|đắk nông|điện biên|"
    "đồng nai|đồng tháp|gia lai|hà giang|hà nam|hà nội|hà tĩnh|hải dương|hải phòng|hậu giang|"
    "hòa bình|hoà bình|hưng yên|khánh hòa|khánh hoà|kiên giang|kon tum|lai châu|lạng sơn|lào cai|"
    "lâm đồng|long an|nam định|nghệ an|ninh bình|ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|"
    "quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|thái nguyên|thanh hóa|"
    "thanh hoá|thừa thiên huế|thừa thiên - huế|huế|tiền giang|trà vinh|tuyên quang|vĩnh long|"
    "vĩnh phúc|yên bái|sài gòn|tp.hcm|tp. hcm|tp hcm|tphcm|tp hồ chí minh|tp. hồ chí minh|"
    "thành phố hồ chí minh|đà lạt|nha trang|hạ long|hội an|buôn ma thuột|quy nhơn|phú quốc|vinh"
)
_PLACES = frozenset(_PLACES_LIST.split("|"))
_BEHIND = re.compile(r"^(.+?)(?:\s[-–—|]\s|,\s|\s?\()([^,()|]{3,22})\)?$")


def is_place(text: str) -> bool:
    """Return whether a whole text is a province's or a city's name."""
    return text.lower() in _PLACES


def without_place(text: str) -> str:
    """Return a line without such a place behind a name."""
    placed = _BEHIND.match(text) if not text.isascii() else None
    return placed[1] if placed is not None and is_place(placed[2]) else text
