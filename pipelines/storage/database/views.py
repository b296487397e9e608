"""The views: what other tools read. Columns are added, never renamed."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a view: its name, what it is in SQL, what it means."""

    name: str
    source: str
    comment: str


class View(NamedTuple):
    """A view: its name, what it holds, its columns, where they come from in SQL.

    Words in braces are what ``_WORDS`` says for the database.
    """

    name: str
    comment: str
    columns: tuple[Column, ...]
    source: str


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

ARTICLES = View(
    "articles",
    "Each article in its newest version: what other tools read.",
    _ARTICLES,
    "article AS a JOIN revision AS r ON r.article_id = a.id AND r.number = a.revision",
)
STRIPPED = View(
    "stripped",
    "Each block near an article's newest version that is not in it.",
    _STRIPPED,
    "stripped_blocks AS s, {each} AS b",
)
VIEWS = (ARTICLES, STRIPPED)

_WORDS = {
    "sqlite": {
        "blank_line": "char(10, 10)",
        "each": "json_each(s.blocks)",
        "ordinal": "b.key",
        "position": "json_extract(b.value, '$[0]')",
        "rule": "json_extract(b.value, '$[1]')",
        "taken": "json_extract(b.value, '$[2]')",
        "rule_id": "json_extract(b.value, '$[3]')",
        "reason": "substr(json_extract(b.value, '$[1]'), CASE instr(json_extract(b.value, '$[1]'), "
        "': ') WHEN 0 THEN 1 ELSE instr(json_extract(b.value, '$[1]'), ': ') + 2 END)",
    },
    "postgresql": {
        "blank_line": "E'\\n\\n'",
        "each": "json_array_elements(s.blocks) WITH ORDINALITY",
        "ordinal": "CAST(b.ordinality - 1 AS integer)",
        "position": "CAST(b.value ->> 0 AS integer)",
        "rule": "b.value ->> 1",
        "taken": "b.value ->> 2",
        "rule_id": "b.value ->> 3",
        "reason": "substr(b.value ->> 1, CASE strpos(b.value ->> 1, ': ') WHEN 0 THEN 1 "
        "ELSE strpos(b.value ->> 1, ': ') + 2 END)",
    },
}


def create_view(view: View, dialect: str) -> str:
    """Return the statement that makes ``view`` on ``dialect`` (sqlite, postgresql)."""
    columns = ",\n  ".join(f"{column.source} AS {column.name}" for column in view.columns)
    return f"CREATE VIEW {view.name} AS SELECT\n  {columns}\nFROM {view.source}".format(
        **_WORDS[dialect]
    )
