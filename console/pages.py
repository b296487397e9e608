"""The data of each page of the console, as plain values; a template or JSON renders them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipelines.errors import UserError
from pipelines.storage.reading import article_lists, article_pages, overview, rule_statistics

if TYPE_CHECKING:
    from pipelines.storage.reading.records import Connection

Context = dict[str, Any]
Asked = Mapping[str, str]


class NotFoundError(UserError):
    """There is no such page."""


def overview_page(connection: Connection, asked: Asked) -> Context:
    """Return outlets by day, the last runs, current faults, and articles taken down."""
    day = asked.get("day")
    try:
        today = datetime.fromisoformat(day).date() if day else datetime.now(UTC).date()
    except ValueError:
        raise UserError(f"day={day}: expected a day, as in day=2026-11-30") from None
    return {"overview": overview.read(connection, today)}


def articles_page(connection: Connection, asked: Asked) -> Context:
    """Return a list of articles: searched, filtered, sorted."""
    order = asked.get("sort", "published")
    if order not in article_lists.ORDERS:
        raise UserError(f"sort={order}: expected one of {', '.join(article_lists.ORDERS)}")
    page = _number(asked, "page", 1, article_lists.MAX_PAGES)
    heads = asked.get("heads") == "1"
    query = search_of(asked)
    found = article_lists.article_list(connection, query, order, page, heads)
    return {
        "articles": found[: article_lists.PAGE],
        "more": len(found) > article_lists.PAGE and page < article_lists.MAX_PAGES,
        "page": page,
        "sort": order,
        "heads": heads,
        "q": asked.get("q", ""),
        "outlet": asked.get("outlet", ""),
        "outlets": overview.outlet_names(connection),
        "sorts": list(article_lists.ORDERS),
    }


def article_page(connection: Connection, asked: Asked) -> Context:
    """Return a whole article: text, images, kept and stripped blocks, its story."""
    old, new = (
        _number(asked, name, 1, 1 << 31) if asked.get(name) else None for name in ("old", "new")
    )
    found = article_pages.whole_article(connection, int(asked["number"]), old, new)
    if found is None:
        raise NotFoundError(f"There is no article {asked['number']}")
    return {"whole": found}


def refused_pages_page(connection: Connection, asked: Asked) -> Context:
    """Return rejected and failed pages, with reasons."""
    outcome = asked.get("outcome", "")
    if outcome not in ("", "not_article", "failed"):
        raise UserError(f"outcome={outcome}: expected not_article or failed")
    page = _number(asked, "page", 1, article_lists.MAX_PAGES)
    outlet = asked.get("outlet", "")
    found = article_lists.refused_pages(connection, outlet, outcome, page)
    return {
        "pages": found[: article_lists.PAGE],
        "more": len(found) > article_lists.PAGE,
        "page": page,
        "outcome": outcome,
        "outlet": outlet,
        "outlets": overview.outlet_names(connection),
    }


def sources_page(connection: Connection, asked: Asked) -> Context:
    """Return feeds, sitemaps and listings, and when they last responded."""
    del asked
    return {"sources": overview.sources(connection)}


def rules_page(connection: Connection, asked: Asked) -> Context:
    """Return what each rule stripped from the newest articles."""
    del asked
    outlets, work = rule_statistics.rules(connection)
    return {"outlets": outlets, "rules": work, "sampled": rule_statistics.SAMPLED}


def confidence_page(connection: Connection, asked: Asked) -> Context:
    """Return the confidence of the newest articles, and their concerns."""
    del asked
    return {"judgements": rule_statistics.judgements(connection), "judged": rule_statistics.JUDGED}


def changes_page(connection: Connection, asked: Asked) -> Context:
    """Return changes after a number, in order: for polling tools."""
    after = _number(asked, "after", 0, 1 << 62, least=0)
    found = article_lists.changes(connection, after, _number(asked, "limit", 500, 5_000))
    return {"changes": found, "next": found[-1]["seq"] if found else after}


def search_of(asked: Asked) -> str:
    """Return the search of a query string: its words, and its filters as search fields."""
    parts = [asked.get("q", "")]
    for name in ("outlet", "section"):
        value = asked.get(name, "").replace('"', " ")
        if value:
            parts.append(f'{name}:"{value}"')
    return " ".join(parts)


def _number(asked: Asked, name: str, default: int, most: int, least: int = 1) -> int:
    value = asked.get(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise UserError(f"{name}={value}: expected a number from {least} to {most}")
    return int(value)


PAGES: dict[str, Callable[[Connection, Asked], Context]] = {
    "overview": overview_page,
    "articles": articles_page,
    "article": article_page,
    "pages": refused_pages_page,
    "sources": sources_page,
    "rules": rules_page,
    "confidence": confidence_page,
    "changes": changes_page,
}
"""Template name to the function that gives its data."""
