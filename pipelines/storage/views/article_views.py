"""Views of articles: their versions, changes, images, stories, stripped blocks, search index."""

from __future__ import annotations

from pipelines.storage.views.view import Column, View

_NUMBER = "Number of the article."
_ARTICLES = (
    Column("id", "a.id", "Number of the article."),
    Column(
        "story_id", "a.story_id", "Number of its story: the same for all articles about one event."
    ),
    Column("outlet", "a.outlet", "Name of the outlet (vna)."),
    Column("url", "a.url", "Canonical URL."),
    Column("title", "r.title", "Headline."),
    Column("lead", "r.lead", "Standfirst, or null."),
    Column("body", "r.body", "Blocks separated by blank lines; list items begin with '- '."),
    Column(
        "text",
        "CASE WHEN r.lead IS NULL THEN r.body ELSE r.lead || {blank_line} || r.body END",
        "Lead and body, separated by a blank line.",
    ),
    Column("language", "a.language", "Language (BCP 47), or null."),
    Column("authors", "a.authors", "Names of the authors, without roles: JSON array."),
    Column("agency", "a.agency", "News agency the text is credited to (VNA), or null."),
    Column("dateline", "a.dateline", "Place the text was filed from, as printed, or null."),
    Column("section", "a.section", "Section, as the outlet names it, or null."),
    Column("tags", "a.tags", "Tags set by the outlet: JSON array."),
    Column("published_at", "a.published_at", "Publication time, UTC, or null."),
    Column(
        "modified_at",
        "a.modified_at",
        "Time of the last change as the outlet states it, UTC, or null.",
    ),
    Column("first_seen_at", "a.first_seen_at", "Time when it was first stored, UTC."),
    Column("word_count", "r.word_count", "Words in lead and body."),
    Column(
        "duplicate_of",
        "a.duplicate_of",
        "Number of the original article whose text this one repeats word for word, or null.",
    ),
    Column(
        "confidence",
        "a.confidence",
        "Probability (0 to 1) that this is the article's text, complete and clean.",
    ),
    Column("concerns", "a.concerns", "Reasons that lowered the confidence: JSON array."),
    Column(
        "gone_at", "a.gone_at", "Time when the outlet took it down (HTTP 404 or 410), UTC, or null."
    ),
    Column(
        "changed_at", "c.changed_at", "Time when its latest change was stored, UTC; see changes."
    ),
    Column("seq", "c.seq", "Number of its latest change; see changes."),
    Column("revision", "a.revision", "Number of the version shown; see revisions."),
    Column(
        "is_head",
        "coalesce(t.head_id, (SELECT min(x.id) FROM article AS x WHERE x.story_id = a.story_id), "
        "a.id) = a.id",
        "Whether it stands for its story: WHERE is_head gives each story once.",
    ),
)
_STRIPPED = (
    Column("article_id", "s.article_id", "Number of the article."),
    Column("ordinal", "{ordinal}", "Order of stripping, from 0."),
    Column("position", "{position}", "Position of the block on the page, from 0."),
    Column("rule", "{rule}", "The rule that stripped it, in words (list: Related News)."),
    Column("text", "{taken}", "The stripped text."),
    Column(
        "rule_id",
        "{rule_id}",
        "Id of the rule in docs/rules.md (related-list); null where an older version stored it.",
    ),
    Column("reason", "{reason}", "The detail (Related News): the part of rule after ': '."),
)
_CHANGES = (
    Column(
        "seq",
        "c.seq",
        "Number of the change, in the order of commit: a lower number never appears later.",
    ),
    Column("article_id", "c.article_id", "Number of the article; it may have been deleted."),
    Column(
        "kind",
        "c.kind",
        "new; text, metadata (changed by the outlet); engine (extracted "
        "differently by a newer engine); gone, back (taken down, and online "
        "again); story, duplicate (changed by other articles); erased "
        "(deleted from this database).",
    ),
    Column("changed_at", "c.changed_at", "Time when it was stored, UTC."),
    Column(
        "fields",
        "c.fields",
        "Changed columns of articles, or 'images': JSON array; [] for new and erased.",
    ),
    Column("is_newest", "c.newest", "Whether it is the latest change of its article."),
    Column(
        "outlet",
        "c.outlet",
        "Name of the outlet, also of a deleted article; null where an older version deleted it.",
    ),
)
_REVISIONS = (
    Column("id", "r.id", "Number of the version, across all articles."),
    Column("article_id", "r.article_id", _NUMBER),
    Column("number", "r.number", "Number of the version within its article, from 1."),
    Column(
        "origin",
        "CASE r.cause WHEN 'engine' THEN 'engine' ELSE 'outlet' END",
        "outlet (published this text) or engine (a newer engine extracted it).",
    ),
    Column("seen_at", "r.seen_at", "Time when the page was fetched, UTC."),
    Column("engine", "r.engine", "Version of the engine that extracted it."),
    Column("title", "r.title", "Headline."),
    Column("lead", "r.lead", "Standfirst, or null."),
    Column("body", "r.body", "Blocks separated by blank lines; list items begin with '- '."),
    Column(
        "kinds",
        "r.kinds",
        "Kind -> positions (from 0) of the blocks that are not paragraphs: JSON object.",
    ),
    Column("word_count", "r.word_count", "Words in lead and body."),
    Column(
        "modified_at",
        "r.modified_at",
        "Time of the last change as the outlet states it, UTC, or null.",
    ),
    Column(
        "details",
        "r.details",
        "authors, agency, dateline, section, tags, language and "
        "published_at of this version: JSON object; null where an older "
        "version stored it.",
    ),
    Column(
        "is_newest",
        "r.number = a.revision",
        "Whether it is the version shown in articles.",
    ),
)
_IMAGES = (
    Column("article_id", "i.article_id", _NUMBER),
    Column("ordinal", "i.ordinal", "Order on the page, from 0."),
    Column("url", "i.url", "URL of the image."),
    Column("caption", "i.caption", "Caption, or null."),
    Column("credit", "i.credit", "Credit, without brackets, or null."),
)
_STORIES = (
    Column("id", "s.id", "Number of the story: the story_id of its articles."),
    Column(
        "head_id", "s.head_id", "The article that stands for it: the agency's own, or the earliest."
    ),
    Column("articles", "s.articles", "Number of articles in the story."),
    Column("members", "{members}", "Numbers of its articles: JSON array."),
    Column("outlets", "{outlets}", "Names of the outlets that published it: JSON array."),
    Column(
        "first_published_at",
        "s.first_published_at",
        "Publication time of its earliest article, UTC, or null.",
    ),
    Column(
        "last_published_at",
        "(SELECT max(x.published_at) FROM article AS x WHERE x.story_id = s.id)",
        "Publication time of its latest article, UTC, or null.",
    ),
)
_SEARCH = (
    Column("article_id", "r.article_id", _NUMBER),
    Column(
        "words",
        "{words}",
        "Headline and text of the latest version, as indexed for search: "
        "for MATCH on SQLite, for @@ on PostgreSQL.",
    ),
)
_FIELDS = (
    Column("field", "f.field", "author, section or agency."),
    Column(
        "term",
        "f.term",
        "Section or agency, or an author's name from one of its words on: without case and "
        "diacritics, and with a space at the end.",
    ),
    Column("outlet", "f.outlet", "Name of the outlet."),
    Column(
        "article_id",
        "f.article_id",
        "Number of the article; it may have another author, section or agency now, or be deleted.",
    ),
)

