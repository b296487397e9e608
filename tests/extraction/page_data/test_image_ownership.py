"""An image goes with the text next to it, and icons are never the article's."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, article


def images(body: str) -> list[str]:
    return [image.url.rpartition("/")[2] for image in article(body).images]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src=/m/boat.jpg></p>",
        "<figure><img src=/m/boat.jpg><figcaption>The boat at the quay.</figcaption></figure>",
        "<table><tr><td><img src=/m/boat.jpg></td></tr><tr><td>The boat at dusk.</td></tr></table>",
        "<a href=/m/boat-large.jpg><img src=/m/boat.jpg></a>",
        "<a href='#'><img src=/m/boat.jpg></a>",
        "<a href='http://[x'><img src=/m/boat.jpg></a>",
        "<a href='https://a.example/1'><img src=/m/boat.jpg alt='The boat at dusk'></a>",
        "<p><img src=/m/boat.jpg style='display:none' alt='The boat at dusk'></p>",
    ],
)
def test_the_pictures_of_the_text(markup: str) -> None:
    assert images(PARAGRAPHS.replace("</p>", f"</p>{markup}", 1)) == ["boat.jpg"]


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=/other-story><img src=/m/owl.jpg><b>Owl keeps a whole street awake</b></a>",
        "<div class=related-news><h3>Related news</h3><ul><li><a href=/1><img src=/m/owl.jpg></a>"
        "<a href=/1>Owl keeps a whole street awake</a></li></ul></div>",
        "<div class=share-bar><a href=/f><img src=/m/round.png></a></div>",
        "<h3>Related news</h3><div><img src=/m/owl.jpg></div><p>Owl keeps a street awake</p>"
        "<div><img src=/m/ape.jpg></div><p>Ape escapes from the town's zoo</p>",
        "<p><a href=/1><img src=/m/owl.jpg></a></p><p><a href=/1>Owl keeps a street awake</a></p>",
        "<p><a href=https://shop.example/app><img src=/m/badge.png></a></p>",
        "<p><a href=/subscribe><img src=/m/offer.png></a></p>",
        "<img src=/m/counted.gif style='display:none'>",
        "<p><img src=/m/end.gif width=1 height=1></p>",
        "<p><img src=/m/end-mark.svg width=12></p>",
        "<p><a href=/f><img src=/m/facebook-icon.png></a><img src=/m/zalo.png></p>",
    ],
)
def test_the_images_of_stripped_text(markup: str) -> None:
    assert images(PARAGRAPHS.replace("</p>", f"</p>{markup}", 2)) == []


def test_a_line_in_the_frame_of_a_picture_is_its_caption() -> None:
    framed = "<div class=photo><img src=/m/boat.jpg><span>Lan Vien</span>The boat at dusk.</div>"
    assert [block.text for block in article(framed + PARAGRAPHS).body] == list(STORY)
