"""Responses of one outline are recognised before extraction; articles of one template are not."""

from __future__ import annotations

from pipelines.interstitials import EarlySuspicion
from tests.support import fault_pages


def test_a_row_of_one_page_is_recognised_and_a_false_alarm_makes_it_longer() -> None:
    suspicion = EarlySuspicion()
    walls = [f"{fault_pages.BLOCKED}<p>Ray {n * 7919:x}</p>".encode() for n in range(30)]
    suspected = [suspicion.take(body) for body in walls[:6]]
    assert suspected == [False] * 4 + [True] * 2
    suspicion.relent()
    assert [suspicion.take(body) for body in walls[6:16]] == [False] * 9 + [True]


def test_articles_of_one_size_and_template_are_not_one_page() -> None:
    suspicion = EarlySuspicion()
    bodies = [fault_pages.article(n).encode() for n in range(101, 141)]
    assert not any(suspicion.take(body) for body in bodies)


def test_a_page_in_between_breaks_the_row() -> None:
    suspicion = EarlySuspicion()
    wall, article = fault_pages.BLOCKED.encode(), fault_pages.article(101).encode()
    assert not any(suspicion.take(body) for body in (wall, wall, wall, article) * 5)
