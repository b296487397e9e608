"""News agencies and picture agencies: their short and long names, and marks before a lead."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AGENCIES_LIST = (
    "VNA VNS VNP AVI TTXVN VNS/VNA VNA/VNS VNA/VNP SGGP VOV VOV5 VGP CPV NDO QĐND PPP AFP AP "
    "Reuters REUTERS Xinhua XINHUA Bernama BERNAMA ANN Yonhap Kyodo TASS Anadolu DPA dpa ots EFE "
    "ANSA PTI IANS ANI KPL AKP UPI AAP CNA IRNA Antara ANTARA Interfax Sputnik Vietnam+ "
    "VietnamPlus AA PAP ČTK CTK MTI ANP Belga NTB Ritzau Lusa LUSA İHA IHA DHA ANKA "
    "afp rtr sid epd kna sda TASR Tanjug Hina BTA BNS ELTA WAM QNA KUNA PNA ТАСС Интерфакс "
    "Укринформ 越通社 越南画报 西贡解放日报 "
    "新华社 新華社 中新社 中央社 共同 時事 연합뉴스 뉴시스 สำนักข่าวไทย"
)

_OF_WORDS = ("Europa Press", "Agência Brasil", "Agência Lusa", "РИА Новости", "Anadolu Ajansı")

AGENCIES = (*_AGENCIES_LIST.split(), *_OF_WORDS)

LONG_NAMES = frozenset(
    (
        "Asia News Network",
        "Associated Press",
        "Vietnam News Agency",
        "Viet Nam News Agency",
        "Việt Nam News Agency",
        "Agence France-Presse",
        "Agence France Presse",
        "Press Association",
        "PA Media",
        "Press Trust of India",
        "Xinhua News Agency",
        "Lao News Agency",
        "Agence Kampuchea Presse",
    )
)

SOURCE_LABELS = (
    "sources?|nguồn|fuentes?|quelle|fonte|sumber|источник|来源|來源|出典|출처|ที่มา|ប្រភព|المصدر"
)
"""What a line has before a colon and the name of its source; a pattern."""

PICTURE_AGENCIES = frozenset(
    (
        "getty images",
        "reuters",
        "afp",
        "ap",
        "epa",
        "xinhua",
        "bloomberg",
        "shutterstock",
        "istock",
        "alamy",
        "dpa",
    )
)
"""Agencies credited for pictures beside a photographer (``Lan Vien/Getty Images``); folded."""

_LEAD_MARKS_LIST = "VCN VGP NDO VOV.VN VOV VOVWORLD KPL AKP VNA VNS SGGP SGGPO CPV HNT TTXVN"
LEAD_MARKS = frozenset((*_LEAD_MARKS_LIST.split(), "The Hanoitimes", "VietNamNet Bridge"))
"""Marks that outlets print before the lead, with a dash (``VCN - ``)."""

_TRANSLATING = frozenset(("VCN", "customsnews", "haiquanonline"))  # marks and compact names

AGENCY_PATTERN = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
"""Any agency, for a case-sensitive pattern."""


def second_translates(names: Iterable[str]) -> bool:
    """Return whether an outlet's ``By X/Y`` names writer and translator.

    Args:
        names: marks of the outlet, or compact names of its site.
    """
    return not _TRANSLATING.isdisjoint(names)
