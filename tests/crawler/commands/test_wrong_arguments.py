"""What a stranger types wrong is answered with what is expected, and never with a traceback."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from pipelines.storage.store import Store
from tests.support import warm
from tests.support.invented import NOW, result
from tests.support.outlets import names
from tests.support.sample_crawl import SAMPLES
from tests.support.spider_site import ROOT

pytestmark = pytest.mark.slow
DECLARED = ", ".join(name for name in names() if name != "site")
WRONG = {
    "status nosuch": f"nosuch: no such outlet; expected {DECLARED}",
    "status --jsn": "--jsn: no such option",
    "report --nosuch": "--nosuch: no such option",
    "explain": "name one URL or article number",
    "search --limit 0 rice": "--limit 0: expected a number of articles, 1 or more",
    "report vna": "vna: expected options alone",
    "report --html nosuch/r.html": "nosuch/r.html",
    "migrate head": "head: expected options alone",
    "migrate --to 9999": "9999: no such revision",
    "console --port 99999": "--port 99999: cannot listen there",
    "export -a outlet=nosuch a.csv": f"outlet=nosuch: no such outlet; expected {DECLARED}",
    "export -a outlet=vna -a outlet=vns a.csv": "outlet= is given twice; expected names",
    "export a.jsonl --cursor a.jsonl": "--cursor a.jsonl: the export itself; name another file",
    "search outlet:vna Outlet:vns": "outlet: is given twice; expected once, as in outlet:vna,vns",
    "export -a outlet= a.csv": "outlet=: expected names",
    "export -a since=2026-11-02 -a until=2026-11-01 a.csv": "since not after until",
    "export -a until=9999-12-31 a.csv": "until=9999-12-31: expected a day",
    "export -a story=99999999999999999999 a.csv": "expected the number of a story",
    "export --after 99999999999999999999 a.csv": "expected the number of a change",
    "explain 99999999999999999999": "neither the database nor the archive holds it",
    "search --limit 99999999999999999999 rice": "expected a number of articles",
    "search rice until:9999-12-31": "until:9999-12-31: expected a day",
    "status --at 0001-01-01": "--at 0001-01-01: expected an ISO time",
    "archive prune --days 99999999999": "name the age with --days N",
    "export --after -4 a.csv": "--after -4: expected the number of a change, 0 or more",
    "archive burn": "expected one of list, verify",
    "archive prune": "name the age with --days N",
    "reextract nosuch": "nosuch: nothing of it is stored; expected vna",
    "reextract --outlet vna": "--outlet: no such option",
    "reextract --since soon": "--since soon: expected a day",
    "reextract --since 2026-11-02 --until 2026-11-01": "since not after until",
    "reextract --limit 0": "--limit 0: expected a number, 1 or more",
    "reextract --workers 0": "--workers 0: expected a number, 1 or more",
    "reextract --engine new": "--engine new: expected the number of a version",
    "reextract --rule nosuch": "nosuch: no such rule; expected one of",
    "crawl --all --at-once 0": "--at-once 0: expected a number of crawls, 1 or more",
    "crawl --all --logfile /proc/no/x.log": "/proc/no: the folder of the logs cannot be made",
    "crawl --all --at-oncee 3": "--at-oncee: no such option",
    "parse --nosuch https://example.org": "--nosuch: no such option",
    "outlets nosuch": "nosuch: no such outlet",
    "newoutlet https://example.org -s CONTACT=a@b.example --article foo": "--article foo: expected",
    f"convert --out o {SAMPLES} --since 2026-11-02 --until 2026-11-01": "since not after until",
    "newoutlet": "expected the address of one home page",
    "restore --check nosuch": "nosuch: not a backup",
}


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_wrong_argument_is_named_with_what_is_expected(engine: Engine, db_url: URL) -> None:
    store = Store(engine, "vna")
    store.begin_crawl(NOW, {}, {})
    store.save([result(1, title="Rice mill saved")])
    folder = Path(str(db_url.database)).parent
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",
        "DATABASE_URL": db_url.render_as_string(hide_password=False),
        "ARCHIVE_DIR": str(folder),
    }
    for command, expected in WRONG.items():
        done = warm.run(["-m", "scrapy", *shlex.split(command)], cwd=folder, env=environment)
        assert done.returncode == 2, (command, done.stdout, done.stderr)
        assert expected in done.stderr, command
        assert "Traceback" not in done.stderr, command
    # A word to leave out looks like an option, and is none.
    command = ["-m", "scrapy", "search", "rice", "-nosuch"]
    done = warm.run(command, cwd=folder, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
