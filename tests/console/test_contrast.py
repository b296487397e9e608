"""Text of the console has the contrast that WCAG 2.1 asks for (AA: 4.5), in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).parents[2] / "console/static/style.css").read_text("utf-8")
LEAST = 4.5
# Colour of text to the colours it stands on; the last two levels have colours of their own.
PAIRS = {
    "ink": ("back", "card", "bad-back", "keep", "take", "l1", "l2", "l3"),
    "soft": ("back", "card", "bad-back", "keep", "take"),
    "accent": ("back", "card", "bad-back"),
    "bad": ("back", "card", "take"),
    "card": ("accent",),
}
ON_LEVEL = {"light": "#ffffff", "dark": "#06120d"}
ON_SILENT = {"light": "#ffffff", "dark": "#1a0c0b"}


def colours(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.S)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(scheme: str) -> None:
    named = colours(scheme)
    pairs = [(named[text], named[back]) for text, backs in PAIRS.items() for back in backs]
    pairs += [(ON_LEVEL[scheme], named[level]) for level in ("l4", "l5")]
    pairs.append((ON_SILENT[scheme], named["bad"]))
    assert not [(pair, contrast(*pair)) for pair in pairs if contrast(*pair) < LEAST]


def test_the_colours_are_those_of_the_style() -> None:
    for level in ("level4", "level5"):
        assert f".{level} {{ background: var(--l{level[-1]}); color: #fff; }}" in STYLE
    assert ".level4, .level5 { color: #06120d; }" in STYLE
    assert ".silent { background: var(--bad); color: #fff;" in STYLE
    assert ".silent { color: #1a0c0b; }" in STYLE
    assert ".key.silent" not in STYLE
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
