"""What an article is to the store: new, the same, changed, or a duplicate of another."""

from __future__ import annotations

from datetime import timedelta

from pipelines.items import Article, Digest, Outcome, Result, Saved
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.reextraction import is_reextraction
from pipelines.storage.articles.stored_articles import StoredArticle, StoredArticles
from pipelines.storage.sql.row_mapping import fit_url

MOVED_WITHIN = timedelta(days=7)
"""One text at two addresses of an outlet is one article, unless their dates are this far apart:
then a brief was printed word for word again."""


class OutcomeDecider:
    """Judges the articles of one transaction, one after the other, and has them written."""

    def __init__(self, known: StoredArticles, writer: ArticleWriter) -> None:
        self._known = known
        self._writer = writer

    def of(self, result: Result, article: Article, digest: Digest) -> Saved:
        """Store ``article``, whose text ``digest`` tells of; return what became of it."""
        known = self._stored(result, article)
        if known is not None:
            self._record_url(result, article, known)
            outcome = self._compare(result, article, digest, known)
            return Saved(result.url, outcome, None, known.id)
        twins = self._known.by_text(digest.text_hash)
        moved = next((twin for twin in twins if _is_moved(article, result, twin)), None)
        if moved is not None:
            self._record_url(result, article, moved)
            reason = f"moved: same text as {moved.url}"
            return Saved(result.url, Outcome.DUPLICATE, reason, moved.id)
        like = next((twin for twin in twins if twin.outlet != result.outlet), None)
        added = self._writer.add(article, digest, result.fetched_at, like)
        self._known.add(added)
        self._record_url(result, article, added)
        if like is not None:
            return Saved(result.url, Outcome.DUPLICATE, f"same text as {like.url}", added.id)
        return Saved(result.url, Outcome.NEW, None, added.id)

    def _stored(self, result: Result, article: Article) -> StoredArticle | None:
        """Return the stored article at this address.

        A page that now claims another canonical address is the article it was before, unless it
        was reached by a redirect.
        """
        known = self._known.at(fit_url(article.url))
        page = result.page
        redirected = page is not None and page.requested_url not in (None, page.url)
        if known is not None or redirected:
            return known
        known = self._known.at(fit_url(result.url))
        return known if known is not None and known.outlet == result.outlet else None

    def _record_url(self, result: Result, article: Article, known: StoredArticle) -> None:
        """Remember the addresses at which a stored article was met; it is there (again)."""
        for url in dict.fromkeys((fit_url(article.url), fit_url(result.url))):
            if self._known.add_variant(url, known):
                self._writer.add_variant(url, known, result.fetched_at)
        if known.gone_at is not None:
            self._writer.mark_gone(known.id, None)
            known.gone_at = None

    def _compare(
        self, result: Result, article: Article, digest: Digest, known: StoredArticle
    ) -> Outcome:
        """Compare a page with its stored article; keep what is new of it."""
        fetched_at = result.fetched_at.replace(microsecond=0)
        newest = fetched_at >= known.seen_at
        if digest.text_hash == known.text_hash:
            if newest and _surroundings_differ(article, digest, known):
                self._writer.update(known, article, {})
                self._writer.read_from(known, digest.source_hash)
            return Outcome.SAME
        if fetched_at <= known.seen_at and self._writer.was_seen(known, digest):
            return Outcome.SAME
        by_outlet = self._is_by_outlet(article, digest, known)
        cause = "outlet" if by_outlet else "engine"
        number = self._writer.revise(known, cause, article, digest, result.fetched_at)
        if newest:
            values = {"revision": number, "text_hash": digest.text_hash, "duplicate_of": None}
            changed = {"changed_at": result.fetched_at} if by_outlet else {}
            self._writer.update(known, article, values | changed, digest)
            self._known.changed(known, digest.text_hash)
            known.seen_at, known.source_hash = fetched_at, digest.source_hash
        return Outcome.CHANGED if by_outlet else Outcome.SAME

    def _is_by_outlet(self, article: Article, digest: Digest, known: StoredArticle) -> bool:
        """Return whether the outlet changed the text, rather than the engine its reading of it.

        With another engine the outlet is believed only when its own account of the last change is
        newer: an update that never was would mislead; one that comes late does not.
        """
        if known.source_hash is not None and digest.source_hash == known.source_hash:
            return False
        if article.engine == known.engine:
            return not is_reextraction(self._writer.newest(known), article)
        changed_at = article.modified_at
        return changed_at is not None and changed_at > (known.modified_at or known.seen_at)


def _is_moved(article: Article, result: Result, twin: StoredArticle) -> bool:
    if twin.outlet != result.outlet:
        return False
    if article.published_at is None or twin.published_at is None:
        return True
    return abs(article.published_at - twin.published_at) <= MOVED_WITHIN


def _surroundings_differ(article: Article, digest: Digest, known: StoredArticle) -> bool:
    """Return whether a page with the stored text may differ in what is around it."""
    return article.engine != known.engine or digest.source_hash != known.source_hash
