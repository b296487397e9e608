"""The project as an installed package: its command, its dependencies, its lock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from crawler import command_line
from pipelines.storage.database import schema_version

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[\w+\])?==(\S+)", re.MULTILINE)


def pins(path: Path) -> dict[str, str]:
    found = PIN.findall(path.read_text("utf-8"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-s3"])
def test_the_lock_file_has_every_requirement_with_hashes(name: str) -> None:
    """If it fails: make lock."""
    locked = ROOT / f"{name}-lock.txt"
    assert pins(ROOT / f"{name}.txt").items() <= pins(locked).items()
    entries = re.split(r"\n(?=\S)", locked.read_text("utf-8"))
    assert [one[:40] for one in entries if "==" in one and "--hash=sha256:" not in one] == []


def test_extras_are_pinned_and_tested_with_the_same_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    dev = pins(ROOT / "requirements-dev-lock.txt")
    for extra, needs in project["optional-dependencies"].items():
        for need in needs:
            name, version = need.split(";")[0].split("==")
            plain = re.sub(r"\[.*\]", "", name.strip())
            key = re.sub(r"[-_.]+", "-", plain).lower()
            assert dev.get(key, version.strip()) == version.strip(), f"{extra}: {need}"


def tinsach(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an entry point does, in a folder with another project's cfg."""
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = nosuch.settings\n")
    return subprocess.run(
        [sys.executable, "-m", "crawler.command_line", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_the_command_works_from_any_folder(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"]["tinsach"] == f"{command_line.__name__}:main"
    done = tinsach(tmp_path, "list")
    assert done.returncode == 0, done.stderr
    assert "vna" in done.stdout.split()
    done = tinsach(tmp_path, "migrate")
    assert done.stdout.strip().endswith(f"is at revision {schema_version.REVISION}"), done.stderr
    assert (tmp_path / "tinsach.db").exists()


def test_migrate_goes_back_and_says_what_is_wrong(tmp_path: Path) -> None:
    assert tinsach(tmp_path, "migrate").returncode == 0
    assert "revision 0001" in tinsach(tmp_path, "migrate", "--to", "0001").stdout
    assert "revision none" in tinsach(tmp_path, "migrate", "--to", "base").stdout
    done = tinsach(tmp_path, "migrate", "--to", "4711")
    assert done.returncode == 2
    assert "4711" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_packed_copy_makes_its_database(tmp_path: Path) -> None:
    """Like an egg in scrapyd: the migrations are in a zip file."""
    egg = tmp_path / "project.egg"
    with zipfile.ZipFile(egg, "w") as archive:
        for package in ("crawler", "pipelines", "migrations"):
            for path in (ROOT / package).rglob("*"):
                if path.suffix in (".py", ".json", ".toml", ".mako"):
                    archive.write(path, path.relative_to(ROOT).as_posix())
    done = tinsach(
        tmp_path, "crawl", "vna", "--loglevel", "ERROR", PYTHONPATH=str(egg), ARCHIVE_DIR="",
        REPLAY_WARC=str(ROOT / "samples" / "vna.warc.gz"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "tinsach.db").exists()
