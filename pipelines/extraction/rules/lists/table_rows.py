"""Rows of a table that are headlines of other stories with their teasers, below an unknown line.

An article's own table of names and sentences, a glossary say, has its subject: its words. In rows
of other stories nearly no word is the article's, and none is the headline's.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.rules.context import RuleContext
from pipelines.extraction.rules.ending.own_text import words_shared
from pipelines.extraction.rules.lists.foreign_text import article_near
from pipelines.extraction.rules.lists.list_items import ends_sentence, has_words, is_headline
from pipelines.items import TABLE
from pipelines.text import is_wide

_MIN_ROWS, _MOST_ROWS = 2, 12
_MEAN_WORDS, _MEAN_WIDE_CHARS = 4.5, 8  # of a row's headline
_MOST_SHARED = 0.5  # words of the article in a row, in the mean
_MIN_ARTICLE = 3  # paragraphs: fewer prove nothing


def stories_below(context: RuleContext, label: Block, below: Sequence[Block]) -> Sequence[Block]:
    """Return the table right below a line, if its rows are of other stories."""
    table = below[0] if below else None
    if table is None or table.kind is not TABLE:
        return ()
    rows = [row.split(" | ") for row in table.text.split("\n")]
    if not _MIN_ROWS <= len(rows) <= _MOST_ROWS or not all(map(_is_item, rows)):
        return ()
    article = article_near(context, label.index, table.index)
    heads = [head for head, _ in rows]
    if len(article) < _MIN_ARTICLE or not _are_long(heads):
        return ()
    if len(table.text) > text_length(article):
        return ()
    shared = words_shared([" ".join(row) for row in rows], context.known.title, article)
    return (table,) if sum(shared) <= _MOST_SHARED * len(rows) else ()


def _is_item(row: Sequence[str]) -> bool:
    """Return whether a row is a headline and a sentence."""
    if len(row) != 2:
        return False
    head, teaser = row
    is_sentence = ends_sentence(teaser) or (is_wide(teaser) and len(teaser) > len(head))
    return is_headline(head) and has_words(head) and not ends_sentence(head) and is_sentence


def _are_long(heads: Sequence[str]) -> bool:
    if all(map(is_wide, heads)):
        return sum(map(len, heads)) >= _MEAN_WIDE_CHARS * len(heads)
    return sum(len(head.split()) for head in heads) >= _MEAN_WORDS * len(heads)
