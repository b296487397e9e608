"""News agencies: their short and long names."""

from __future__ import annotations

_AGENCIES_LIST = (
    "VNA VNS VNP AVI TTXVN VNS/VNA VNA/VNS VNA/VNP SGGP VOV VOV5 VGP CPV NDO QĐND PPP AFP AP "
    "Reuters REUTERS Xinhua XINHUA Bernama BERNAMA ANN Yonhap Kyodo TASS Anadolu DPA dpa EFE "
    "ANSA PTI IANS ANI KPL AKP UPI AAP CNA IRNA Antara ANTARA Interfax Sputnik Vietnam+ VietnamPlus"
)

AGENCIES = tuple(_AGENCIES_LIST.split())

LONG_NAMES = frozenset(
    (
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
