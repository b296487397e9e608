"""A ``<noscript>`` that contains the text is text, in one piece or many; a notice is not."""

from __future__ import annotations

from tests.support.story_page import PARAGRAPHS, STORY, blocks


def test_a_text_in_one_piece() -> None:
    assert blocks(f"<noscript>{PARAGRAPHS}</noscript>") == list(STORY)


def test_a_text_in_pieces() -> None:
    pieces = "".join(f"<div><noscript><p>{text}</p></noscript></div>" for text in STORY)
    assert blocks(pieces) == list(STORY)


def test_a_notice_is_not_text() -> None:
    notice = "<p>Please enable JavaScript to view the comments and to write your own below.</p>"
    assert blocks(f"{PARAGRAPHS}<noscript>{notice}</noscript>") == list(STORY)
