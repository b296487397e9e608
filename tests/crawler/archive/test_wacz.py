"""``scrapy archive pack``: a WACZ file that other tools can read, and its verification."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import pty
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.wacz import DATAPACKAGE, INDEX, PAGES, PackResult, pack
from crawler.archive.wacz_check import faults
from pipelines.errors import UserError
from tests.support import warm
from tests.support.sample_crawl import SAMPLES

Members = dict[str, bytes]


def packed(folder: Path, *names: str) -> tuple[Path, PackResult]:
    files = [SAMPLES / f"{name}.warc.gz" for name in names]
    done: list[int] = []
    made = pack(files, folder / "news.wacz", "invented", done.append)
    assert done == [one.stat().st_size for one in files]
    assert [one.name for one in folder.iterdir()] == ["news.wacz"]
    return folder / "news.wacz", made


def members(path: Path) -> Members:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def look(path: Path) -> list[str]:
    return list(faults(path, lambda _: None))


def test_other_tools_can_read_a_packed_archive(tmp_path: Path) -> None:
    path, made = packed(tmp_path, "vna", "ppp")
    assert look(path) == []
    held = members(path)
    package = json.loads(held[DATAPACKAGE])
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    for one in package["resources"]:
        assert one["bytes"] == len(held[one["path"]])
        assert one["hash"] == f"sha256:{hashlib.sha256(held[one['path']]).hexdigest()}"
    digest = json.loads(held["datapackage-digest.json"])
    assert digest["hash"] == f"sha256:{hashlib.sha256(held[DATAPACKAGE]).hexdigest()}"

    responses = {}
    for name in ("vna", "ppp"):
        data = held[f"archive/{name}.warc.gz"]
        assert data == (SAMPLES / f"{name}.warc.gz").read_bytes()
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.rec_type in ("response", "revisit"):
                head = record.rec_headers
                responses[head["WARC-Target-URI"], head["WARC-Date"]] = record.rec_type
    lines = held[INDEX].decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(responses) == made.responses
    for line in lines:
        value = json.loads(line.split(" ", 2)[2])
        data = held[f"archive/{value['filename']}"]
        start, length = int(value["offset"]), int(value["length"])
        record = gzip.decompress(data[start : start + length])  # one member, not a byte more
        assert f"WARC-Target-URI: {value['url']}\r\n".encode() in record

    head, *pages = map(json.loads, held[PAGES].decode().splitlines())
    assert head["format"] == "json-pages-1.0"
    assert len(pages) == made.pages
    titles = {one["url"]: one.get("title") for one in pages}
    assert titles["https://www.phnompenhpost.com/national"] is not None
    assert (titles.keys() - {url for url, _ in responses}) == set()


def _cut_record(held: Members) -> None:
    name = "archive/ppp.warc.gz"
    held[name] = held[name][:2_000] + b"\0" + held[name][2_001:]


def _lose(name: str) -> Callable[[Members], None]:
    return lambda held: held.pop(name) and None


def _add_file(held: Members) -> None:
    held["archive/other.warc.gz"] = held["archive/ppp.warc.gz"]


def _change_offset(held: Members) -> None:
    held[INDEX] = held[INDEX].replace(b'"offset": "1038"', b'"offset": "1039"')


def _change_page(held: Members) -> None:
    held[PAGES] = held[PAGES].replace(b"/national", b"/elsewhere")


def _change_package(held: Members) -> None:
    held[DATAPACKAGE] = held[DATAPACKAGE].replace(b"invented", b"improved")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_cut_record, "archive/ppp.warc.gz: its bytes are not those of its digest"),
        (_lose("archive/ppp.warc.gz"), "archive/ppp.warc.gz: is not there"),
        (_lose(INDEX), f"{INDEX}: is not there"),
        (_add_file, f"archive/other.warc.gz: {DATAPACKAGE} does not name it"),
        (_change_offset, f"{INDEX}, line 1: no record there"),
        (_change_page, "/elsewhere is not in the index"),
        (_change_package, f"{DATAPACKAGE}: is not what datapackage-digest.json says"),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, spoil: Callable[[Members], None], expected: str
) -> None:
    path, _ = packed(tmp_path, "ppp")
    held = members(path)
    spoil(held)
    with ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data, ZIP_STORED)
    assert any(expected in one for one in look(path)), look(path)


def test_a_compressed_archive_member_is_rejected(tmp_path: Path) -> None:
    path, _ = packed(tmp_path, "ppp")
    held = members(path)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    assert any("compressed by the ZIP" in one for one in look(path))


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\5\6" + bytes(18)])
def test_a_file_that_is_not_wacz_is_reported(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.wacz"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"other\.wacz: .*(WACZ|datapackage)"):
        look(path)


def test_a_file_with_a_cut_record_is_packed_without_it(tmp_path: Path) -> None:
    whole = (SAMPLES / "ppp.warc.gz").read_bytes()
    (tmp_path / "in").mkdir()
    cut = tmp_path / "in" / "ppp-1.warc.gz"
    cut.write_bytes(whole[: len(whole) // 2])
    made = pack([cut], tmp_path / "news.wacz", "cut", lambda _: None)
    (damage,) = made.damages
    assert damage.path == cut
    assert look(tmp_path / "news.wacz") == []
    entire = pack([SAMPLES / "ppp.warc.gz"], tmp_path / "all.wacz", "entire", lambda _: None)
    assert 0 < made.responses < entire.responses


def archive(folder: Path, *arguments: str) -> list[str]:
    return ["-m", "scrapy", "archive", *arguments, "-s", f"ARCHIVE_DIR={folder}"]


def test_the_command_packs_and_verifies(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("vna", "ppp"):
        shutil.copy(SAMPLES / f"{name}.warc.gz", folder / f"{name}-2026.warc.gz")
    target = str(tmp_path / "ppp.wacz")
    done = warm.run(archive(folder, "pack", target, "--outlet", "ppp"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{target}: 1 files, 21 responses, ")
    done = warm.run(archive(folder, "verify", target))
    assert (done.returncode, done.stdout) == (0, f"{target}: is whole\n")
    (tmp_path / "ppp.wacz").write_bytes(Path(target).read_bytes()[:-50])
    done = warm.run(archive(folder, "verify", target))
    assert done.returncode == 2
    assert "cannot be read as a WACZ file" in done.stderr
    done = warm.run(archive(folder, "pack", target, "--outlet", "nosuch"))
    assert done.returncode == 2
    assert "no WARC files of nosuch to pack" in done.stderr


def test_a_progress_bar_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    """On stderr only: a command's output is unchanged."""
    shutil.copy(SAMPLES / "ppp.warc.gz", tmp_path)
    terminal, end = pty.openpty()
    with (tmp_path / "out").open("wb") as out:
        process = warm.start(archive(tmp_path, "verify"), stdout=out, stderr=end,
                             env={**os.environ, "TERM": "xterm"})  # fmt: skip
        assert process.wait(200) == 0
    os.close(end)
    drawn = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert "reading" in drawn
    assert "━" in drawn
    printed = (tmp_path / "out").read_text()
    assert "1 files, " in printed
    assert "reading" not in printed
    done = warm.run(archive(tmp_path, "verify"))
    assert done.stderr == ""
