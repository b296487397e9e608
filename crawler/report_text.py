"""The database report as plain text, less than 100 columns wide."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crawler import report_crawls
from pipelines.storage.report import LastCrawl, OutletReport, Report, ShownArticle

WIDTH = 98
_RULES = 24  # rules with a line of their own; the rest is summed
_COLUMNS = 7  # outlets per row of the rules table
_SHORT = 32  # cells: shorter texts are set side by side
_WORDING = {
    "new": "new",
    "changed": "changed",
    "duplicate": "duplicate",
    "same": "unchanged",
    "not_article": "no article",
    "failed": "failed",
}


def render(report: Report, database: str, never: Sequence[str] = ()) -> str:
    """Return the whole report.

    Args:
        report: the figures from the database.
        database: its URL for the heading, without a password.
        never: outlets with a spider that were never crawled into it.
    """
    parts: list[Iterable[str]] = [_heading(database), _table(report)]
    if report.outlets:
        parts += [
            _verdict(report.outlets),
            _section("What is wrong", report_crawls.wrong(report)),
            _section("Dates and sources", report_crawls.dates(report, never)),
            _pages(report.outlets),
            _section("Taken down by the outlets", report_crawls.taken_down(report)),
            _rules(report.outlets),
        ]
    if report.page is not None:
        parts.append(_section("The page at this URL", report_crawls.page(report.page)))
    if report.article is not None:
        parts += [_article(report.article), _taken(report.article)]
    return "\n".join(line.rstrip() for part in parts for line in part) + "\n"


def _heading(database: str) -> Iterator[str]:
    name = "tinsach"
    yield ""
    yield f"  {name}{_cut(database, WIDTH - len(name) - 6):>{WIDTH - len(name) - 2}}"
    yield ""


def _title(text: str) -> Iterator[str]:
    yield ""
    yield f"── {text} {'─' * (WIDTH - 4 - len(text))}"
    yield ""


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Return lines under a title, cut to the width; nothing if there are none."""
    found = list(lines)
    if found:
        yield from _title(title)
        yield from (_cut(line, WIDTH) if "://" not in line else line for line in found)


# --- outlets -----------------------------------------------------------------------------------


def _table(report: Report) -> Iterator[str]:
    row = "  {:<10}{:>9}{:>12}{:>9}{:>10}{:>10}{:>10}   {}".format
    yield row(
        "outlet", "articles", "duplicates", "shared", "rejected", "stripped", "words", "last crawl"
    )
    yield "  " + "─" * (WIDTH - 2)
    if not report.outlets:
        yield "  nothing yet: crawl an outlet first (scrapy crawl vna)"
        return
    for one in report.outlets:
        yield row(
            _cut(one.outlet, 10),
            f"{one.articles:,}",
            f"{one.duplicates:,}",
            f"{one.shared:,}",
            f"{_sum(one.rejected):,}",
            f"{_sum(one.stripped):,}",
            f"{one.words:,}",
            _last(one.last),
        )
    every = report.outlets
    yield "  " + "─" * (WIDTH - 2)
    yield row(
        "together",
        f"{sum(one.articles for one in every):,}",
        f"{sum(one.duplicates for one in every):,}",
        f"{sum(one.shared for one in every):,}",
        f"{sum(_sum(one.rejected) for one in every):,}",
        f"{sum(_sum(one.stripped) for one in every):,}",
        f"{sum(one.words for one in every):,}",
        f"{report.stories:,} shared {'story' if report.stories == 1 else 'stories'}",
    )


def _last(crawl: LastCrawl | None) -> str:
    """Return in a few words what the latest run stored."""
    if crawl is None:
        return "never"
    if crawl.reason is None:
        return "not finished"
    if crawl.reason != "finished":
        return f"ended: {_cut(crawl.reason, 18)}"
    if not crawl.stored:
        return "nothing new"
    kept = ("new", "changed", "duplicate")
    return ", ".join(f"{crawl.outcomes[one]} {one}" for one in kept if crawl.outcomes.get(one))


def _verdict(outlets: Sequence[OutletReport]) -> Iterator[str]:
    """Yield one sentence about the latest run of every outlet together."""
    crawls = [one.last for one in outlets if one.last is not None]
    total: Counter[str] = Counter()
    for crawl in crawls:
        total.update(crawl.outcomes)
    pages = sum(crawl.pages for crawl in crawls)
    listed = ", ".join(f"{total[key]:,} {word}" for key, word in _WORDING.items() if total[key])
    yield ""
    fetched = f"{pages:,} {'page' if pages == 1 else 'pages'} fetched"
    if any(crawl.stored for crawl in crawls):
        yield f"  The last crawls: {fetched}: {listed}."
    else:
        yield f"  The last crawls stored nothing new: {fetched}{': ' + listed if listed else ''}."
    unfinished = [one.outlet for one in outlets if one.last and one.last.reason is None]
    if unfinished:
        yield f"  Running still, or killed: {', '.join(unfinished)}."
    for one in outlets:
        for sentence in one.last.unusual if one.last else ():
            yield from _wrapped(f"Unusual: {one.outlet}: {sentence}.", "  ")


