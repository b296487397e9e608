"""Decides the outcome of an article: new, same, changed or duplicate."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pipelines.interstitials.announcement import Announced
from pipelines.items import Article, Digest, Hint, Outcome, Result, Saved
from pipelines.similarity.unrelated import are_unrelated
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.belonging import Belonging, BelongingGuard
from pipelines.storage.articles.confirmation import Confirmation, contradicts, own_addresses
from pipelines.storage.articles.engine_change import is_engine_change
from pipelines.storage.articles.quarantine import VISITS, QuarantinedTexts
from pipelines.storage.articles.replacement import ReplacementGuard
from pipelines.storage.articles.same_article import agrees, text_of
from pipelines.storage.articles.stored_articles import StoredArticle, StoredArticles
from pipelines.storage.sql.row_mapping import fit_url

MOVED_WITHIN = timedelta(days=7)
"""A text at two URLs of an outlet is one article, unless their dates are at least this far apart:
then a short item was published again verbatim.
"""

KNOWN_NOTICE = "a notice that stood at several addresses before, not an article"


class OutcomeDecider:
    """Decides the outcomes of the articles of one transaction, one by one, and has them written.

    Args:
        stored_articles: stored articles that the batch may match.
        writer: writes.
        quarantine: texts awaiting confirmation.
        latest: visits after this time were written by a wrong clock; None for no limit.
    """

    def __init__(
        self,
        stored_articles: StoredArticles,
        writer: ArticleWriter,
        quarantine: QuarantinedTexts,
        latest: datetime | None = None,
    ) -> None:
        self._stored_articles = stored_articles
        self._writer = writer
        self._quarantine = quarantine
        self._confirmation = Confirmation(quarantine)
        self._belonging = BelongingGuard(stored_articles, writer, self._confirmation)
        self._guard = ReplacementGuard(writer, self._belonging, self._confirmation)
        self._latest = latest
        self.printed_elsewhere: set[int] = set()
        """Ids of added articles whose text is also stored at another URL."""

    def of(self, result: Result, article: Article, digest: Digest) -> Saved:
        """Store ``article``, whose text has ``digest``; return its outcome."""
        weighed = self._belonging.weigh(result, article, digest)
        if (doubt := self._belonging.doubt(result, article, digest, weighed)) is not None:
            return Saved(result.url, Outcome.FAILED, doubt)
        if result.doubt is not None and self._is_news(result, article, digest):
            return Saved(result.url, Outcome.FAILED, result.doubt)
        article, stored = self._identify(result, article, digest)
        if stored is not None:
            is_unsaid = weighed is not None and weighed.belonging is Belonging.UNSAID
            is_unsaid = is_unsaid and self._belonging.own_article(result) is None
            saved = self._compare(result, article, digest, stored)
            return replace(saved, is_provisional=is_unsaid and saved.outcome is Outcome.SAME)
        if self._quarantine.is_notice(digest.text_hash) and contradicts(result, article):
            return Saved(result.url, Outcome.FAILED, KNOWN_NOTICE)
        self._quarantine.clear(fit_url(result.url))
        return self._add(result, article, digest)

    def _add(self, result: Result, article: Article, digest: Digest) -> Saved:
        """Store an article whose URL has no stored article."""
        twins = self._stored_articles.by_text(digest.text_hash)
        own = [twin for twin in twins if _is_printed_twice(article, result, twin)]
        moved = next((twin for twin in own if _has_moved(result, article, twin)), None)
        if moved is not None:
            if moved.gone_at is not None:
                self._move(result, moved, fit_url(article.url))
            self._record_url(result, article, moved)
            reason = f"moved: same text as {moved.url}"
            return Saved(result.url, Outcome.DUPLICATE, reason, moved.id)
        like = next((twin for twin in twins if twin in own or twin.outlet != result.outlet), None)
        is_owned = fit_url(article.url) in own_addresses(result)
        added = self._writer.add(
            article,
            digest,
            result.fetched_at,
            like,
            is_owned=is_owned,
            announced_as=result.page.hint.title if result.page is not None else None,
        )
        self._stored_articles.add(added)
        self._record_url(result, article, added)
        if twins:
            self.printed_elsewhere.update((added.id, *(twin.id for twin in twins)))
        if like is not None:
            return Saved(result.url, Outcome.DUPLICATE, f"same text as {like.url}", added.id)
        return Saved(result.url, Outcome.NEW, None, added.id)

    def _identify(
        self, result: Result, article: Article, digest: Digest
    ) -> tuple[Article, StoredArticle | None]:
        """Return the article at the trusted canonical URL, and the one stored there.

        A page names by rel=canonical the article it is a variant of. This is trusted if the texts
        agree, because any page of a host can claim it, even a reader's post. An article's own page
        with its text is not another's variant, and a page that now claims a URL where nothing is
        stored is the article it was before.
        """
        claimed, own = fit_url(article.url), own_addresses(result)
        stored = self._stored_articles.at(claimed)
        if claimed in own:
            if stored is None:
                return article, self._redirected(result, digest, claimed)
            if stored.url == own[0] != claimed and stored.text_hash == digest.text_hash:
                self._move(result, stored, claimed)  # its own URL leads to this variant
            return article, self._unless_alias(article, digest, stored, claimed)
        if stored is None:
            before = self._stored_articles.at(own[0])
            return article, before if before and before.outlet == result.outlet else None
        home = self._belonging.own_article(result)
        if home is not None and agrees(self._writer, article, digest, home):
            return replace(article, url=home.url), home
        gave_it = not stored.is_owned and self._stored_articles.at(own[0]) is stored
        same_outlet = stored.outlet == result.outlet
        if gave_it or (same_outlet and agrees(self._writer, article, digest, stored)):
            return article, stored
        article, stored = replace(article, url=own[-1]), self._stored_articles.at(own[-1])
        return article, stored and self._unless_alias(article, digest, stored, own[-1])

    def _unless_alias(
        self, article: Article, digest: Digest, stored: StoredArticle, url: str
    ) -> StoredArticle | None:
        """Return the article found at ``url``, unless ``url`` was an alias and is another now."""
        if stored.url == url or agrees(self._writer, article, digest, stored):
            return stored
        if not stored.is_owned and not are_unrelated(text_of(self._writer, stored), article.text):
            return stored  # the page that gave this article names itself now
        self._stored_articles.forget_variant(url)
        self._writer.forget_variant(url)
        return None

    def _is_news(self, result: Result, article: Article, digest: Digest) -> bool:
        """Return whether neither the store nor an earlier visit knows this text at its URL."""
        stored = self._stored_articles.at(fit_url(result.url))
        if stored is not None and stored.text_hash == digest.text_hash:
            return False
        visits = 2 if stored is None else VISITS
        return not self._confirmation.by_visits(result, article, digest, visits=visits)

    def _redirected(self, result: Result, digest: Digest, landed: str) -> StoredArticle | None:
        """Return the article that moved here: its old URL redirects to this one."""
        stored = self._stored_articles.at(fit_url(result.url))
        if stored is None or stored.outlet != result.outlet or stored.text_hash != digest.text_hash:
            return None
        self._move(result, stored, landed)
        return stored

    def _move(self, result: Result, stored: StoredArticle, url: str) -> None:
        self._writer.move(stored.id, stored.url, url, result.fetched_at)
        self._stored_articles.move(stored, url)

    def _record_url(self, result: Result, article: Article, stored: StoredArticle) -> None:
        """Store the URLs at which a stored article was found; it is there (again)."""
        for url in dict.fromkeys((fit_url(article.url), fit_url(result.url))):
            if self._stored_articles.add_variant(url, stored):
                self._writer.add_variant(url, stored, result.fetched_at)
        if stored.gone_at is not None and stored.url in own_addresses(result):
            self._writer.mark_gone(stored.id, None)
            stored.gone_at = None

    def _compare(
        self, result: Result, article: Article, digest: Digest, stored: StoredArticle
    ) -> Saved:
        """Compare a page with its stored article, and store what changed."""
        url = fit_url(result.url)
        fetched_at = result.fetched_at.replace(microsecond=0)
        seen_at = stored.seen_at
        if self._latest is not None and seen_at > self._latest:
            seen_at = fetched_at  # by a clock that was ahead: any visit is newer
        is_newest = fetched_at >= seen_at
        if digest.text_hash == stored.text_hash:
            self._quarantine.clear(url)
            self._record_url(result, article, stored)
            if is_newest and _surroundings_differ(article, digest, stored):
                self._writer.update(stored, article, {})
                self._writer.read_from(stored, digest.source_hash)
            return Saved(result.url, Outcome.SAME, None, stored.id)
        if fetched_at <= seen_at and self._writer.was_seen(stored, digest):
            return Saved(result.url, Outcome.SAME, None, stored.id)
        if stored.is_owned and stored.url not in own_addresses(result):
            # A variant's text is no news of the article; only its own URL counts.
            self._record_url(result, article, stored)
            return Saved(result.url, Outcome.SAME, None, stored.id)
        if is_newest and (doubt := self._guard.doubt(result, article, digest, stored)):
            return Saved(result.url, Outcome.FAILED, doubt)
        self._quarantine.clear(url)
        self._record_url(result, article, stored)
        by_outlet = self._is_by_outlet(article, digest, stored)
        cause = "outlet" if by_outlet else "engine"
        number = self._writer.revise(stored, cause, article, digest, result.fetched_at)
        if is_newest:
            values = {"revision": number, "text_hash": digest.text_hash, "duplicate_of": None}
            changed = {"changed_at": result.fetched_at} if by_outlet else {}
            self._writer.update(stored, article, values | changed, digest)
            self._stored_articles.changed(stored, digest.text_hash)
            stored.seen_at, stored.source_hash = fetched_at, digest.source_hash
        outcome = Outcome.CHANGED if by_outlet else Outcome.SAME
        return Saved(result.url, outcome, None, stored.id)

    def _is_by_outlet(self, article: Article, digest: Digest, stored: StoredArticle) -> bool:
        """Return whether the outlet changed the text, rather than the engine its extraction.

        If the engine differs, the outlet gets the credit only if its own modification time is
        newer: a false update would mislead; a late one does not.
        """
        if stored.source_hash is not None and digest.source_hash == stored.source_hash:
            return False
        if article.engine == stored.engine:
            return not is_engine_change(self._writer.newest(stored), article)
        changed_at = article.modified_at
        return changed_at is not None and changed_at > (stored.modified_at or stored.seen_at)


def _is_printed_twice(article: Article, result: Result, twin: StoredArticle) -> bool:
    """Return whether a stored article of the outlet with the same text is the same publication."""
    if twin.outlet != result.outlet:
        return False
    if article.published_at is None or twin.published_at is None:
        return True
    return abs(article.published_at - twin.published_at) <= MOVED_WITHIN


def _has_moved(result: Result, article: Article, twin: StoredArticle) -> bool:
    """Return whether two URLs with the same text are evidently one article.

    Either the old one is gone, or both have the same metadata: one article in two sections, with a
    new slug.
    """
    if twin.gone_at is not None:
        return True
    hint = result.page.hint if result.page is not None else Hint()
    here, there = (Announced(url, hint, url, article.text) for url in (article.url, twin.url))
    return here.is_same_as(replace(there, hint=Hint()))


def _surroundings_differ(article: Article, digest: Digest, stored: StoredArticle) -> bool:
    """Return whether a page with the stored text may differ in its metadata."""
    return article.engine != stored.engine or digest.source_hash != stored.source_hash
