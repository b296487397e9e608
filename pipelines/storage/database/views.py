"""The views: the contract with other tools. Columns are added, never renamed."""

from __future__ import annotations

from pipelines.storage.database.view import Column, View

_NUMBER = "Number of the article."
_OUTLET = "Name of the outlet (vna)."
_NEWEST_RUN = (
    "(SELECT x.{} FROM crawl AS x WHERE x.outlet = n.outlet ORDER BY x.started_at DESC, x.id DESC "
    "LIMIT 1)"
).format

_ARTICLES = (
    Column("id", "a.id", "Number of the article."),
    Column("story_id", "a.story_id", "Number of the story: the same for all who tell it."),
    Column("outlet", "a.outlet", "Name of the outlet (vna)."),
    Column("url", "a.url", "Canonical address."),
    Column("title", "r.title", "Headline."),
    Column("lead", "r.lead", "Standfirst, or null."),
    Column("body", "r.body", "Blocks apart by a blank line; list items begin with '- '."),
    Column(
        "text",
        "CASE WHEN r.lead IS NULL THEN r.body ELSE r.lead || {blank_line} || r.body END",
        "Lead and body, apart by a blank line.",
    ),
    Column("language", "a.language", "Language (BCP 47), or null."),
    Column("authors", "a.authors", "People, without roles: JSON array."),
    Column("agency", "a.agency", "Who the text is credited to (VNA), or null."),
    Column("dateline", "a.dateline", "Place it is filed from, as printed, or null."),
    Column("section", "a.section", "Section, as the outlet files it, or null."),
    Column("tags", "a.tags", "Tags of the outlet: JSON array."),
    Column("published_at", "a.published_at", "Time of publication, UTC, or null."),
    Column("modified_at", "a.modified_at", "Last change by the outlet's own account, UTC."),
    Column("first_seen_at", "a.first_seen_at", "When it was first stored, UTC."),
    Column("word_count", "r.word_count", "Words in lead and body."),
    Column(
        "duplicate_of",
        "a.duplicate_of",
        "Number of the earlier article that it repeats word for word, else null.",
    ),
    Column("confidence", "a.confidence", "0 to 1: how sure the engine is of this article."),
    Column("concerns", "a.concerns", "What spoke against the article: JSON array."),
    Column("gone_at", "a.gone_at", "When the outlet took it down (404, 410), UTC, or null."),
    Column("changed_at", "c.changed_at", "When its newest change was stored, UTC; see changes."),
    Column("seq", "c.seq", "Number of its newest change; see changes."),
    Column("revision", "a.revision", "Number of the version shown; see revisions."),
    Column(
        "is_head",
        "coalesce(t.head_id, (SELECT min(x.id) FROM article AS x WHERE x.story_id = a.story_id), "
        "a.id) = a.id",
        "Whether it leads its story: WHERE is_head gives each story once.",
    ),
)
_STRIPPED = (
    Column("article_id", "s.article_id", "Number of the article."),
    Column("ordinal", "{ordinal}", "Order of taking, from 0."),
    Column("position", "{position}", "Index of the block on the page, from 0."),
    Column("rule", "{rule}", "The rule that took it (list: Related News)."),
    Column("text", "{taken}", "What was taken."),
    Column(
        "rule_id",
        "{rule_id}",
        "Id of the rule in docs/rules.md (related-list); null where an older version stored it.",
    ),
    Column(
        "reason", "{reason}", "The detail (Related News): rule without what stands before ': '."
    ),
)
_CHANGES = (
    Column("seq", "c.seq", "Number of the change: in the order of commit, none ever comes late."),
    Column("article_id", "c.article_id", "Number of the article; it may be erased."),
    Column(
        "kind",
        "c.kind",
        "new; text, metadata (the outlet changed it); engine (a newer engine reads it so); gone, "
        "back (taken down, and there again); story, duplicate (other articles made it so); erased.",
    ),
    Column("changed_at", "c.changed_at", "When it was stored, UTC."),
    Column(
        "fields",
        "c.fields",
        "Columns of articles that changed, and images: JSON array; [] for new and erased.",
    ),
    Column("is_newest", "c.newest", "Whether it is the newest change of its article."),
    Column(
        "outlet",
        "c.outlet",
        "Name of the outlet, of an erased article too; null where an older version erased it.",
    ),
)
_REVISIONS = (
    Column("id", "r.id", "Number of the version, over all articles."),
    Column("article_id", "r.article_id", _NUMBER),
    Column("number", "r.number", "1 for the first version, counted per article."),
    Column(
        "origin",
        "CASE r.cause WHEN 'engine' THEN 'engine' ELSE 'outlet' END",
        "outlet (it published this text) or engine (a newer one reads the page so).",
    ),
    Column("seen_at", "r.seen_at", "When the page was fetched, UTC."),
    Column("engine", "r.engine", "Version of the engine that read it."),
    Column("title", "r.title", "Headline."),
    Column("lead", "r.lead", "Standfirst, or null."),
    Column("body", "r.body", "Blocks apart by a blank line; list items begin with '- '."),
    Column(
        "kinds",
        "r.kinds",
        "Kind -> numbers (from 0) of the blocks that are no paragraphs: JSON object.",
    ),
    Column("word_count", "r.word_count", "Words in lead and body."),
    Column("modified_at", "r.modified_at", "Last change by the outlet's own account, UTC."),
    Column(
        "details",
        "r.details",
        "authors, agency, dateline, section, tags, language, published_at as of then: JSON object; "
        "null where an older version stored it.",
    ),
    Column(
        "is_newest",
        "r.number = a.revision",
        "Whether it is the version that articles shows.",
    ),
)
_IMAGES = (
    Column("article_id", "i.article_id", _NUMBER),
    Column("ordinal", "i.ordinal", "Order on the page, from 0."),
    Column("url", "i.url", "Address of the picture."),
    Column("caption", "i.caption", "Caption, or null."),
    Column("credit", "i.credit", "Credit, without brackets, or null."),
)
_STORIES = (
    Column("id", "s.id", "Number of the story: story_id of its articles."),
    Column("head_id", "s.head_id", "The article that leads it: the agency's own, or the earliest."),
    Column("articles", "s.articles", "How many articles tell it."),
    Column("members", "{members}", "Numbers of these articles: JSON array."),
    Column("outlets", "{outlets}", "Names of the outlets that tell it: JSON array."),
    Column("first_published_at", "s.first_published_at", "Time of the earliest, UTC, or null."),
    Column(
        "last_published_at",
        "(SELECT max(x.published_at) FROM article AS x WHERE x.story_id = s.id)",
        "Time of the latest, UTC, or null.",
    ),
)
_PAGES = (
    Column("id", "p.id", "Number of the page."),
    Column("outlet", "p.outlet", _OUTLET),
    Column("url", "p.url", "Address as discovered."),
    Column("source", "p.source", "Feed, sitemap or listing that announced it; '' for none."),
    Column(
        "outcome",
        "p.outcome",
        "What the last fetch ended in: new, same, changed, duplicate, not_article, failed; null "
        "before the first.",
    ),
    Column("reason", "p.reason", "Why, for duplicate, not_article and failed."),
    Column("status", "p.status", "HTTP status of the last fetch, or null."),
    Column("tries", "p.attempts", "Failed fetches since the last good one."),
    Column("next_try_at", "p.due_at", "From when it is fetched (again), UTC; null for not."),
    Column("discovered_at", "p.discovered_at", "When it was first announced, UTC."),
    Column("fetched_at", "p.fetched_at", "Last fetch, UTC, or null."),
    Column("visits", "p.visits", "Good fetches so far."),
    Column("article_id", "p.article_id", "The article it gave, or null."),
    Column("crawl_id", "p.crawl_id", "The run that last took it up, or null."),
    Column("warc", "p.warc", "WARC file with its bytes, or null."),
    Column("warc_offset", "p.warc_offset", "Offset of the record in that file, in bytes."),
)
_CRAWLS = tuple(
    Column(name, f"k.{name}", comment)
    for name, comment in (
        ("id", "Number of the run."),
        ("outlet", _OUTLET),
        ("started_at", "Start, UTC."),
        ("finished_at", "End, UTC; null while it runs, or when it was killed."),
        ("reason", "Finish reason (finished, shutdown ...), or null."),
        ("pages", "Pages saved: the sum of the outcomes."),
        ("new", "Pages that gave a new article."),
        ("same", "Pages with an article stored already."),
        ("changed", "Pages with a changed article."),
        ("duplicate", "Pages with a text that is stored under another address."),
        ("not_article", "Pages that are no article."),
        ("failed", "Pages that failed."),
        ("arguments", "Arguments of the spider: JSON object."),
        ("versions", "Versions of code, engine and libraries: JSON object."),
        ("counts", "Other numbers of the run: JSON object."),
        ("message", "Why it was refused or came to nothing, in words; null where it is good."),
    )
)
_SOURCES = (
    Column("outlet", "n.outlet", _OUTLET),
    Column("url", "n.url", "Address of the feed, sitemap or listing."),
    Column(
        "announced",
        "coalesce(h.announced, o.announced)",
        "How many articles it announced at its last good answer.",
    ),
    Column(
        "last_good_at",
        "CASE WHEN h.outlet IS NULL THEN o.read_at ELSE h.good_at END",
        "When it last announced an article, or said that nothing has changed, UTC, or null.",
    ),
    Column(
        "kind", "h.kind", "feed, sitemap, listing or robots; null where an older version read it."
    ),
    Column(
        "last_answer_at",
        "coalesce(h.answered_at, o.read_at)",
        "When it was last asked, whatever came of it, UTC.",
    ),
    Column(
        "failures",
        "coalesce(h.failures, 0)",
        "Answers in a row that were not good, up to the last one.",
    ),
    Column("reason", "h.reason", "What was wrong with the last answer (HTTP 404), or null."),
    Column(
        "certain",
        "h.certain",
        "Whether the outlet's file says that it was seen to exist; null where an older version "
        "read it.",
    ),
)
_FAULTS = (
    Column("outlet", "f.outlet", _OUTLET),
    Column("subject", "f.subject", "What is wrong, in a form that stays the same (ended)."),
    Column("sentence", "f.sentence", "What is wrong, in words."),
    Column("since", "f.since", "Start of the first run that had it, UTC."),
)
_OUTLETS = (
    Column("outlet", "n.outlet", _OUTLET),
    Column(
        "articles",
        "(SELECT count(*) FROM article AS x WHERE x.outlet = n.outlet)",
        "Articles stored.",
    ),
    Column(
        "last_published_at",
        "(SELECT max(x.published_at) FROM article AS x WHERE x.outlet = n.outlet)",
        "Time of publication of its latest article, UTC, or null.",
    ),
    Column("last_crawl_id", _NEWEST_RUN("id"), "Number of its newest run, or null."),
    Column("last_crawl_at", _NEWEST_RUN("started_at"), "Start of that run, UTC, or null."),
    Column(
        "last_crawl_reason",
        _NEWEST_RUN("reason"),
        "How that run ended; null while it runs, or when it was killed.",
    ),
    Column("last_crawl_new", _NEWEST_RUN("new"), "New articles of that run, or null."),
    Column(
        "waiting",
        "(SELECT count(*) FROM page AS x WHERE x.outlet = n.outlet AND x.due_at IS NOT NULL)",
        "Pages that are to be fetched (again).",
    ),
)
_SEARCH = (
    Column("article_id", "r.article_id", _NUMBER),
    Column(
        "words",
        "{words}",
        "Headline and text of the newest version as search sees them: on SQLite for MATCH, on "
        "PostgreSQL for @@.",
    ),
)

