"""Decides whether a page has the text of a stored article, or an edited version of it."""

from __future__ import annotations

from pipelines.items import Article, Digest
from pipelines.similarity.unrelated import kept_share
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.engine_change import Version, is_engine_change
from pipelines.storage.articles.stored_articles import StoredArticle
from pipelines.text import fold

AGREEING = 0.6
"""Minimum share of the three-word runs of the shorter text that the other one contains, for the
same article: as a print page, or after a correction.
"""
SAME_NUMBERS = 0.8
"""Minimum share of numbers in common, for the same article under another headline."""


def agrees(writer: ArticleWriter, article: Article, digest: Digest, stored: StoredArticle) -> bool:
    """Return whether a page has the text of a stored article, allowing for re-extraction."""
    if stored.text_hash == digest.text_hash:
        return True
    newest = writer.newest(stored)
    return is_engine_change(newest, article) or _is_version(newest, article)


def text_of(writer: ArticleWriter, stored: StoredArticle) -> str:
    """Return the newest text of an article, a block a line, in no particular order."""
    return _text(writer.newest(stored))


def _text(version: Version) -> str:
    return "\n".join(sorted(version.blocks))


def _is_version(newest: Version, article: Article) -> bool:
    """Return whether a page has the text of a stored one; if headlines differ, its numbers too.

    The texts of a daily series differ in little but numbers.
    """
    stored_text = _text(newest)
    if kept_share(stored_text, article.text) < AGREEING:
        return False
    if fold(newest.title) == fold(article.title):
        return True
    before, after = (
        {word for word in fold(text).split() if word.isdigit()}
        for text in (stored_text, article.text)
    )
    return len(before & after) >= SAME_NUMBERS * max(len(before), len(after))
