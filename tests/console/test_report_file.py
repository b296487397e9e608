"""``scrapy report --html``: the overview in one file that loads nothing and runs no script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from pipelines.errors import UserError
from tests.support import small_newsroom

pytest.importorskip("jinja2", reason="the extra console is not installed")
pytestmark = pytest.mark.slow
EVIL = "</style><script>document.title='owned'</script>"


def test_the_file_needs_nothing_else(engine: Engine, db_url: URL, tmp_path: Path) -> None:
    from console import report_file

    small_newsroom.fill(engine)
    small_newsroom.end_badly(engine, EVIL)
    path = tmp_path / "report.html"
    database = db_url.render_as_string(hide_password=False)
    for _ in range(2):
        report_file.write(database, path)
    html = path.read_text("utf-8")
    assert [one.name for one in tmp_path.glob("report*")] == ["report.html"]
    assert "<style>" in html
    assert "default-src 'none'" in html
    assert not re.findall(r"<(?:script|link|img|iframe)\b", html)
    assert html.count("</style>") == 1
    targets = re.findall(r'(?:href|src|action)="([^"]*)"', html)
    assert set(targets) == {"#main", "https://vna.example/radios.html"}
    assert "the last run ended as announced_nothing" in html
    assert "&lt;script&gt;" in html
    assert html.rstrip().endswith("</html>")


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_an_unwritable_file_is_reported(db_url: URL, tmp_path: Path) -> None:
    from console import report_file

    with pytest.raises(UserError, match=r"report\.html cannot be written: No such file"):
        report_file.write(str(db_url), tmp_path / "none" / "report.html")
