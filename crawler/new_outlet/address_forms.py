"""Derives the regular expression of article URLs from examples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

MAX_FORMS = 4  # forms in one expression; a site with more was rebuilt several times
_SHARE = 0.05  # of the URLs: a form with fewer is an exception to check
_SURE = 3  # URLs that must agree on a part before it counts as fixed
_MAX_DASHES = 3

_EXTENSION = re.compile(r"(.+?)(\.[a-z]{2,5})")
_NUMBER_LAST = re.compile(r"(.+?[-_.])([a-z]{0,8})\d{3,}")
_NUMBER_FIRST = re.compile(r"\d{3,}-(.+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_SECTION = frozenset(
    {
        "a",
        "article",
        "articles",
        "en",
        "english",
        "n",
        "news",
        "node",
        "p",
        "post",
        "posts",
        "story",
    }
)


@dataclass(frozen=True, slots=True)
class PathPart:
    """The form of one path segment: its kind, what is fixed before a number, its extension."""

    kind: str
    fixed: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class _Address:
    parts: tuple[str, ...]
    slash: bool
    names: tuple[str, ...]

    @property
    def form(self) -> tuple[object, ...]:
        kinds = (*map(_folder, self.parts[:-1]), _page(self.parts[-1]))
        return (kinds, self.slash, self.names)


def article_url(addresses: Iterable[str]) -> str | None:
    """Return the expression for path and query that the URLs share, or None.

    Forms of fewer than one in twenty URLs are left out: a person sees the URLs that do not match.
    """
    groups: dict[tuple[object, ...], list[_Address]] = defaultdict(list)
    read = [one for one in map(_read, addresses) if one is not None]
    for one in read:
        groups[one.form].append(one)
    common = sorted(groups.values(), key=len, reverse=True)
    wanted = [group for group in common if len(group) >= max(1, _SHARE * len(read))][:MAX_FORMS]
    forms: list[str] = []
    for group in wanted:
        # A group name may occur once in an expression.
        forms.append(_expression(group, named=not any("(?P<section>" in one for one in forms)))
    forms = list(dict.fromkeys(forms))
    if not forms:
        return None
    return forms[0] if len(forms) == 1 else "/(?:" + "|".join(one[1:] for one in forms) + ")"


def _read(address: str) -> _Address | None:
    parts = urlsplit(address)
    path = tuple(one for one in parts.path.split("/") if one)
    names = tuple(name for name, value in parse_qsl(parts.query) if value.isdecimal())
    if not path:
        return None
    return _Address(path, parts.path.endswith("/"), names)


def _folder(part: str) -> PathPart:
    if _YEAR.fullmatch(part):
        return PathPart("year")
    if part.isdecimal():
        return PathPart("day" if len(part) <= 2 else "number")
    return PathPart("name")


def _page(part: str) -> PathPart:
    ended = _EXTENSION.fullmatch(part)
    stem, extension = (ended[1], ended[2]) if ended else (part, "")
    if stem.isdecimal():
        return PathPart("number", "", extension)
    last = _NUMBER_LAST.fullmatch(stem)
    if last:
        return PathPart("slug-number", last[1][-1] + last[2], extension)
    if _NUMBER_FIRST.fullmatch(stem):
        return PathPart("number-slug", "", extension)
    return PathPart("slug" if "-" in stem else "word", "", extension)


def _expression(group: Sequence[_Address], *, named: bool) -> str:
    first = group[0]
    written: list[str] = []
    for index in range(len(first.parts) - 1):
        kind = _folder(first.parts[index]).kind
        if kind != "name":
            written.append({"year": r"\d{4}", "day": r"\d{1,2}", "number": r"\d+"}[kind])
            continue
        values = [one.parts[index] for one in group]
        inner = r"[\w-]+" if all(re.fullmatch(r"[\w-]+", one) for one in values) else "[^/?]+"
        if _is_fixed(values, of=len(first.parts)):
            written.append(_literal(values[0]))
        elif named and _are_sections(values):
            written.append(f"(?P<section>{inner})")
            named = False
        else:
            written.append(inner)
    names = [one.parts[-1] for one in group]
    numbered = any(_folder(part).kind != "name" for part in first.parts[:-1])
    asked = bool(first.names) and len(set(names)) == 1
    written.append(_literal(names[0]) if asked else _page_expression(names, numbered=numbered))
    query = "&".join(rf"{_literal(name)}=\d+" for name in first.names)
    path = "/" + "/".join(written) + ("/" if first.slash else "")
    return path + (rf"\?{query}" if query else "")


def _is_fixed(values: Sequence[str], *, of: int) -> bool:
    """Return whether all have the same folder, which is not merely the only section seen."""
    same = len(set(values)) == 1 and len(values) >= _SURE
    return same and (of > 2 or values[0] in _NO_SECTION)


def _are_sections(values: Sequence[str]) -> bool:
    """Return whether articles share the folders; a folder per article is not a section."""
    return len(values) <= _SURE or len(set(values)) <= len(values) / 2


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\-", "-")


def _page_expression(names: Sequence[str], *, numbered: bool) -> str:
    """Return the form of the last segment; after a number or a date any words match."""
    form = _page(names[0])
    end = _literal(form.extension)
    if form.kind == "number":
        return rf"\d+{end}"
    if form.kind == "slug-number":
        return rf"[^/?]+{_literal(form.fixed)}\d+{end}"
    if form.kind == "number-slug":
        return rf"\d+-[^/?]+{end}"
    if numbered:
        return rf"[^/?]+{end}"
    if form.kind == "word":
        return rf"[^/?.-]+{end}"
    dashes = min(_MAX_DASHES, *(one.count("-") for one in names))
    return rf"(?:[^/?.-]*-){{{dashes},}}[^/?.-]+{end}"
