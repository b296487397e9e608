"""Decides whether a text belongs to the URL that shows it, or to that of another stored article.

A site may show another article than the one at a URL, and even name that one's URL as its own. A
print page, a second section, a merged article look the same. Both announcements decide: that of the
URL, and that of the article stored elsewhere. Where they do not, later visits do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pipelines.interstitials.announcement import MIN_OWN_SAID_SHARE, Announced
from pipelines.interstitials.mix_up import MAX_SAID_SHARE, MIN_OWN_WORDS
from pipelines.items import Article, Digest, Hint, Result
from pipelines.similarity.unrelated import are_unrelated
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.confirmation import Confirmation, announced, own_addresses
from pipelines.storage.articles.quarantine import VISITS
from pipelines.storage.articles.same_article import agrees, text_of
from pipelines.storage.articles.stored_articles import StoredArticle, StoredArticles
from pipelines.storage.sql.row_mapping import fit_url

ELSEWHERE = "the text of another stored article: later visits must confirm it"
ANOTHERS = "the text of another stored article, and not the one announced here"
STRANGE = (
    "the text shares nothing with the article found here before: a second visit must confirm it"
)


class Belonging(Enum):
    """Which of two URLs a text belongs to, by their announcements."""

    HERE = auto()
    BOTH = auto()  # they announce the same article
    THERE = auto()
    UNSAID = auto()  # the URL announces nothing of its own: a key, a number
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Where a text belongs that is stored at another URL; ``is_claimed``: which the page names."""

    belonging: Belonging
    is_claimed: bool = False

    def visits(self, *, is_taken: bool) -> int:
        """Return how many visits in a row must find the text; 0 for never.

        Args:
            is_taken: whether the URL has an article of its own.
        """
        if self.belonging is Belonging.THERE:
            return 0
        if self.belonging is Belonging.BOTH and not (self.is_claimed and is_taken):
            return 1
        if self.belonging is Belonging.HERE and not self.is_claimed:
            return 1
        if self.belonging is Belonging.UNSAID and not is_taken:
            return 1  # but one more visit must find it again
        return VISITS if is_taken else 2


class BelongingGuard:
    """Compares the texts of one transaction with the articles that are stored at other URLs.

    Args:
        stored_articles: stored articles that the batch may match.
        writer: holds their newest texts.
        confirmation: asks earlier visits.
    """

    def __init__(
        self, stored_articles: StoredArticles, writer: ArticleWriter, confirmation: Confirmation
    ) -> None:
        self._stored_articles = stored_articles
        self._writer = writer
        self._confirmation = confirmation

    def doubt(
        self, result: Result, article: Article, digest: Digest, weighed: Weighed | None
    ) -> str | None:
        """Return why a text is not taken for that of its URL yet, and quarantine it; else None.

        ``weighed`` is what ``weigh`` returned.
        """
        if self._is_strange(result, article, digest):
            confirmed = self._confirmation.by_visits(result, article, digest)
            return None if confirmed else STRANGE
        if weighed is None:
            return None
        is_taken = self.own_article(result) is not None
        visits = weighed.visits(is_taken=is_taken)
        if visits == 0:
            return ANOTHERS
        if visits == 1 or (is_taken and not weighed.is_claimed):
            return None  # what replaces a text is compared with it, too
        if not (is_taken or self._confirmation.is_possible):
            return None
        confirmed = self._confirmation.by_visits(
            result, article, digest, by_change=False, visits=visits
        )
        return None if confirmed else ELSEWHERE

    def own_article(self, result: Result) -> StoredArticle | None:
        """Return the outlet's article that is stored at the URL of a page, not as a variant."""
        own = own_addresses(result)
        stored = self._stored_articles.at(own[0])
        if stored is None or stored.url not in own or stored.outlet != result.outlet:
            return None
        return stored

    def weigh(self, result: Result, article: Article, digest: Digest) -> Weighed | None:
        """Return where a text belongs; None if it lives at no other URL of the outlet.

        The URL that a page names by rel=canonical counts, if it has its text there. Else any.
        """
        own = own_addresses(result)
        stored = self._stored_articles.at(own[0])
        if stored is not None and stored.text_hash == digest.text_hash:
            return None
        here, claimed = announced(result, article), self._claimed(result, article, digest)
        if claimed is not None:
            home = self.own_article(result)
            if claimed is stored or (home and agrees(self._writer, article, digest, home)):
                return None
            return Weighed(_belonging(here, claimed, is_claimed=True), is_claimed=True)
        found = [
            _belonging(here, twin)
            for twin in self._stored_articles.by_text(digest.text_hash)
            if twin is not stored and twin.outlet == result.outlet and twin.url not in own
            if twin.is_owned and _have_same_date(article, twin)
        ]
        return next((Weighed(one) for one in Belonging if one in found), None)

    def _claimed(self, result: Result, article: Article, digest: Digest) -> StoredArticle | None:
        """Return the article at another URL that a page shows and names by rel=canonical."""
        own = own_addresses(result)
        stored = self._stored_articles.at(fit_url(article.url))
        if stored is None or stored.url in own or stored.outlet != result.outlet:
            return None
        if not stored.is_owned or not agrees(self._writer, article, digest, stored):
            return None
        return stored

    def _is_strange(self, result: Result, article: Article, digest: Digest) -> bool:
        """Return whether the URL of a variant shows a text unrelated to its article's.

        Not if the URL, and not the article, was announced with this text.
        """
        own = own_addresses(result)
        stored = self._stored_articles.at(own[-1])
        if stored is None or stored.url in own or stored.outlet != result.outlet:
            return False
        if not stored.is_owned or agrees(self._writer, article, digest, stored):
            return False
        if not are_unrelated(text_of(self._writer, stored), article.text):
            return False
        return _belonging(announced(result, article), stored) is not Belonging.HERE


def _have_same_date(article: Article, twin: StoredArticle) -> bool:
    """Return whether two pages may be one publication: a text printed again has its own date."""
    dates = article.published_at, twin.published_at
    return None in dates or dates[0] == dates[1]


def _belonging(here: Announced, twin: StoredArticle, *, is_claimed: bool = False) -> Belonging:
    """Compare the announcements of a text's two URLs.

    A text that is gone from its URL has moved to this one, unless it was announced as another, or
    the URLs differ in their numbers. A key says nothing against the URL that its page names.
    """
    there = Announced(twin.url, Hint(title=twin.announced_as), twin.url, here.text, here.title)
    if here.is_same_as(there):
        return Belonging.BOTH
    own, others = here.telling - there.telling, there.telling - here.telling
    said, said_of_others = here.says_of(own), here.says_of(others)
    is_clear = len(own) >= MIN_OWN_WORDS
    is_theirs = is_clear or (others and said_of_others >= MIN_OWN_SAID_SHARE)
    is_not_theirs = is_clear or (others and said_of_others <= MAX_SAID_SHARE)
    if own and said >= MIN_OWN_SAID_SHARE and is_not_theirs:
        return Belonging.HERE
    if is_claimed and here.is_key:
        return Belonging.UNSAID
    if own and said <= MAX_SAID_SHARE and is_theirs:
        return Belonging.THERE
    has_moved = twin.gone_at is not None and not here.is_numbered_otherwise(there)
    return Belonging.BOTH if has_moved else Belonging.UNKNOWN
