"""The extraction engine: page in, clean article out. Pure: no network, database or clock.

Its functions are loaded on first use: its patterns take longer to compile than most commands to
run, and a crawl leaves extraction to its workers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipelines.extraction.contract import ENGINE, NotAnArticle

if TYPE_CHECKING:
    from pipelines.extraction.api import clean_text, extract, extract_metadata, extract_text

__all__ = [
    "ENGINE",
    "NotAnArticle",
    "clean_text",
    "extract",
    "extract_metadata",
    "extract_text",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("pipelines.extraction.api"), name)