def _pages(outlets: Sequence[OutletReport]) -> Iterator[str]:
    rows = [(one.outlet, "rejected", one.rejected) for one in outlets if one.rejected]
    rows += [(one.outlet, "failed", one.failed) for one in outlets if one.failed]
    if not rows:
        return
    yield from _title("Pages that are not articles, and pages that failed")
    for outlet, kind, reasons in sorted(rows):
        for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"  {_cut(outlet, 10):<10}{kind:<10}{count:>6,}  {_cut(reason, WIDTH - 31)}"


def _rules(outlets: Sequence[OutletReport]) -> Iterator[str]:
    total: Counter[str] = Counter()
    for one in outlets:
        total.update(one.stripped)
    if not total:
        return
    yield from _title("Blocks stripped, by rule")
    for start in range(0, len(outlets), _COLUMNS):
        group = outlets[start : start + _COLUMNS]
        yield "  " + f"{'':<38}" + "".join(f"{_cut(one.outlet, 7):>8}" for one in group)
        ranked = sorted(total, key=lambda rule: (-total[rule], rule))
        for rule in ranked[:_RULES]:
            yield _rule_row(rule, [one.stripped.get(rule, 0) for one in group])
        if ranked[_RULES:]:
            rest = [sum(one.stripped.get(rule, 0) for rule in ranked[_RULES:]) for one in group]
            yield _rule_row(f"{len(ranked) - _RULES:,} more rules", rest)


def _rule_row(name: str, counts: Sequence[int]) -> str:
    cells = "".join(f"{count:>8,}" if count else f"{'·':>8}" for count in counts)
    return f"  {_cut(name, 37):<38}{cells}"


# --- one article -------------------------------------------------------------------------------


def _article(shown: ShownArticle) -> Iterator[str]:
    values = shown.values
    yield from _title("One article, whole")
    yield from _wrapped(str(values["title"]).strip(), "  ")
    yield ""
    at = values["published_at"]
    names = values["authors"]
    authors = json.loads(names) if isinstance(names, str) else (names or [])
    facts = [
        str(values["outlet"]),
        f"{at:%d %B %Y, %H:%M} UTC" if at else "no date",
        ", ".join(authors),
        f"dateline {values['dateline']}" if values["dateline"] else "",
        f"agency {values['agency']}" if values["agency"] else "",
        f"{values['word_count']:,} words",
    ]
    if values["gone_at"]:
        yield f"  ! taken down by the outlet, seen on {values['gone_at']:%d %B %Y, %H:%M} UTC"
    if values["duplicate_of"]:
        yield f"  ! verbatim copy of article {values['duplicate_of']}"
    yield from _wrapped(" · ".join(fact for fact in facts if fact), "  ")
    yield f"  {values['url']}"  # in full, so that it can be copied
    for block in str(values["text"]).split("\n\n"):
        yield ""
        for line in block.split("\n"):
            yield from _wrapped(line, "    ")


def _taken(shown: ShownArticle) -> Iterator[str]:
    """Yield what was stripped from it, grouped by rule, in page order."""
    yield from _title(f"What was stripped from it: {len(shown.stripped)} blocks")
    groups: dict[str, list[str]] = {}
    for rule, text in shown.stripped:
        groups.setdefault(rule, []).append(" ".join(text.split()))
    for rule, texts in groups.items():
        yield f"  {_cut(rule, WIDTH - 4)}"
        for line in _packed(texts):
            yield f"      {_cut(line, WIDTH - 6)}"


def _packed(texts: Sequence[str]) -> Iterator[str]:
    """Yield one line per text; short texts, such as menu entries, are set side by side."""
    line = ""
    for text in texts:
        if line and (len(text) > _SHORT or len(line) + len(text) > WIDTH - 12):
            yield line
            line = ""
        line = f"{line} · {text}" if line else text
        if len(text) > _SHORT:
            yield line
            line = ""
    if line:
        yield line


# --- text --------------------------------------------------------------------------------------


def _sum(counts: Mapping[str, int]) -> int:
    return sum(counts.values())


def _wrapped(text: str, indent: str) -> list[str]:
    wide = any(unicodedata.east_asian_width(char) in "WF" for char in text)
    width = WIDTH // 2 if wide else WIDTH
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    ) or [indent]


def _cut(text: str, width: int) -> str:
    """Cut ``text`` to at most ``width`` cells, with an ellipsis."""
    cells = 0
    for index, char in enumerate(text):
        cells += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if cells > width:
            return text[: index - 1] + "…"
    return text
