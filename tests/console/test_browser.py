"""The console in a browser: hostile content stays text, and a phone can display it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import URL, Engine

from pipelines.items import BodyBlock, Image, Stripped
from pipelines.storage.store import Store
from tests.support.console_process import console
from tests.support.invented import HOUR, NOW, article, failure, result

pytest.importorskip("starlette", reason="the extra console is not installed")
pytest.importorskip("selenium", reason="selenium is not installed: pip install selenium")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None or DRIVER is None,
        reason="no browser: apt-get install --no-install-recommends chromium chromium-driver",
    ),
]
EVIL = (
    "</title></textarea><script>document.title='owned'</script>"
    "<img src=x onerror=\"document.title='owned'\">'\"><svg onload=document.title='owned'>{{7*7}}"
)
PAGES = (
    *("/", "/articles", "/articles?q=changed&sort=changed", "/article/1", "/article/1?old=1&new=1"),
    "/pages",
    "/sources",
    "/rules",
    "/confidence",
    "/changes",
)


@pytest.fixture
def address(engine: Engine, db_url: URL) -> Iterator[str]:
    hostile: dict[str, Any] = {
        "title": EVIL,
        "lead": EVIL,
        "body": (BodyBlock(EVIL), BodyBlock("- " + EVIL)),
        "authors": (EVIL,),
        "agency": EVIL,
        "dateline": EVIL,
        "section": EVIL,
        "tags": (EVIL,),
        "language": EVIL,
        "concerns": (EVIL,),
        "images": (Image("javascript:document.title='owned'", EVIL, EVIL),),
        "stripped": (Stripped(f"list: {EVIL}", EVIL, 0, EVIL),),
        "url": "javascript:document.title='owned'//",
    }
    store = Store(engine, EVIL)
    crawl = store.begin_crawl(NOW, {"url": EVIL}, {EVIL: EVIL})
    made = article(1, outlet=EVIL, **hostile)
    store.save([replace(result(1), outlet=EVIL, article=made), failure(2, EVIL)])
    later = replace(made, body=(BodyBlock("Changed " + EVIL),))
    store.save([replace(result(1, at=NOW + HOUR), outlet=EVIL, article=later)])
    store.finish_crawl(crawl, NOW + HOUR, EVIL, {EVIL: 1})
    with console(db_url) as where:
        yield where


@pytest.fixture
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    try:
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    except WebDriverException as error:
        pytest.skip(f"no browser starts here: {error.msg}")
    yield driver
    driver.quit()


def test_hostile_content_stays_text(address: str, browser: Any) -> None:
    for path in PAGES:
        browser.get(address + path)
        assert browser.title.endswith("· tinsach"), path
        assert "owned" not in browser.title.removesuffix("· tinsach").split("<")[0], path
        assert browser.execute_script("return document.scripts.length") == 0, path
        assert browser.execute_script("return document.images.length") == 0, path
        assert "49" not in browser.execute_script(
            "return [...document.querySelectorAll('h1')].map(h => h.textContent).join()"
        )
        targets = browser.execute_script("return [...document.links].map(link => link.protocol)")
        assert set(targets) <= {"http:", "https:"}, path
        handlers = browser.execute_script(
            "return [...document.querySelectorAll('*')].filter(e => [...e.attributes].some("
            "a => a.name.startsWith('on'))).length"
        )
        assert handlers == 0, path
    browser.get(address + "/article/1")
    assert browser.execute_script("return document.querySelector('h1').textContent") == EVIL


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_telephone_shows_it_without_scrolling_sideways(address: str, browser: Any) -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    for path in PAGES:
        browser.get(address + path)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360, path
    # By keyboard: the first tab stop skips the menu.
    browser.get(address + "/articles")
    browser.switch_to.active_element.send_keys("\ue004")
    assert browser.switch_to.active_element.text == "Skip to the content"
    # Two versions are chosen and compared without a mouse.
    browser.get(address + "/article/1")
    chosen = browser.find_element("name", "new")
    chosen.send_keys("1")
    chosen.send_keys("\ue004")
    browser.switch_to.active_element.send_keys("\ue007")
    assert browser.current_url.endswith("/article/1?old=1&new=1#versions")
    errors = [one for one in browser.get_log("browser") if "favicon" not in one["message"]]
    assert errors == []
