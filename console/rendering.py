"""Renders templates: all values are escaped, and only web URLs become links."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from console.body_html import body_html

HERE = Path(__file__).parent
TABS = (
    ("overview", "Overview"),
    ("articles", "Articles"),
    ("pages", "Rejected pages"),
    ("sources", "Sources"),
    ("rules", "Rules"),
    ("confidence", "Confidence"),
)


def rendered(name: str, context: dict[str, Any], *, style: str | None = None) -> str:
    """Return a page; with ``style``, as one self-contained file without internal links."""
    template = _environment().get_template(f"{name}.html")
    return template.render(**context, tabs=TABS, here=name, style=style)


def compile_templates() -> None:
    """Compile every template, so that the first request need not."""
    for name in _environment().list_templates():
        _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "web": web_address,
        "body": lambda text: Markup(body_html(text)),  # noqa: S704  (it escapes)
        "moment": moment,
        "day": day,
        "level": level,
        "count": lambda value: f"{value:,}",
        "shown": shown,
    }
    return environment


def web_address(url: str) -> str:
    """Return a web URL unchanged, any other (``javascript:``) as ``#``."""
    try:
        return url if urlsplit(url.strip()).scheme in ("http", "https") else "#"
    except ValueError:
        return "#"


def shown(value: Any) -> str:
    """Format a value that a page states: a list with commas, an empty value as ``nothing``."""
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return "nothing" if value in (None, "") else str(value)


def moment(at: datetime | None) -> str:
    """Format a time as ``2026-11-20 02:00``, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}" if at else "no date"


def day(at: date | None) -> str:
    """Format a day as ``Fri 20 Nov``."""
    return f"{at:%a} {at.day} {at:%b}" if at else ""


def level(value: float, most: float) -> int:
    """Return 0 for nothing, else 1 to 5 by the share of the maximum."""
    return 0 if not value else min(5, 1 + int(5 * value / max(most, 1)))
