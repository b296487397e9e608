"""A failing host is left alone for as long as it asks, or longer each time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.downloader.throttle import retry_after
from tests.support.faultserver import Asked, Connection, FaultServer, in_turn, page, until
from tests.support.fetch_probe import fetch

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OPEN = {"ALLOW_PRIVATE_ADDRESSES": "1", "ROBOTSTXT_OBEY": False}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"1000000000", 1e9),
        (b"9" * 400, 999_999_999_999.0),
        (b"Mon, 23 Nov 2026 12:01:00 GMT", 60.0),
        (b"Mon, 23 Nov 2026 19:01:00 +0700", 60.0),
        (b"Monday, 23-Nov-26 12:01:00 GMT", 60.0),
        (b"Mon Nov 23 12:01:00 2026", 60.0),
        (b"Mon, 23 Nov 1970 12:01:00 GMT", 0.0),
        (b"-5", None),
        (b"1.5", None),
        (b"soon", None),
        (b"", None),
        (None, None),
        ("١٢٠".encode(), None),
        (b"Mon, 99 Nov 2026 12:01:00 GMT", None),
        (b"Mon, 23 Nov 99999999999 12:01:00 GMT", None),
    ],
)
def test_retry_after(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.binary(max_size=60))
def test_retry_after_takes_anything(value: bytes) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(min_value=0, max_value=10**8))
def test_a_date_and_its_seconds_are_the_same(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True).encode()
    assert retry_after(date, NOW) == seconds


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "least", "longest"),
    [("1", 1.0, 1.0), ("date", 0.9, 1.5), ("1000000000", 1.5, 1.5), ("garbage", 0.05, 0.05)],
)
@pytest.mark.slow
def test_the_whole_host_waits(status: int, value: str, least: float, longest: float) -> None:
    """The host gets no request meanwhile, for other pages neither; then both arrive."""

    async def ask_to_wait(asked: Asked, connection: Connection) -> None:
        date = format_datetime(datetime.now(UTC) + timedelta(seconds=5), usegmt=True)
        await connection.reply(b"busy", status, Retry_After=date if value == "date" else value)

    busy = in_turn(ask_to_wait, page("text"))
    with FaultServer({"/busy": busy, "*": page("text")}) as server:
        urls = [server.url("/busy"), *(server.url(f"/{n}") for n in range(3))]
        run = fetch(urls, **OPEN, RETRY_AFTER_MAX=1.5, CONCURRENT_REQUESTS_PER_DOMAIN=1)
        times = [asked.at for asked in server.asked]
    assert {one.body for one in run.pages.values()} == {"text"}
    assert server.paths()[0] == "/busy"
    assert times[1] - times[0] >= least, server.paths()
    assert run.stats["backoff/longest_pause"] <= longest


@pytest.mark.slow
def test_pauses_double_up_to_the_ceiling() -> None:
    with FaultServer({"/bad": page("", 503)}) as server:
        run = fetch(
            [server.url("/bad")], **OPEN, RETRY_TIMES=5, BACKOFF_START=0.2, BACKOFF_MAX=0.8,
            AUTOTHROTTLE_ENABLED=False,
        )  # fmt: skip
        gaps = [later.at - earlier.at for earlier, later in pairwise(server.asked)]
    assert run[server.url("/bad")].status == 503
    assert len(gaps) == 5
    for gap, pause in zip(gaps, (0.2, 0.4, 0.8, 0.8, 0.8), strict=True):
        assert gap >= pause
    assert run.stats["backoff/longest_pause"] == 0.8
    pauses = re.findall(r"left alone for ([\d.]+) s", run.stderr)
    assert pauses == ["0.2", "0.4", "0.8", "0.8", "0.8", "0.8"]


@pytest.mark.slow
def test_a_storm_that_ends_loses_no_page_and_costs_few_requests() -> None:
    storm = until(3.0, page("", 503), page("text"))
    with FaultServer({"*": storm}) as server:
        urls = [server.url(f"/{n}") for n in range(12)]
        run = fetch(urls, **OPEN, RETRY_TIMES=4, BACKOFF_START=0.4, BACKOFF_MAX=2.0)
        refused = sum(asked.at - server.asked[0].at < 3.0 for asked in server.asked)
    assert {one.body for one in run.pages.values()} == {"text"}
    assert refused <= 16  # four pauses fit, with up to four requests in flight at each
    assert "degraded/hosts" not in run.stats


@pytest.mark.slow
def test_a_host_that_stays_down_is_given_up_and_the_run_marked() -> None:
    with FaultServer({"*": page("", 500)}) as server:
        urls = [server.url(f"/{n}") for n in range(60)]
        run = fetch(urls, **OPEN, BACKOFF_FAILURES=4, CONCURRENT_REQUESTS_PER_DOMAIN=2)
        asked = len(server.asked)
    assert asked <= 12
    assert run.stats["degraded/hosts"] == 1
    assert run.count == 60
    given_up = [one for one in run.pages.values() if one.error == "HostDown"]
    assert len(given_up) >= 50
    assert all(one.retry and "times in a row" in one.reason for one in given_up)


@pytest.mark.slow
def test_another_host_is_not_held_up() -> None:
    with FaultServer({"*": page("", 503)}) as bad, FaultServer({"*": page("text")}) as good:
        port = good.port
        urls = [bad.url("/x"), *(f"http://localhost:{port}/{n}" for n in range(5))]
        run = fetch(urls, ["*"], **OPEN, BACKOFF_START=4.0, BACKOFF_MAX=4.0, RETRY_TIMES=1)
        assert max(asked.at for asked in good.asked) < max(asked.at for asked in bad.asked)
    assert [run[url].body for url in urls[1:]] == ["text"] * 5


@pytest.mark.slow
def test_one_bad_page_among_good_ones_is_not_a_storm() -> None:
    site = {f"/bad/{n}": page("", 500) for n in range(6)}
    with FaultServer({**site, "*": page("text")}) as server:
        urls = [server.url(f"/{kind}/{n}") for n in range(6) for kind in ("bad", "good")]
        run = fetch(
            urls, **OPEN, BACKOFF_FAILURES=5, RETRY_TIMES=1, CONCURRENT_REQUESTS_PER_DOMAIN=1,
            BACKOFF_START=0.01, BACKOFF_MAX=0.02,
        )  # fmt: skip
    assert sum(one.body == "text" for one in run.pages.values()) == 6
    assert "degraded/hosts" not in run.stats