ARTICLES = View(
    "articles",
    "Each article in its latest version: the main view for other tools.",
    _ARTICLES,
    "article AS a JOIN revision AS r ON r.article_id = a.id AND r.number = a.revision "
    "LEFT JOIN change AS c ON c.article_id = a.id AND c.newest "
    "LEFT JOIN story AS t ON t.id = a.story_id",
)
CHANGES = View(
    "changes",
    "Every visible change of an article. To follow them, poll WHERE seq > the last one read.",
    _CHANGES,
    "change AS c",
)
REVISIONS = View(
    "revisions",
    "Each version of an article's text.",
    _REVISIONS,
    "revision AS r JOIN article AS a ON a.id = r.article_id",
)
IMAGES = View("images", "Each image of an article's latest version.", _IMAGES, "image AS i")
STORIES = View(
    "stories", "Each story: a cluster of articles about the same event.", _STORIES, "story AS s"
)
STRIPPED = View(
    "stripped",
    "Each block stripped from an article's latest version, with the rule.",
    _STRIPPED,
    "stripped_blocks AS s, {each} AS b",
)
SEARCH = View(
    "article_search",
    "The search index of the articles; see Search below.",
    _SEARCH,
    "search AS s JOIN revision AS r ON r.id = {search_key} "
    "JOIN article AS a ON a.id = r.article_id AND a.revision = r.number",
)
FIELDS = View(
    "article_fields",
    "An index of authors, sections and agencies: which articles have, or had, one.",
    _FIELDS,
    "field_term AS f",
)
