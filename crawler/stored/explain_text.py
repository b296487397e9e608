"""Describes a stored page: what the crawl extracted, and how the current engine differs."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from crawler.stored.lookup import LookupResult
from pipelines.extraction.engine import Extraction
from pipelines.storage.stored_page import StoredPage, StoredText

_FIELDS = (
    *("title", "published_at", "modified_at", "authors", "agency", "dateline", "section", "tags"),
    *("language", "confidence", "concerns", "engine"),
)
_SHORT = 96


def lines(looked: LookupResult, today: Extraction | None) -> Iterator[str]:
    """Yield the lines of the explanation."""
    if looked.stored is not None:
        yield from _page(looked.stored)
    if isinstance(looked.response, str):
        yield f"bytes      {looked.response}"
    else:
        ref = looked.response.ref
        size = f"{len(looked.response.body):,} bytes"
        yield f"bytes      {ref.warc} at byte {ref.offset}, {size}, scrapy page prints them"
    text = looked.stored.article if looked.stored is not None else None
    if text is not None:
        yield from _article(text)
    if today is not None:
        yield from _compared(text, today)


def _page(page: StoredPage) -> Iterator[str]:
    yield f"page       {page.url}"
    yield f"outlet     {page.outlet}, listed by {page.source or 'an unknown source'}"
    if page.fetched_at is None:
        yield "outcome    never fetched"
    else:
        status = f", HTTP {page.status}" if page.status else ""
        at = f"{page.fetched_at:%Y-%m-%d %H:%M} UTC"
        yield f"outcome    {page.outcome or 'unknown'}{status}, {at}"
    if page.reason:
        yield f"reason     {page.reason}"
    if page.attempts:
        yield f"tries      {page.attempts} failed since the last good one"
    yield f"next try   {_next_try(page)}"


def _next_try(page: StoredPage) -> str:
    if page.due_at is None:
        return "never"
    if page.fetched_at is not None and page.due_at <= page.fetched_at:
        return "in the next run"
    return f"{page.due_at:%Y-%m-%d %H:%M} UTC"


def _article(text: StoredText) -> Iterator[str]:
    yield ""
    yield f"── article {text.id} as stored, version {text.revisions} ──"
    sources = text.values.get("sources") or {}
    for name in _FIELDS:
        value = text.values.get(name)
        if value not in (None, "", [], ()):
            shown = "; ".join(map(str, value)) if isinstance(value, list) else value
            source = sources.get(name)
            yield f"{name + ':':<14} {shown}" + (f"  [{source}]" if source else "")
    yield ""
    yield "── blocks as the crawl saw them ──"
    for block in text.blocks:
        yield f"  kept      {_short(block)}"
    for one in text.stripped:
        rule = f"{one.rule_id}: {one.rule}" if one.rule_id else one.rule
        yield f"  stripped  {one.position:>4}  {_short(rule, 44):<44}  {_short(one.text, 50)}"


def _compared(text: StoredText | None, today: Extraction) -> Iterator[str]:
    """Yield what the current engine extracts differently."""
    yield ""
    article = today.article
    if article is None:
        yield f"── today's engine: no article: {today.not_article} ──"
        return
    if text is None:
        yield f"── today's engine: an article, confidence {article.confidence:.2f} ──"
        yield f"title:         {article.title}"
        yield from (f"  kept      {_short(block)}" for block in _blocks(today))
        return
    differences = [
        f"  {name}: stored {text.values.get(name)!r}, today {value!r}"
        for name, value in _values(today).items()
        if text.values.get(name) != value
    ]
    diff = list(difflib.unified_diff(text.blocks, _blocks(today), lineterm="", n=0))[2:]
    if not differences and not diff:
        yield f"── today's engine ({article.engine}) says the same ──"
        return
    yield f"── today's engine ({article.engine}) says otherwise ──"
    yield from differences
    yield from (f"  {_short(line)}" for line in diff if not line.startswith("@@"))


def _values(today: Extraction) -> dict[str, object]:
    article = today.article
    if article is None:
        return {}
    times = {
        name: value.replace(microsecond=0) if value is not None else None
        for name in ("published_at", "modified_at")
        for value in (getattr(article, name),)
    }
    plain = {name: getattr(article, name) for name in ("title", "agency", "dateline", "section")}
    return {**plain, **times, "authors": list(article.authors)}


def _blocks(today: Extraction) -> tuple[str, ...]:
    if today.article is None:
        return ()
    lead = (today.article.lead,) if today.article.lead else ()
    return (*lead, *today.article.body_text.split("\n\n"))


def _short(text: str, size: int = _SHORT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1] + "…"
