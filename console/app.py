"""The console as an ASGI application: routes, each as HTML and as JSON, and the feeds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from console import feeds
from console.guard import LOCAL, Guard
from console.pages import (
    PAGES,
    PARAMETERS,
    NotFoundError,
    articles_after,
    check_names,
    search_of,
)
from console.rendering import rendered
from pipelines.errors import UserError
from pipelines.storage.reading import article_lists
from pipelines.text import scrub

if TYPE_CHECKING:
    from pipelines.storage.reading.records import Engine

HERE = Path(__file__).parent
FEED_LENGTH = 50  # articles
Endpoint = Callable[[Request], Response]


def application(engine: Engine, database: str, hosts: Collection[str] = LOCAL) -> Guard:
    """Return the console of a database.

    Args:
        engine: read-only, see ``records.only_read``.
        database: its name on the pages, without password.
        hosts: host names that are served.
    """
    routes = [
        Route("/", _page(engine, database, "overview")),
        *(
            route
            for name in PAGES
            for address in [f"/{name}" + ("/{number}" if name == "article" else "")]
            for route in (
                Route(f"{address}.json", _json(engine, name)),
                Route(address, _page(engine, database, name)),
            )
        ),
        Route("/feed.xml", _feed(engine, as_json=False)),
        Route("/feed.json", _feed(engine, as_json=True)),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    handlers: dict[Any, Any] = {
        404: lambda request, _: _failed(request, database, 404, "There is nothing here"),
        500: lambda request, _: _failed(request, database, 500, "The console failed; see its log"),
    }
    return Guard(Starlette(routes=routes, exception_handlers=handlers), hosts)


def _parameters(request: Request, name: str) -> dict[str, str]:
    given = {**request.query_params, **{k: str(v) for k, v in request.path_params.items()}}
    parameters = {scrub(name): scrub(value) for name, value in given.items()}
    check_names(PARAMETERS.get(name, ()), parameters)
    return parameters


def _page(engine: Engine, database: str, name: str) -> Endpoint:
    def respond(request: Request) -> Response:
        try:
            with engine.connect() as connection:
                context = PAGES[name](connection, _parameters(request, name))
        except UserError as error:
            status = 404 if isinstance(error, NotFoundError) else 400
            return _failed(request, database, status, str(error))
        html = rendered(name, context | {"database": database, "address": request.url})
        return Response(html, media_type="text/html")

    return respond


def _failed(request: Request, database: str, status: int, sentence: str) -> Response:
    if request.url.path.endswith(".json"):
        return _as_json({"error": sentence}, status)
    context = {"sentence": sentence, "database": database, "address": request.url}
    return Response(rendered("failed", context), status, media_type="text/html")


def _json(engine: Engine, name: str) -> Endpoint:
    def respond(request: Request) -> Response:
        try:
            with engine.connect() as connection:
                if name == "articles" and "after" in request.query_params:
                    return _as_json(articles_after(connection, _parameters(request, "cursor")))
                return _as_json(PAGES[name](connection, _parameters(request, name)))
        except UserError as error:
            status = 404 if isinstance(error, NotFoundError) else 400
            return _as_json({"error": str(error)}, status)

    return respond


def _feed(engine: Engine, *, as_json: bool) -> Endpoint:
    def respond(request: Request) -> Response:
        try:
            parameters = _parameters(request, "feed")
            with engine.connect() as connection:
                articles = article_lists.newest_articles(
                    connection, search_of(parameters), FEED_LENGTH
                )
        except UserError as error:
            if as_json:
                return _as_json({"error": str(error)}, 400)
            return PlainTextResponse(f"{error}\n", 400)
        chosen = " ".join(
            filter(None, (parameters.get("outlet"), parameters.get("section"), parameters.get("q")))
        )
        title, address = f"tinsach {chosen}".strip(), str(request.url)
        if as_json:
            document = orjson.dumps(feeds.json_feed(articles, title, address))
            return Response(document, media_type="application/feed+json")
        return Response(
            feeds.atom(articles, title, address), media_type="application/atom+xml; charset=utf-8"
        )

    return respond


def _as_json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")
