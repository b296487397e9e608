"""The section: by the menu's entry for a directory, by the listing that listed the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.extraction import extract
from pipelines.items import Hint
from tests.support.story_page import page

MENU = "<ul><li><a href=/en/long-form.html>Long form</a></li><li><a href=/world>World</a></li></ul>"


@pytest.mark.parametrize(
    ("url", "section", "wanted"),
    [
        ("https://harbour.example/en/long-form/night-ferry-12.html", None, "Long form"),
        ("https://harbour.example/world/night-ferry-12.html", None, "World"),
        ("https://harbour.example/tin-van/night-ferry-12.html", None, "Tin van"),
        ("https://harbour.example/2026/11/night-ferry-12.html", None, None),
        ("https://harbour.example/article/night-ferry-12.html", None, None),
        ("https://harbour.example/night-ferry-12.html", "world", "World"),
        ("https://harbour.example/night-ferry-12.html", "anti-smuggling", "Anti smuggling"),
        ("https://harbour.example/night-ferry-12.html", None, None),
    ],
)
def test_the_section(url: str, section: str | None, wanted: str | None) -> None:
    asked = replace(page(top=MENU), url=url, hint=Hint(section=section))
    assert extract(asked).section == wanted
