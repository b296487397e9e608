"""Replay: every response comes from the archive, and no request leaves the machine."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import HtmlResponse, Request, Response
from scrapy.settings import Settings

from crawler.archive import ARCHIVED, FETCHED_AT, ReplayIndex, ReplayMiddleware, WarcWriter, now
from pipelines.errors import UserError
from tests.support import warm
from tests.support.archive_site import ARTICLE, archive_site

ROOT = Path(__file__).parents[3]
AT = datetime(2025, 2, 15, 9, 30, tzinfo=UTC)
HOST = "https://news.example"
DATE = "Sat, 15 Feb 2025 09:30:00 GMT"


def probe(settings: dict[str, Any], *urls: str) -> list[dict[str, Any]]:
    """Run the probe crawl in its own process; return its lines, the last with the statistics."""
    done = warm.run(
        [ROOT / "tests/support/probe.py", json.dumps(settings), *urls],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    done.check_returncode()
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "a.warc.gz"
    html = ("Content-Type", "text/html; charset=utf-8")
    dated = ("Last-Modified", DATE)
    with WarcWriter(path) as writer:
        writer.write(f"{HOST}/a", 200, [html, ("ETag", 'W/"1"'), dated], ARTICLE, AT)
        writer.write(f"{HOST}/a", 200, [html, ("ETag", '"2"')], b"later", AT + timedelta(days=1))
        packed = gzip.compress(ARTICLE, mtime=0)
        writer.write(f"{HOST}/zip", 200, [html, ("Content-Encoding", "gzip")], packed, AT)
        writer.write(f"{HOST}/old", 301, [("Location", "/a")], b"", AT)
        writer.write(f"{HOST}/dated", 200, [html, dated, ("Set-Cookie", "a=1")], b"text", AT)
    return path


@pytest.fixture
def middleware(stored: Path) -> ReplayMiddleware:
    return ReplayMiddleware(ReplayIndex.open(str(stored)), AT + timedelta(hours=1))


class TestAnswers:
    def test_a_stored_response(self, middleware: ReplayMiddleware) -> None:
        request = Request(f"{HOST}/a")
        response = middleware.process_request(request)
        assert isinstance(response, HtmlResponse)
        assert (response.status, response.body) == (200, ARTICLE)
        assert "Bảy nhịp cầu" in response.text
        assert request.meta[FETCHED_AT] == AT
        assert request.meta[ARCHIVED].warc == "a.warc.gz"
        assert request.meta[ARCHIVED].offset > 0

    @pytest.mark.parametrize(
        "request_",
        [
            Request(f"{HOST}/none"),
            Request("http://news.example/a"),
            Request(f"{HOST}/a", method="POST"),
            Request("file:///etc/hostname"),
            Request("data:,text"),
        ],
    )
    def test_what_is_not_stored_is_404(
        self, middleware: ReplayMiddleware, request_: Request
    ) -> None:
        request_.meta[ARCHIVED] = "from the page before"
        response = middleware.process_request(request_)
        assert (response.status, response.body) == (404, b"")
        assert ARCHIVED not in request_.meta

    def test_head_has_no_body(self, middleware: ReplayMiddleware) -> None:
        response = middleware.process_request(Request(f"{HOST}/a", method="HEAD"))
        assert (response.status, response.body) == (200, b"")
        assert response.headers["ETag"] == b'W/"1"'

    def test_a_body_over_the_limit_is_refused(self, stored: Path) -> None:
        limited = ReplayMiddleware(ReplayIndex.open(str(stored)), None, max_size=120)
        with pytest.raises(DownloadCancelledError, match="limit 120"):
            limited.process_request(Request(f"{HOST}/zip"))
        assert limited.process_request(Request(f"{HOST}/a")).status == 200


class TestConditionalRequests:
    @pytest.mark.parametrize(
        ("path", "headers", "status"),
        [
            ("a", {"If-None-Match": '"1"'}, 304),
            ("a", {"If-None-Match": '"0", W/"1"'}, 304),
            ("a", {"If-None-Match": "*"}, 304),
            ("a", {"If-None-Match": '"2"'}, 200),
            # If the entity tag does not match, the date does not matter.
            ("a", {"If-None-Match": '"2"', "If-Modified-Since": DATE}, 200),
            ("dated", {"If-Modified-Since": DATE}, 304),
            ("dated", {"If-Modified-Since": "Sun, 16 Feb 2025 09:30:00 GMT"}, 304),
            ("dated", {"If-Modified-Since": "Sat, 15 Feb 2025 09:29:59 GMT"}, 200),
            ("dated", {"If-Modified-Since": "yesterday"}, 200),
            ("zip", {"If-Modified-Since": DATE}, 200),
            ("zip", {"If-None-Match": '"1"'}, 200),
            ("old", {"If-None-Match": "*"}, 301),
        ],
    )  # fmt: skip
    def test_304_when_the_validators_match(
        self, middleware: ReplayMiddleware, path: str, headers: dict[str, str], status: int
    ) -> None:
        response = middleware.process_request(Request(f"{HOST}/{path}", headers=headers))
        assert response.status == status
        assert (response.body == b"") == (status in (304, 301))

    def test_a_304_carries_the_validators(self, middleware: ReplayMiddleware) -> None:
        response = middleware.process_request(
            Request(f"{HOST}/a", headers={"If-None-Match": '"1"'})
        )
        assert response.headers["ETag"] == b'W/"1"'
        assert "Content-Type" not in response.headers


class TestTime:
    def test_now_is_the_replayed_time(self) -> None:
        given = {"REPLAY_WARC": "x", "REPLAY_AT": "2025-02-15T16:30:00+07:00"}
        assert now(Settings(given)) == AT
        assert now(Settings({"REPLAY_WARC": "x", "REPLAY_AT": "2025-02-15T09:30:00"})) == AT

    def test_without_replay_now_is_the_wall_clock(self) -> None:
        before = datetime.now(UTC)
        assert before <= now(Settings({"REPLAY_WARC": "x"})) <= datetime.now(UTC)

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"REPLAY_AT": "2025-02-15"}, "needs REPLAY_WARC"),
            ({"REPLAY_WARC": "x", "REPLAY_AT": "yesterday"}, "expected ISO form"),
            ({"REPLAY_WARC": "x", "REPLAY_AT": "0001-01-01T00:00:00+14:00"}, "expected ISO form"),
        ],
    )
    def test_a_wrong_value_is_named(self, given: dict[str, str], message: str) -> None:
        with pytest.raises(UserError, match=message) as caught:
            now(Settings(given))
        assert given["REPLAY_AT"] in str(caught.value)
        assert "\n" not in str(caught.value)


class TestCrawl:
    def test_redirects_compression_and_robots_in_a_real_crawl(self, stored: Path) -> None:
        settings = {"REPLAY_WARC": str(stored), "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 30}
        settings["REPLAY_AT"] = "2025-02-15T09:30:00Z"
        *lines, end = probe(settings, f"{HOST}/old", f"{HOST}/zip", f"{HOST}/none")
        by_url = {line["url"]: line for line in lines}
        assert by_url[f"{HOST}/a"]["body"].encode("latin-1") == ARTICLE
        assert by_url[f"{HOST}/zip"]["body"].encode("latin-1") == ARTICLE
        assert by_url[f"{HOST}/none"]["status"] == 404
        assert by_url[f"{HOST}/a"]["archived"] != by_url[f"{HOST}/zip"]["archived"]
        assert by_url[f"{HOST}/none"]["archived"] is None
        assert end["finish_reason"] == "finished"
        assert end["stats"]["archive/replayed"] == 3
        assert end["stats"]["archive/missing"] == 2  # robots.txt and /none

    def test_nothing_leaves_the_machine(self, tmp_path: Path) -> None:
        """A live server at the URL of a stored page gets no request."""
        with archive_site() as (site, asked):
            path = tmp_path / "a.warc.gz"
            with WarcWriter(path) as writer:
                writer.write(f"{site}/plain", 200, [], b"from the archive", AT)
            settings = {"REPLAY_WARC": str(path), "ROBOTSTXT_OBEY": True}
            *lines, end = probe(settings, f"{site}/plain", f"{site}/same")
        assert sorted((line["status"], line["body"]) for line in lines) == [
            (200, "from the archive"),
            (404, ""),
        ]
        assert asked == []
        assert "downloader/request_count" in end["stats"]

    @pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
    @pytest.mark.parametrize("packed", [True, False])
    def test_what_wget_stored(self, tmp_path: Path, packed: bool) -> None:
        """Files of another tool replay like the site."""
        options = [] if packed else ["--no-warc-compression"]
        with archive_site() as (site, asked):
            subprocess.run(
                ["wget", "-q", "-r", "-l1", f"--warc-file={tmp_path / 'w'}", *options, f"{site}/"],
                cwd=tmp_path,
                check=False,  # exit code 8 because of the broken link
                env={"PATH": "/usr/bin:/bin", "no_proxy": "*"},
            )
            assert "/chunked" in asked
            asked.clear()
            paths = ("", "gzip", "old", "chunked", "same", "none", "robots.txt")
            urls = [f"{site}/{path}" for path in paths]
            *live, _ = probe({}, *urls)
            assert len(asked) == len(urls) + 1  # one more for the redirect's target
            asked.clear()
            replayed = probe({"REPLAY_WARC": str(tmp_path / f"w.warc{'.gz' * packed}")}, *urls)
            assert asked == []
        fields = ("url", "status", "body")
        assert sorted(tuple(line[name] for name in fields) for line in replayed[:-1]) == sorted(
            tuple(line[name] for name in fields) for line in live
        )


def test_the_class_of_a_response_is_chosen_by_its_headers(middleware: ReplayMiddleware) -> None:
    packed = middleware.process_request(Request(f"{HOST}/zip"))
    assert type(packed) is Response  # still compressed: text only after decompression
    assert packed.headers.getlist("Content-Encoding") == [b"gzip"]
