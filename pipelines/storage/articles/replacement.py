"""Decides whether a text may replace the stored one, or must wait until a second visit confirms it.

A site may show another article than the one at a URL, a notice, a part of a text, or an old copy.
Whatever is stored stays until there is evidence that the new text is the article's.
"""

from __future__ import annotations

from pipelines.items import Article, Digest, Result
from pipelines.similarity.unrelated import are_unrelated, is_cut
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.belonging import ELSEWHERE, Belonging, BelongingGuard
from pipelines.storage.articles.confirmation import Confirmation, own_addresses
from pipelines.storage.articles.engine_change import is_engine_change
from pipelines.storage.articles.quarantine import VISITS
from pipelines.storage.articles.same_article import text_of
from pipelines.storage.articles.stored_articles import StoredArticle
from pipelines.storage.sql.row_mapping import fit_url

UNCONFIRMED = "the text shares nothing with the stored one: a second visit must confirm it"
CUT = "the text is a part of the stored one: a second visit must confirm it"
EARLIER = "the text is an earlier version of the stored one: later visits must confirm it"


class ReplacementGuard:
    """Compares the texts of one transaction with what is stored and quarantined.

    Args:
        writer: holds the newest texts of the stored articles.
        belonging: compares them with what is stored at other URLs.
        confirmation: asks earlier visits.
    """

    def __init__(
        self, writer: ArticleWriter, belonging: BelongingGuard, confirmation: Confirmation
    ) -> None:
        self._writer = writer
        self._belonging = belonging
        self._confirmation = confirmation

    def doubt(
        self, result: Result, article: Article, digest: Digest, stored: StoredArticle
    ) -> str | None:
        """Return why a text may not replace the stored one yet, and quarantine it; else None."""
        if stored.source_hash is not None and digest.source_hash == stored.source_hash:
            return None  # the same bytes, extracted differently
        own = own_addresses(result)
        if not stored.is_owned and stored.url in own and fit_url(article.url) in own:
            return None  # another page had claimed this URL
        whole = text_of(self._writer, stored)
        weighed = self._belonging.weigh(result, article, digest)
        if weighed is not None and weighed.belonging is Belonging.UNKNOWN:
            doubt = ELSEWHERE
        elif self._is_earlier_version(article, digest, stored):
            doubt = EARLIER
        elif are_unrelated(whole, article.text):
            doubt = UNCONFIRMED
        elif is_cut(whole, article.text):
            doubt = CUT
        else:
            return None
        confirmed = self._confirmation.by_visits(
            result,
            article,
            digest,
            by_change=doubt is UNCONFIRMED,
            visits=VISITS if doubt in (ELSEWHERE, EARLIER) else 2,
        )
        return None if confirmed else doubt

    def _is_earlier_version(self, article: Article, digest: Digest, stored: StoredArticle) -> bool:
        """Return whether the article had this text before: a cache may return it again.

        Not if the page says that it was modified since.
        """
        modified_at = article.modified_at
        if modified_at and (stored.modified_at is None or modified_at > stored.modified_at):
            return False
        if is_engine_change(self._writer.newest(stored), article):
            return False
        return self._writer.was_seen(stored, digest)
