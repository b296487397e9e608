"""Ctrl-C ends a command in one line, wherever it comes, with exit code 130."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sample_crawl import ROOT


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("crawler.command_line", ["status"]),
        ("scrapy", ["backup", "news.backup"]),
        ("scrapy", ["search", "rice"]),
        ("crawler.command_line", ["crawl", "--all", "--at-once", "1"]),
    ],
)
def test_ctrl_c(module: str, arguments: list[str], tmp_path: Path) -> None:
    """It comes while the command waits for a database that does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"postgresql://me@127.0.0.1:{server.getsockname()[1]}/news"
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=tmp_path,
            env=os.environ
            | {"PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
            | {"DATABASE_URL": url, "CONTACT": "a@example.org", "ARCHIVE_DIR": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        with server.accept()[0]:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            stdout, stderr = process.communicate()
    assert process.returncode == 130, stderr
    if "--all" in arguments:
        assert stdout.count("not started: interrupted") == 5
        assert stderr == ""
    else:
        assert (stdout, stderr) == ("", "tinsach: interrupted\n")
