"""WARC files with pages of known outcome, written by warcio, and pages that hang or kill."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.export.extracted_row import extracted_row
from pipelines.items import Page
from tests.support.story_page import PARAGRAPHS
from tests.support.story_page import page as story_page

HOST = "https://news.example"
HTML = ("Content-Type", "text/html; charset=utf-8")
HANGS = b"<!-- this page hangs -->"
KILLS = b"<!-- this page kills -->"
KILLED_ONCE = b"<!-- the process of this page is killed by someone else -->"


VIETNAMESE = "".join(
    f"<p>{text}</p>"
    for text in (
        "Chuyến phà đêm đầu tiên sau mười một năm đã rời bến vào lúc nửa đêm chủ nhật, chở theo "
        "bốn mươi mốt hành khách và ba chiếc xe giao hàng của các cửa hàng trong thị trấn.",
        "Người dân cho biết trong những năm qua ai lỡ chuyến cuối đều phải ngủ lại nhà ga, và "
        "không phải lúc nào cũng còn chỗ cho trẻ em cùng người già.",
        "Hội đồng tỉnh đã đồng ý bù lỗ cho tuyến này từ tháng sáu, được tính là hơn ba triệu đồng "
        "mỗi ngày, cho đến khi đường hầm được mở trong mùa xuân tới.",
        "Hai đội gồm sáu người đã được thuê, phần lớn là ngư dân của những con tàu nằm bờ.",
    )
)


def story(number: int, mark: bytes = b"", body: str = PARAGRAPHS, lang: str = "en") -> bytes:
    """Return the page of an article; ``mark`` is appended."""
    more = f"<p>Ferry number {number} leaves at {number} minutes past the hour on weekdays.</p>"
    page = story_page(body + more, lang=lang).body
    return page.replace(b"Night ferry", f"Night ferry {number}".encode()) + mark


class Archive:
    """A WARC file being written."""

    def __init__(self, writer: WARCWriter) -> None:
        self.writer = writer

    def add(
        self,
        url: str,
        body: bytes = b"",
        kind: str = "response",
        status: str = "200 OK",
        headers: tuple[tuple[str, str], ...] = (HTML,),
        date: str = "2026-11-20T03:00:00Z",
        **warc: str,
    ) -> Any:
        """Write a record; ``warc`` are its headers (``warc_truncated="length"``)."""
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": date,
                **{name.replace("_", "-").title(): value for name, value in warc.items()},
            },
        )
        self.writer.write_record(record)
        return record


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    with path.open("wb") as file:
        yield Archive(WARCWriter(file, gzip=path.suffix == ".gz"))


def stories(path: Path, count: int, first: int = 0) -> Path:
    """Write an archive of this many articles."""
    with archive(path) as into:
        for number in range(first, first + count):
            into.add(f"{HOST}/business/story-number-{number}.html", story(number))
    return path


def row_or_trouble(page: Page) -> dict[str, Any]:
    """Act as an extraction process, except for pages that bring it down."""
    while HANGS in page.body:
        pass
    if KILLS in page.body:
        os.kill(os.getpid(), signal.SIGKILL)
    if KILLED_ONCE in page.body:
        with suppress(FileExistsError):
            Path(os.environ["KILLED_ONCE"]).touch(exist_ok=False)
            os.kill(os.getpid(), signal.SIGKILL)
    return extracted_row(page)


def no_page_may_come(page: Page) -> dict[str, Any]:
    """Fail: for tests of pages that must be filtered out earlier."""
    raise ValueError("a page")
