"""The state that a script framework leaves in a page: values of JSON in ``script`` elements.

Some frameworks write JSON alone (``type="application/json"``), others an assignment
(``window.__STATE__ = {...}`` or ``= JSON.parse("...")``). A script that computes its state is not
run. A third kind refers to its values by their place in one list (``__NUXT_DATA__``, by devalue).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

_SCRIPT_CHARS = 2_000_000  # of one script, as for JSON-LD
_STATE_LEAST = 400  # characters: a shorter script holds no article
_ASSIGNMENTS = 100  # of one script, tried
_REFERENCES = 50_000  # values of a list
_BEGINNING = 300  # characters in which a script of data begins to assign it
# Angular escapes HTML characters in its state like this.
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
_CODE_TYPES = frozenset(("", "text/javascript", "application/javascript", "module"))
_ASSIGNED = re.compile(
    r"(?:^|[;\n{(])\s{0,20}(?:(?:var|let|const)\s{1,5})?[\w$][\w$.]{0,80}"
    r"(?:\[[\"'][\w$.:-]{1,80}[\"']\])?\s{0,5}=\s{0,5}"
    r"(?:(?P<parsed>JSON\.parse\(\s{0,5})(?=[\"'])|(?=[\[{][\s\"{\[]))"
)
# What is assigned: few scripts have it near their beginning.
_VALUE = re.compile(r"=\s{0,5}(?:JSON\.parse\(|[\[{][\s\"{\[])")
_HOLDERS = (dict, list)
_DECODER = json.JSONDecoder(strict=False)


def holds_data(script: HtmlElement) -> bool:
    """Return whether a script is JSON, or may assign some near its beginning."""
    kind = (script.get("type") or "").strip().lower()
    if "json" in kind:
        return True
    text = script.text or ""
    long = _STATE_LEAST <= len(text) <= _SCRIPT_CHARS
    return (
        long
        and kind in _CODE_TYPES
        and _VALUE.search(text, 0, _BEGINNING) is not None
        and _ASSIGNED.search(text, 0, _BEGINNING) is not None
    )


def state_scripts(tree: HtmlElement) -> list[tuple[str, bool]]:
    """Return the texts of scripts that may hold a state, and whether each is nothing but JSON."""
    found: list[tuple[str, bool]] = []
    for script in tree.iter("script"):
        text, kind = script.text or "", (script.get("type") or "").strip().lower()
        is_json = "json" in kind and "ld+json" not in kind
        if (is_json or kind in _CODE_TYPES) and _STATE_LEAST <= len(text) <= _SCRIPT_CHARS:
            found.append((text, is_json))
    return found


def states_in(scripts: Iterable[tuple[str, bool]]) -> Iterator[object]:
    """Yield the values of JSON in ``state_scripts``, in order; parsing megabytes takes long."""
    for text, is_json in scripts:
        yield from _data(text) if is_json else _assigned(text)


def _data(text: str) -> Iterator[object]:
    for attempt in (text, _without_entities(text)):
        try:
            yield _without_references(json.loads(attempt))
        except (ValueError, RecursionError):
            continue
        return


def _without_references(value: object) -> object:
    """Return the root of a list whose objects refer to their values by place; else the value.

    A list longer than ``_REFERENCES`` is left as it is. Each place is resolved once: what is
    shared, or contains itself, costs nothing more.
    """
    if not isinstance(value, list) or not 2 < len(value) <= _REFERENCES:
        return value
    root = value[0]
    refers = isinstance(root, dict | list) and root
    places = list(root.values() if isinstance(root, dict) else root) if refers else []
    if not places or not all(type(one) is int and -9 <= one < len(value) for one in places):
        return value
    copies: list[Any] = [
        {} if isinstance(one, dict) else [] if isinstance(one, list) else one for one in value
    ]
    for copy, one in zip(copies, value, strict=True):
        if isinstance(one, dict):
            copy.update((key, _at(copies, place)) for key, place in one.items())
        elif isinstance(one, list):
            copy.extend(_at(copies, place) for place in one)
    return copies[0]


def _at(copies: list[Any], place: object) -> object:
    """Return the value at a place; names of a list's own kind (``["Reactive", 4]``) as they are."""
    if type(place) is int:
        return copies[place] if 0 <= place < len(copies) else None
    return place


def _without_entities(text: str) -> str:
    for written, meant in _ANGULAR:
        text = text.replace(written, meant)
    return text


def _assigned(text: str) -> Iterator[object]:
    """Yield the values that a script assigns as they stand, outermost ones."""
    end = 0
    for _ in range(_ASSIGNMENTS):
        match = _ASSIGNED.search(text, end)
        if match is None:
            return
        end = match.end()
        try:
            value, end = _literal(text, end)
            if match["parsed"] and isinstance(value, str):
                value = _DECODER.decode(value)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, _HOLDERS):
            yield value


def _literal(text: str, start: int) -> tuple[object, int]:
    """Return the value at a position, and where it ends.

    Raises:
        ValueError: no JSON stands there.
    """
    if text[start] != "'":
        return _DECODER.raw_decode(text, start)
    end = text.find("')", start + 1)
    if end < 0:
        raise ValueError("a string that does not end")
    return text[start + 1 : end].replace("\\'", "'").replace("\\\\", "\\"), end
