"""When an outlet is due, according to ``outlets.toml``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.settings import Settings

from cluster.outlets_file import read
from cluster.schedule import DAY, last_due
from crawler.commands.work import _outlets
from pipelines.errors import UserError

NOW = datetime(2026, 11, 29, 3, 30, tzinfo=UTC)


def host(home: str) -> str:
    return str(urlsplit(home).hostname)


def plans(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    file = tmp_path / "outlets.toml"
    file.write_text(text, "utf-8")
    return read(file, {"vna", "vns"}, host)


def test_an_outlets_file(tmp_path: Path) -> None:
    vna, site = plans(
        tmp_path,
        'every = "2d"\nzone = "Asia/Ho_Chi_Minh"\n'
        '[[outlet]]\nname = "vna"\nevery = "90m"\nwindow = "22:00-06:00"\n'
        '[[outlet]]\nhome = "https://example.org/"\narguments = { limit = 50 }\n',
    )
    assert (vna.outlet, vna.spider, dict(vna.arguments)) == ("vna", "vna", {})
    assert vna.every == timedelta(minutes=90)
    assert (site.outlet, site.spider, site.every) == ("example.org", "site", 2 * DAY)
    assert site.arguments == {"home": "https://example.org/", "limit": "50"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no outlet"),
        ("[[outlet]", "cannot be read"),
        ('[[outlet]]\nname = "vnx"', r"outlet 1: name = 'vnx': expected one of vna, vns"),
        ("[[outlet]]\n", "either name"),
        ('outlet = ["vna"]', "names no outlet"),
        ('[[outlet]]\nname = ["vna"]', "expected one of vna, vns"),
        ('[[outlet]]\nname = "vna"\narguments = { home = "x" }', "arguments.home"),
        ('[[outlet]]\nname = "vna"\nwindow = "22:00-24:00"', "midnight is 00:00"),
        ('[[outlet]]\nname = "vna"\nhome = "https://a.example/"', "either name"),
        ('[[outlet]]\nname = "vna"\n[[outlet]]\nname = "vna"', "outlet 2: vna is named twice"),
        ('[[outlet]]\nname = "vna"\nevery = "5"', "every = '5': expected 1m to 24h"),
        ('[[outlet]]\nname = "vna"\nevery = "36h"', "or whole days"),
        ('[[outlet]]\nname = "vna"\nevery = "0m"', "expected 1m"),
        ('[[outlet]]\nname = "vna"\nwindow = "25:00-06:00"', "expected two times of day"),
        ('[[outlet]]\nname = "vna"\nwindow = "06:00-06:00"', "expected two times of day"),
        ('[[outlet]]\nname = "vna"\nzone = "Hanoi"', "such as Asia/Ho_Chi_Minh"),
        ('[[outlet]]\nname = "vna"\noften = "1h"', "often: expected one of"),
        ('often = "1h"\n[[outlet]]\nname = "vna"', "often: expected every"),
        ('[[outlet]]\nname = "vna"\narguments = 5', "expected a table"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        plans(tmp_path, text)


@settings(max_examples=40)
@given(
    st.sampled_from(["1m", "90m", "6h", "24h", "2d", "28d"]),
    st.sampled_from(["", 'window = "22:00-06:00"', 'window = "05:00-23:00"']),
    st.sampled_from(["UTC", "Asia/Ho_Chi_Minh", "America/New_York"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
    st.text("abc", min_size=1, max_size=5),
)
def test_an_outlet_is_due_when_every_machine_says_so(
    tmp_path_factory: pytest.TempPathFactory,
    every: str, window: str, zone: str, at: datetime, name: str,
) -> None:  # fmt: skip
    text = f'[[outlet]]\nhome = "https://{name}.example/"\nevery = "{every}"\n'
    (plan,) = plans(tmp_path_factory.mktemp("x"), text + f'{window}\nzone = "{zone}"\n')
    now = at.replace(tzinfo=UTC)
    due = last_due(plan, now)
    assert due <= now
    assert last_due(plan, due) == due
    longest = plan.every if plan.every > DAY or plan.window is None else DAY + plan.every
    assert now - due <= longest + DAY
    local = due.astimezone(plan.zone).time()
    if plan.window is not None:
        begin, end = plan.window.begin, plan.window.end
        inside = begin <= local < end if begin < end else local >= begin or local < end
        assert inside


def test_an_outlet_whose_window_the_clock_skips_is_due(tmp_path: Path) -> None:
    """In Berlin there was no 02:30 on 28 March 2027."""
    text = "".join(f'[[outlet]]\nhome = "https://n{n}.example/"\n' for n in range(100))
    more = 'every = "28d"\nwindow = "02:00-03:00"\nzone = "Europe/Berlin"\n'
    for plan in plans(tmp_path, more + text):
        for days in range(0, 28, 3):
            now = datetime(2027, 3, 28, 12, tzinfo=UTC) + days * DAY
            assert now - 30 * DAY < last_due(plan, now) <= now


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("https://A.example:443", "a.example"),
        ("http://a.example:80/en/", "a.example"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("https://vietnamnews.vn/", "that is vns; expected name = 'vns'"),
        ("a.example", "expected the site's front page"),
    ],
)
def test_the_home_of_a_site(tmp_path: Path, home: str, expected: str) -> None:
    file = tmp_path / "outlets.toml"
    file.write_text(f'[[outlet]]\nhome = "{home}"\n')
    given = Settings()
    given.setmodule("crawler.settings")
    try:
        found = _outlets(given, str(file))[0].outlet
    except UserError as error:
        found = str(error)
    assert found == expected or f" {expected}" in found


def test_outlets_are_spread_over_the_day(tmp_path: Path) -> None:
    text = "".join(f'[[outlet]]\nhome = "https://n{n}.example/"\n' for n in range(200))
    hours = {last_due(one, NOW).hour for one in plans(tmp_path, text)}
    assert len(hours) == 24
