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


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("<div><a class=article-catname href=/sea>Sea</a>{}</div>", "Sea"),
        ("<div>{}<p><a rel='category tag' href=/sea>Sea</a> 1 May 2026</p></div>", "Sea"),
        ("<div><div>{}</div><a id=postCategory href=/sea>Sea</a></div>", "Sea"),
        ("<div><a class='post-cat-name' href=/sea>Sea</a>{}</div>", "Sea"),
        # Guards: no link to a category, the site itself, the page itself, and a list of others.
        ("<div><a class=catalogue href=/sea>Catalogue</a>{}</div>", None),
        ("<div><a class=category href=/>Home</a>{}</div>", None),
        ("<div><a class=category href=/night-ferry-12.html>Night ferry</a>{}</div>", None),
        ("<div><a href=/sea>Sea</a>{}</div>", None),
        ("<div>" + "<a class=category href=/sea>Sea</a>" * 31 + "{}</div>", None),
    ],
)
def test_the_category_beside_the_headline(head: str, wanted: str | None) -> None:
    made = page()
    before = made.body.decode()
    h1 = before[before.index("<h1") : before.index("</h1>") + 5]
    asked = replace(
        made,
        url="https://harbour.example/night-ferry-12.html",
        body=before.replace(h1, head.format(h1)).encode(),
    )
    assert extract(asked).section == wanted


def test_a_section_called_like_the_site() -> None:
    menu = "<ul><li><a href=/harbour>Harbour</a></li></ul><p>Harbour News</p>"
    asked = page(top=menu)
    asked = replace(
        asked,
        url="https://harbour.example/night-ferry-12.html",
        hint=Hint(section="harbour"),
        body=asked.body.replace(
            b"</head>", b"<meta property=og:site_name content='Harbour News'></head>"
        ),
    )
    assert extract(asked).section == "Harbour"
