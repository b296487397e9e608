"""The data of each page of the console, as plain values; a template or JSON renders them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipelines.errors import UserError
from pipelines.storage import bounds
from pipelines.storage.reading import article_lists, article_pages, overview, rule_statistics

if TYPE_CHECKING:
    from pipelines.storage.reading.records import Connection

_MOST_DIGITS = len(str(bounds.MOST))
Context = dict[str, Any]
Parameters = Mapping[str, str]


class NotFoundError(UserError):
    """There is no such page."""


def overview_page(connection: Connection, parameters: Parameters) -> Context:
    """Return outlets by day, the last runs, current faults, and articles taken down."""
    day = parameters.get("day")
    try:
        today = bounds.day(day) if day else datetime.now(UTC).date()
    except ValueError:
        raise UserError(f"day={day}: expected a day, as in day=2026-11-30") from None
    return {"overview": overview.read(connection, today)}


def articles_page(connection: Connection, parameters: Parameters) -> Context:
    """Return a list of articles: searched, filtered, sorted."""
    order = parameters.get("sort", "published")
    if order not in article_lists.ORDERS:
        raise UserError(f"sort={order}: expected one of {', '.join(article_lists.ORDERS)}")
    page = _number(parameters, "page", 1, article_lists.MAX_PAGES)
    heads = parameters.get("heads") == "1"
    query = search_of(parameters)
    found = article_lists.article_list(connection, query, order, page, heads)
    return {
        "articles": found[: article_lists.PAGE],
        "more": len(found) > article_lists.PAGE and page < article_lists.MAX_PAGES,
        "page": page,
        "sort": order,
        "heads": heads,
        "q": parameters.get("q", ""),
        "outlet": parameters.get("outlet", ""),
        "section": parameters.get("section", ""),
        "outlets": overview.outlet_names(connection),
        "sorts": list(article_lists.ORDERS),
    }


def articles_after(connection: Connection, parameters: Parameters) -> Context:
    """Return whole articles changed after a number, in order of change; continue from ``next``."""
    after = _number(parameters, "after", 0, bounds.MOST, least=0)
    heads = parameters.get("heads") == "1"
    found = article_lists.newest_articles(connection, search_of(parameters), 100, after, heads)
    return {"articles": found, "next": found[-1]["seq"] if found else after}


def article_page(connection: Connection, parameters: Parameters) -> Context:
    """Return a whole article: text, images, kept and stripped blocks, its story."""
    old, new = (
        _number(parameters, name, 1, 1 << 31) if parameters.get(name) else None
        for name in ("old", "new")
    )
    number = parameters["number"]
    found = None
    if _is_number(number) and int(number) <= bounds.MOST:
        found = article_pages.whole_article(connection, int(number), old, new)
    if found is None:
        raise NotFoundError(f"There is no article {number[:40]}")
    return {"whole": found}


def rejected_pages_page(connection: Connection, parameters: Parameters) -> Context:
    """Return rejected and failed pages, with reasons."""
    outcome = parameters.get("outcome", "")
    if outcome not in ("", "not_article", "failed"):
        raise UserError(f"outcome={outcome}: expected not_article or failed")
    page = _number(parameters, "page", 1, article_lists.MAX_PAGES)
    outlet = parameters.get("outlet", "")
    found = article_lists.rejected_pages(connection, outlet, outcome, page)
    return {
        "pages": found[: article_lists.PAGE],
        "more": len(found) > article_lists.PAGE and page < article_lists.MAX_PAGES,
        "page": page,
        "outcome": outcome,
        "outlet": outlet,
        "outlets": overview.outlet_names(connection),
    }


def sources_page(connection: Connection, parameters: Parameters) -> Context:
    """Return feeds, sitemaps and listings, and when they last responded."""
    del parameters
    return {"sources": overview.sources(connection)}


def rules_page(connection: Connection, parameters: Parameters) -> Context:
    """Return what each rule stripped from the newest articles."""
    del parameters
    outlets, work = rule_statistics.rules(connection)
    return {"outlets": outlets, "rules": work, "sampled": rule_statistics.SAMPLED}


def confidence_page(connection: Connection, parameters: Parameters) -> Context:
    """Return the confidence of the newest articles, and their concerns."""
    del parameters
    return {"judgements": rule_statistics.judgements(connection), "judged": rule_statistics.JUDGED}


def changes_page(connection: Connection, parameters: Parameters) -> Context:
    """Return changes after a number, in order: for polling tools."""
    after = _number(parameters, "after", 0, bounds.MOST, least=0)
    found = article_lists.changes(connection, after, _number(parameters, "limit", 500, 5_000))
    return {"changes": found, "next": found[-1]["seq"] if found else after}


def search_of(parameters: Parameters) -> str:
    """Return the search of a query string: its words, and its filters as search fields."""
    parts = [parameters.get("q", "")]
    for name in ("outlet", "section"):
        value = parameters.get(name, "").replace('"', " ")
        if value:
            parts.append(f'{name}:"{value}"')
    return " ".join(parts)


def check_names(known: Collection[str], parameters: Parameters) -> None:
    """Raise ``UserError`` for a parameter that an address does not have, and would ignore."""
    for name in parameters:
        if name not in known:
            expected = f"expected one of {', '.join(known)}" if known else "expected none"
            raise UserError(f"{name}={parameters[name]}: no such parameter here; {expected}")


def _is_number(value: str) -> bool:
    """Return whether a value can be a number in the database; Python reads no endless ones."""
    return value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS


def _number(parameters: Parameters, name: str, default: int, most: int, least: int = 1) -> int:
    value = parameters.get(name, str(default))
    if not (_is_number(value) and least <= int(value) <= most):
        raise UserError(f"{name}={value[:40]}: expected a number from {least} to {most}")
    return int(value)


PAGES: dict[str, Callable[[Connection, Parameters], Context]] = {
    "overview": overview_page,
    "articles": articles_page,
    "article": article_page,
    "pages": rejected_pages_page,
    "sources": sources_page,
    "rules": rules_page,
    "confidence": confidence_page,
    "changes": changes_page,
}
"""Template name to the function that gives its data."""
_FILTERS = ("q", "outlet", "section")
PARAMETERS: dict[str, tuple[str, ...]] = {
    "overview": ("day",),
    "articles": (*_FILTERS, "sort", "page", "heads"),
    "article": ("number", "old", "new"),
    "pages": ("outcome", "outlet", "page"),
    "changes": ("after", "limit"),
    "cursor": (*_FILTERS, "heads", "after"),
    "feed": _FILTERS,
}
"""Template name to the parameters of its address; none where it is not listed. ``cursor`` is
``/articles.json`` with ``after``."""
