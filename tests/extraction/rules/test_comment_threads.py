"""Readers' comments go, however many there are; an article of that name or label stays."""

from __future__ import annotations

import pytest

from tests.support.story_page import PARAGRAPHS, STORY, blocks

COMMENTS = (
    "I have lived out there for thirty years and nobody asked me whether I wanted any of this.",
    "My neighbour agrees with me, and so does her dog, every day of the week, rain or shine.",
    "Does anybody know whether bicycles are allowed? I could not find it on the operator's site.",
    "Finally! We have waited long enough for this, thank you to everybody who fought for it.",
)


def thread(item: str, count: int = 24) -> str:
    texts = (COMMENTS[at % len(COMMENTS)] for at in range(count))
    return "".join(item.format(name=f"user{at}", text=text) for at, text in enumerate(texts))


ITEM = "<div class=c><b>{name}</b><p>{text}</p></div>"


@pytest.mark.parametrize(
    "below",
    [
        f"<section id=comments>{thread(ITEM)}</section>",
        f"<section><h3>24 comments</h3>{thread(ITEM)}</section>",
        f"<section><h3><a href=#c>Bình luận (24)</a></h3>{thread(ITEM)}</section>",
        f"<h4>Comments</h4>{thread('<p><b>{name}</b></p><p>{text}</p>', 6)}",
        f"<div><h2>Kommentare</h2>{thread('<p><b>{name}:</b> {text}</p>', 2)}</div>",
        f"<ol class=commentlist>{thread('<li>{name} says:<br>May 2 at 10:30<p>{text}</li>')}</ol>",
        f"<dl><dt>24 responses</dt>{thread('<dt>{name}</dt><dd>{text}</dd>')}</dl>",
    ],
    ids=["by name", "counted", "linked label", "in the body", "two", "as WordPress", "terms"],
)
def test_comments_go(below: str) -> None:
    assert blocks(f"{PARAGRAPHS}{below}") == list(STORY)
    assert blocks(f"{PARAGRAPHS}</div></article>{below}<div><div>") == list(STORY)


def test_an_article_in_an_element_named_comments_stays() -> None:
    parts = "".join(f"<p><b>Part {at}</b></p><p>{text}</p>" for at, text in enumerate(STORY))
    assert set(STORY) <= set(blocks(f"<div class=comments>{parts}</div>"))


@pytest.mark.parametrize(
    "label",
    ["<p>Comments (0)</p>", "<p><a href=#c>Leave a comment</a></p>", "<h3>Comments</h3>"],
)
def test_text_below_such_a_label_stays(label: str) -> None:
    more = "".join(f"<p>{text}</p>" for text in COMMENTS)
    assert blocks(f"{PARAGRAPHS}{label}{more}")[-len(COMMENTS) :] == list(COMMENTS)


def test_statements_in_quotation_marks_below_such_a_label_stay() -> None:
    statements = [f"“{text}”" for text in COMMENTS]
    items = "".join(f"<p><b>Ann Lee</b></p><p>{text}</p>" for text in statements)
    assert set(statements) <= set(blocks(f"{PARAGRAPHS}<h3>Comments</h3>{items}"))


AGO = "<div><div><span>{name}</span> <time>{ago}</time></div><p>{text}</p></div>"


@pytest.mark.parametrize(
    "ago",
    [
        *(
            "2 hours ago",
            "5m ago",
            "an hour ago",
            "2 giờ trước",
            "vor 3 Stunden",
            "il y a 2 heures",
        ),
        *("hace 3 días", "há 2 horas", "2 jam yang lalu", "3 часа назад", "2 godziny temu"),
        *(
            "3小时前",
            "3 時間前",
            "3시간 전",
            "2 ชั่วโมงที่แล้ว",
            "2 ម៉ោងមុន",
            "منذ 3 ساعات",
            "2 timer siden",
        ),
    ],
)
def test_texts_each_below_a_name_and_how_long_ago_go(ago: str) -> None:
    below = "".join(AGO.format(name=f"user{at}", ago=ago, text=COMMENTS[at]) for at in range(3))
    assert blocks(f"{PARAGRAPHS}{below}") == list(STORY)
    assert blocks(f"{PARAGRAPHS}</div></article><div>{below}</div>") == list(STORY)


def test_terms_each_of_a_name_and_how_long_ago_go() -> None:
    item = "<dt>{}, 2 hours ago</dt><dd>{}</dd>"
    below = "".join(item.format(f"user{at}", COMMENTS[at]) for at in range(3))
    assert blocks(f"{PARAGRAPHS}<dl>{below}</dl>") == list(STORY)


@pytest.mark.parametrize(
    "item",
    [
        "<div><time>2 hours ago</time><p>{text}</p></div>",
        "<div><h3>The lamp is lit again</h3><time>2 hours ago</time><p>{text}</p></div>",
        "<div><p>around £29 for 1 person</p><p>{text}</p></div>",
        "<div><p><b>Ann Lee, 41, of Harwell</b></p><p>{text}</p></div>",
        "<div><p>It all began with a letter two days ago, she said.</p><p>{text}</p></div>",
    ],
    ids=["entries", "entries with a headline", "prices", "voices", "a sentence"],
)
def test_a_time_without_a_name_tells_no_comment(item: str) -> None:
    parts = "".join(item.format(text=text) for text in COMMENTS)
    assert set(COMMENTS) <= set(blocks(f"{PARAGRAPHS}{parts}"))
