"""Detects changes in the quality of a run's articles from its counts.

A crawl may bring as many articles as ever and yet extract them worse: a template has changed, and
the generic engine replaces the outlet's selectors; a field is missing; a rule strips the article.
Each count of a run (``pipelines.run_measures``) is compared with those of the runs before it, and
reported if chance is no explanation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from statistics import mean, pstdev

from pipelines.run_measures import NONE

Counts = Mapping[str, float]

FAULTS = "history/drift"
"""Count of anomalies in a run's counts; a run with any is not a reference."""
RUNS = 20  # maximum number of previous runs to compare with
MIN_PAGES = 10  # pages of those runs; with fewer, nothing is reported
MIN_PAGES_NOW = 3  # pages of the run itself
USUAL = 0.6  # share of the pages above which something is usual
DROP = 0.4  # minimum fall in share of the pages
CHANCE = 0.001  # maximum probability of a change by chance
JUMP = 0.15  # minimum change of a mean (confidence, share stripped)
SPREADS = 3  # and minimum multiple of the usual spread
RISE = 4  # multiple of the previous number of paragraphs
MIN_PARAGRAPHS = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault.

    Attributes:
        subject: what is wrong, in a form that stays the same from run to run.
        sentence: the operator's message.
    """

    subject: str
    sentence: str


def drift(now: Counts, earlier: Sequence[Counts]) -> tuple[Fault, ...]:
    """Return how a run's articles differ from those of earlier runs (latest last)."""
    before = Counter[str]()
    for counts in earlier[-RUNS:]:
        before.update({name: value for name, value in counts.items() if _is_measure(name)})
    if before["measure/pages"] < MIN_PAGES or now.get("measure/pages", 0) < MIN_PAGES_NOW:
        return ()
    return (
        *_layouts(now, before),
        *_selectors(now, before),
        *_fields(now, before),
        *_means(now, earlier[-RUNS:]),
        *_rules(now, before),
    )


def _is_measure(name: str) -> bool:
    return name.startswith(("measure/", "layout/", "selector/", "field/", "rule/"))


def _layouts(now: Counts, before: Counts) -> Iterator[Fault]:
    """Yield layouts whose body no longer matches as usual, and pages without any layout."""
    used, pages = _with(before, "layout/"), now.get("measure/pages", 0)
    total = sum(used.values())
    matched = total - used.get(NONE, 0)
    here = _with(now, "layout/")
    found = sum(here.values()) - here.get(NONE, 0)
    if _fell(found, sum(here.values()), matched, total):
        bodies = {
            f"{selector} ({layout!r})"
            for key in _with(before, "selector/")
            for layout, _, selector in [key.partition("/body ")]
            if selector
        }
        yield Fault(
            "layout",
            f"body: the selector {' or '.join(sorted(bodies))} matched {found:.0f} of {pages:.0f} "
            f"pages, where it had {matched / total:.0%}: has the template changed?",
        )


def _selectors(now: Counts, before: Counts) -> Iterator[Fault]:
    """Yield selectors that no longer match on pages of their layout."""
    for name, count in _with(before, "selector/").items():
        layout, _, rest = name.partition("/")
        pages, total = now.get(f"layout/{layout}", 0), before.get(f"layout/{layout}", 0)
        found = now.get(f"selector/{name}", 0)
        if total >= MIN_PAGES and _fell(found, pages, count, total):
            field, _, selector = rest.partition(" ")
            yield Fault(
                f"selector {layout} {rest}",
                f"{field}: the selector {selector} of layout {layout!r} matched {found:.0f} of "
                f"{pages:.0f} pages, where it had {count / total:.0%}",
            )


def _fields(now: Counts, before: Counts) -> Iterator[Fault]:
    articles, total = now.get("measure/articles", 0), before.get("measure/articles", 0)
    for name, count in _with(before, "field/").items():
        filled = now.get(f"field/{name}", 0)
        if total >= MIN_PAGES and _fell(filled, articles, count, total):
            yield Fault(
                f"field {name}",
                f"{name}: {filled:.0f} of {articles:.0f} articles have it, where "
                f"{count / total:.0%} had",
            )


def confidence(counts: Counts) -> float | None:
    """Return the mean confidence of a run's articles, None if it had none."""
    articles = counts.get("measure/articles", 0)
    return counts.get("measure/confidence", 0) / articles if articles else None


def stripped(counts: Counts) -> float | None:
    """Return the share of the words on a run's pages that was stripped, None without articles."""
    words = counts.get("measure/kept", 0) + counts.get("measure/stripped", 0)
    return counts.get("measure/stripped", 0) / words if words else None


def _means(now: Counts, earlier: Sequence[Counts]) -> Iterator[Fault]:
    if now.get("measure/articles", 0) < MIN_PAGES_NOW:
        return
    fell = ("confidence", "the mean confidence", confidence, -1)
    rose = ("stripped", "the share of the page that is stripped", stripped, 1)
    for subject, words, read, sign in (fell, rose):
        value = read(now)
        means = [one for counts in earlier if (one := read(counts)) is not None]
        if value is None or len(means) < 3:
            continue
        usual = mean(means)
        if sign * (value - usual) > max(JUMP, SPREADS * pstdev(means)):
            yield Fault(subject, f"{words} is {value:.2f}, where it was {usual:.2f}")


def _rules(now: Counts, before: Counts) -> Iterator[Fault]:
    """Yield rules that strip paragraphs they did not strip before."""
    articles, total = now.get("measure/articles", 0), before.get("measure/articles", 0)
    if articles < MIN_PAGES_NOW or total < MIN_PAGES:
        return
    for rule, count in _with(now, "rule/").items():
        usual = before.get(f"rule/{rule}", 0) / total
        rate = count / articles
        if count >= MIN_PARAGRAPHS and rate > RISE * usual + 0.5:
            yield Fault(
                f"rule {rule}",
                f"the rule {rule} took {count:.0f} paragraphs of {articles:.0f} articles, where it "
                f"took {usual:.2g} an article",
            )


def _with(counts: Counts, prefix: str) -> dict[str, float]:
    return {
        name.removeprefix(prefix): value
        for name, value in counts.items()
        if name.startswith(prefix)
    }


def _fell(found: float, pages: float, before: float, total: float) -> bool:
    """Return whether ``found`` of ``pages`` is significantly less than ``before`` of ``total``."""
    if pages < MIN_PAGES_NOW or not total:
        return False
    usual = before / total
    if usual < USUAL or found / pages > usual - DROP:
        return False
    return _at_most(int(found), int(pages), min(usual, 0.95)) < CHANCE


def _at_most(found: int, pages: int, share: float) -> float:
    """Return the binomial probability of at most ``found`` of ``pages`` at ``share``."""
    most = min(pages, 200)
    scaled = found * most // pages
    return sum(
        comb(most, hits) * share**hits * (1 - share) ** (most - hits) for hits in range(scaled + 1)
    )
