"""Views of crawls: URLs, runs, sources, faults, outlets."""

from __future__ import annotations

from pipelines.storage.views.view import Column, View

_OUTLET = "Name of the outlet (vna)."
_NEWEST_RUN = (
    "(SELECT x.{} FROM crawl AS x WHERE x.outlet = n.outlet ORDER BY x.started_at DESC, x.id DESC "
    "LIMIT 1)"
).format

_PAGES = (
    Column("id", "p.id", "Number of the page."),
    Column("outlet", "p.outlet", _OUTLET),
    Column("url", "p.url", "URL as discovered."),
    Column("source", "p.source", "Feed, sitemap or listing that announced it; '' for none."),
    Column(
        "outcome",
        "p.outcome",
        "Outcome of the last fetch: new, same, changed, duplicate, "
        "not_article or failed; null before the first.",
    ),
    Column("reason", "p.reason", "Why, for duplicate, not_article and failed."),
    Column("status", "p.status", "HTTP status of the last fetch, or null."),
    Column("tries", "p.attempts", "Failed fetches since the last successful one."),
    Column(
        "next_try_at",
        "p.due_at",
        "Time from which it is to be fetched (again), UTC; null for never.",
    ),
    Column("discovered_at", "p.discovered_at", "Time when it was first announced, UTC."),
    Column("fetched_at", "p.fetched_at", "Time of the last fetch, UTC, or null."),
    Column("visits", "p.visits", "Number of successful fetches."),
    Column("article_id", "p.article_id", "The article found on it, or null."),
    Column("crawl_id", "p.crawl_id", "The run that last fetched it, or null."),
    Column("warc", "p.warc", "WARC file that holds its last response, or null."),
    Column("warc_offset", "p.warc_offset", "Offset of the record in that file, in bytes."),
)
_CRAWLS = tuple(
    Column(name, f"k.{name}", comment)
    for name, comment in (
        ("id", "Number of the run."),
        ("outlet", _OUTLET),
        ("started_at", "Start time, UTC."),
        ("finished_at", "End time, UTC; null while it runs, or when it was killed."),
        ("reason", "Finish reason (finished, shutdown ...), or null."),
        ("pages", "Pages processed: the sum of the outcomes below."),
        ("new", "Pages that gave a new article."),
        ("same", "Pages whose article was stored before and has not changed."),
        ("changed", "Pages whose article has changed."),
        ("duplicate", "Pages whose text is stored under another URL."),
        ("not_article", "Pages that are not articles."),
        ("failed", "Pages that failed."),
        ("arguments", "Arguments of the spider: JSON object."),
        ("versions", "Versions of code, engine and libraries: JSON object."),
        ("counts", "Other counts of the run: JSON object."),
        (
            "message",
            "Why the run was refused or stored nothing, in words; null where nothing went wrong.",
        ),
    )
)
_SOURCES = (
    Column("outlet", "n.outlet", _OUTLET),
    Column("url", "n.url", "URL of the feed, sitemap or listing."),
    Column(
        "announced",
        "coalesce(h.announced, o.announced)",
        "Number of articles listed in its last good response.",
    ),
    Column(
        "last_good_at",
        "CASE WHEN h.outlet IS NULL THEN o.read_at ELSE h.good_at END",
        "Time of its last good response (articles, or HTTP 304), UTC, or null.",
    ),
    Column(
        "kind",
        "h.kind",
        "feed, sitemap, listing or robots; null where an older version fetched it.",
    ),
    Column(
        "last_answer_at",
        "coalesce(h.answered_at, o.read_at)",
        "Time of its last request, successful or not, UTC.",
    ),
    Column(
        "failures",
        "coalesce(h.failures, 0)",
        "Number of bad responses in a row, up to the last one.",
    ),
    Column("reason", "h.reason", "What was wrong with the last response (HTTP 404), or null."),
    Column(
        "certain",
        "h.certain",
        "Whether the spider's file marks it as seen to exist; null where an "
        "older version fetched it.",
    ),
)
_FAULTS = (
    Column("outlet", "f.outlet", _OUTLET),
    Column("subject", "f.subject", "Key of the fault, the same in every run (ended)."),
    Column("sentence", "f.sentence", "The fault in words."),
    Column("since", "f.since", "Start time of the first run that had it, UTC."),
)
_OUTLETS = (
    Column("outlet", "n.outlet", _OUTLET),
    Column(
        "articles",
        "coalesce((SELECT x.articles FROM article_total AS x WHERE x.outlet = n.outlet), 0)",
        "Number of stored articles.",
    ),
    Column(
        "last_published_at",
        "(SELECT max(x.published_at) FROM article AS x WHERE x.outlet = n.outlet)",
        "Publication time of its latest article, UTC, or null.",
    ),
    Column("last_crawl_id", _NEWEST_RUN("id"), "Number of its latest run, or null."),
    Column("last_crawl_at", _NEWEST_RUN("started_at"), "Start time of that run, UTC, or null."),
    Column(
        "last_crawl_reason",
        _NEWEST_RUN("reason"),
        "Finish reason of that run; null while it runs, or when it was killed.",
    ),
    Column("last_crawl_new", _NEWEST_RUN("new"), "New articles in that run, or null."),
    Column(
        "waiting",
        "(SELECT count(*) FROM page AS x WHERE x.outlet = n.outlet AND x.due_at IS NOT NULL)",
        "Pages that are still to be fetched (again).",
    ),
)

PAGES = View("pages", "Each URL ever discovered, and its outcome.", _PAGES, "page AS p")
CRAWLS = View("crawls", "Each run of a spider.", _CRAWLS, "crawl AS k")
SOURCES = View(
    "sources",
    "Each feed, sitemap or listing that was requested, and its last response.",
    _SOURCES,
    "(SELECT outlet, url FROM source UNION SELECT outlet, url FROM source_health) AS n "
    "LEFT JOIN source_health AS h ON h.outlet = n.outlet AND h.url = n.url "
    "LEFT JOIN source AS o ON o.outlet = n.outlet AND o.url = n.url",
)
FAULTS = View("faults", "The present faults in the crawls of an outlet.", _FAULTS, "fault AS f")
OUTLETS = View(
    "outlets",
    "Each outlet ever crawled into this database.",
    _OUTLETS,
    "(SELECT outlet FROM crawl UNION SELECT outlet FROM line_total) AS n",
)
