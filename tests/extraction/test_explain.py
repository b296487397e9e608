"""``python -m pipelines.extraction``: the article, each block's rule, and an inert HTML page."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from pipelines.extraction.__main__ import main

SENTENCE = "The orchard keepers said on Monday that the frost had spared most of the upper rows. "
URL = "https://example.org/frost"
EVIL = "&lt;script&gt;steal()&lt;/script&gt;&lt;img src=x onerror=steal()&gt;"
HTML = (
    "<html lang=en><head><title>Frost spares the upper rows | The Valley</title>"
    "<script>steal()</script></head><body onload=steal()>"
    "<nav><a href=/a>Home</a> <a href=/b>Weather</a></nav>"
    "<article><h1>Frost spares the upper rows</h1>"
    f"<p>{SENTENCE * 2}</p><p>{SENTENCE.replace('Monday', 'Tuesday') * 2} {EVIL}</p>"
    f"<p>{SENTENCE.replace('upper', 'lower') * 2} — VNS</p>"
    "<h3>Related News</h3><ul><li><a href=/x>Pears are late</a></li>"
    "<li><a href=/y>A mill is sold</a></li></ul>"
    "</article></body></html>"
)
LISTING = (
    "<html><body><h1>News</h1><ul>"
    + "".join(f"<li><a href=/{n}>Headline number {n}</a></li>" for n in range(30))
    + "</ul></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    return path


def test_the_article_is_printed(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--url", URL]) == 0
    shown = capsys.readouterr().out
    assert "Frost spares the upper rows" in shown
    assert SENTENCE.strip() in shown
    assert "Related News" not in shown
    assert "place" not in shown


def test_explain_shows_rule_and_scores_of_each_block(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(page), "--explain"]) == 0
    table = capsys.readouterr().out.split("\n\n")[0].splitlines()
    related = next(line for line in table if line.endswith("Pears are late"))
    assert related.split()[1:4] == ["strip", "in", "1.00"]
    assert "list: Related News" in related
    kept = next(line for line in table if "orchard keepers" in line)
    assert kept.split()[1:4] == ["keep", "in", "0.00"]
    assert any("cut" in line and "VNS" in line for line in table)
    assert sum(line.split()[0].isdigit() and line.split()[1] != "cut" for line in table) == int(
        table[0].split(";")[1].split()[0]
    )


def test_a_packed_file_is_read(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes()))
    assert main([str(page)]) == 0
    plain = capsys.readouterr().out
    assert main([str(packed)]) == 0
    assert capsys.readouterr().out == plain


def test_the_picture_shows_every_block_and_nothing_of_it_runs(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert main([str(page), "--html", str(out)]) == 0
    tree = html.fromstring(out.read_bytes())
    known = "html head meta title style body h1 p table tbody tr td div span"
    assert {str(node.tag) for node in tree.iter()} <= {*known.split()}
    names = {name for node in tree.iter() for name in node.attrib}
    assert names <= {"charset", "http-equiv", "content", "class"}
    kept = " ".join(node.text_content() for node in tree.find_class("kept"))
    stripped = " ".join(node.text_content() for node in tree.find_class("stripped"))
    assert "<script>steal()</script>" in kept, "shown as text"
    assert "Pears are late" in stripped
    assert "list: Related News" in stripped
    assert "http" not in out.read_text("utf-8").replace("http-equiv", ""), "nothing is loaded"


def test_a_page_that_is_not_an_article_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "listing.html"
    path.write_text(LISTING, encoding="utf-8")
    out = tmp_path / "out.html"
    assert main([str(path), "--html", str(out)]) == 1
    shown = capsys.readouterr().out.strip()
    assert shown.startswith("no article: ")
    assert shown.removeprefix("no article: ") in out.read_text("utf-8")


def archive(path: Path, *bodies: str) -> Path:
    with path.open("wb") as stream:
        for day, body in enumerate(bodies, 1):
            payload = body.encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + payload
            head = (
                "WARC/1.1\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{day}>\r\n"
                f"WARC-Target-URI: {URL}\r\nWARC-Date: 2026-01-0{day}T00:00:00Z\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            stream.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return path


def test_the_last_capture_in_an_archive_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warc = archive(tmp_path / "a.warc.gz", HTML, HTML.replace("Monday", "Wednesday"))
    assert main([URL, "--warc", str(warc)]) == 0
    shown = capsys.readouterr().out
    assert "Wednesday" in shown
    assert "Monday" not in shown


def test_wrong_input_is_one_line_and_code_two(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = tmp_path / "cut.html.gz"
    cut.write_bytes(gzip.compress(b"x" * 5000)[:-9])
    bomb, twice = tmp_path / "bomb.html.gz", tmp_path / "twice.html.gz"
    bomb.write_bytes(gzip.compress(bytes(300 << 20)))
    twice.write_bytes(gzip.compress(bomb.read_bytes()))
    empty = archive(tmp_path / "a.warc.gz")
    for arguments in (
        [str(tmp_path / "missing.html")],
        [str(tmp_path)],
        [str(cut)],
        [str(bomb)],
        [str(twice)],
        [URL],
        [URL, "--warc", str(empty)],
        [URL, "--warc", str(page)],
        [URL, "--warc", str(tmp_path / "missing.warc")],
        [str(page), "--html", str(tmp_path / "no" / "out.html")],
        [str(page), "--timezone", "Mars/Base"],
    ):
        assert main(arguments) == 2, arguments
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 1, arguments


@pytest.mark.parametrize("name", ["page.html", "-"])
def test_it_runs_as_a_module(page: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.extraction", str(page) if name != "-" else name],
        input=HTML if name == "-" else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Frost spares the upper rows" in done.stdout