ARTICLES = View(
    "articles",
    "Each article in its newest version: what other tools read.",
    _ARTICLES,
    "article AS a JOIN revision AS r ON r.article_id = a.id AND r.number = a.revision "
    "LEFT JOIN change AS c ON c.article_id = a.id AND c.newest "
    "LEFT JOIN story AS t ON t.id = a.story_id",
)
CHANGES = View(
    "changes",
    "Every change of an article that a reader can see: WHERE seq > the last one read.",
    _CHANGES,
    "change AS c",
)
REVISIONS = View(
    "revisions",
    "Each version of an article's text that was seen.",
    _REVISIONS,
    "revision AS r JOIN article AS a ON a.id = r.article_id",
)
IMAGES = View("images", "Each picture of an article's newest version.", _IMAGES, "image AS i")
STORIES = View("stories", "Each story: the articles that tell the same.", _STORIES, "story AS s")
STRIPPED = View(
    "stripped",
    "Each block near an article's newest version that is not in it.",
    _STRIPPED,
    "stripped_blocks AS s, {each} AS b",
)
PAGES = View("pages", "Each address ever discovered, and what came of it.", _PAGES, "page AS p")
CRAWLS = View("crawls", "Each run of a spider.", _CRAWLS, "crawl AS k")
SOURCES = View(
    "sources",
    "Each feed, sitemap or listing that was asked, and how it answered.",
    _SOURCES,
    "(SELECT outlet, url FROM source UNION SELECT outlet, url FROM source_health) AS n "
    "LEFT JOIN source_health AS h ON h.outlet = n.outlet AND h.url = n.url "
    "LEFT JOIN source AS o ON o.outlet = n.outlet AND o.url = n.url",
)
FAULTS = View("faults", "What is wrong with the crawls of an outlet now.", _FAULTS, "fault AS f")
OUTLETS = View(
    "outlets",
    "Each outlet that was ever crawled into this database.",
    _OUTLETS,
    "(SELECT outlet FROM crawl UNION SELECT outlet FROM line_total) AS n",
)
SEARCH = View(
    "article_search",
    "What each article is found by; see Search below.",
    _SEARCH,
    "search AS s JOIN revision AS r ON r.id = {search_key} "
    "JOIN article AS a ON a.id = r.article_id AND a.revision = r.number",
)
VIEWS = (
    ARTICLES,
    CHANGES,
    REVISIONS,
    IMAGES,
    STORIES,
    STRIPPED,
    PAGES,
    CRAWLS,
    SOURCES,
    OUTLETS,
    SEARCH,
    FAULTS,
)
