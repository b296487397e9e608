"""Decides whether a text may be stored at a URL, or must wait until a second visit confirms it.

A site may show another article than the one at a URL, a notice, a part of a text, or an old copy.
Whatever is stored stays until there is evidence that the new text is the article's.
"""

from __future__ import annotations

from enum import Enum, auto

from pipelines.interstitials.announcement import MIN_OWN_SAID_SHARE, Announced
from pipelines.interstitials.mix_up import MAX_SAID_SHARE, MIN_OWN_WORDS
from pipelines.items import Article, Digest, Hint, Result
from pipelines.similarity.unrelated import are_unrelated, is_cut
from pipelines.storage.articles.batch_writer import ArticleWriter
from pipelines.storage.articles.engine_change import is_engine_change
from pipelines.storage.articles.quarantine import VISITS, QuarantinedTexts
from pipelines.storage.articles.stored_articles import StoredArticle, StoredArticles
from pipelines.storage.sql.row_mapping import fit_url

UNCONFIRMED = "the text shares nothing with the stored one: a second visit must confirm it"
CUT = "the text is a part of the stored one: a second visit must confirm it"
EARLIER = "the text is an earlier version of the stored one: later visits must confirm it"
ELSEWHERE = "the text of another stored article: later visits must confirm it"
ANOTHERS = "the text of another stored article, and not the one announced here"


class Belonging(Enum):
    """Which URL a text that is stored at another URL belongs to, by the announcements of both."""

    HERE = auto()
    THERE = auto()
    UNKNOWN = auto()


class ReplacementGuard:
    """Compares the texts of one transaction with what is stored and quarantined.

    Args:
        stored_articles: stored articles that the batch may match.
        writer: holds their newest texts.
        quarantine: texts awaiting confirmation.
    """

    def __init__(
        self, stored_articles: StoredArticles, writer: ArticleWriter, quarantine: QuarantinedTexts
    ) -> None:
        self._stored_articles = stored_articles
        self._writer = writer
        self._quarantine = quarantine

    def doubt_of_copy(self, result: Result, article: Article, digest: Digest) -> str | None:
        """Return why a text that is stored at another URL is not stored at this one (too)."""
        stored = self._stored_articles.at(fit_url(result.url))
        belonging = self._belonging(result, article, digest, stored)
        if belonging is Belonging.THERE:
            return ANOTHERS
        if stored is not None or belonging is not Belonging.UNKNOWN:
            return None
        if not self._quarantine.is_of_run:
            return None
        return None if self.is_confirmed(result, article, digest, by_change=False) else ELSEWHERE

    def doubt(
        self, result: Result, article: Article, digest: Digest, stored: StoredArticle
    ) -> str | None:
        """Return why a text may not replace the stored one yet, and quarantine it; else None."""
        if stored.source_hash is not None and digest.source_hash == stored.source_hash:
            return None  # the same bytes, extracted differently
        own = own_addresses(result)
        if not stored.is_owned and stored.url in own and fit_url(article.url) in own:
            return None  # another page had claimed this URL
        whole = self.stored_text(stored)
        belonging = self._belonging(result, article, digest, stored)
        if belonging is Belonging.UNKNOWN:
            doubt = ELSEWHERE
        elif self._is_earlier_version(article, digest, stored):
            doubt = EARLIER
        elif are_unrelated(whole, article.text):
            doubt = UNCONFIRMED
        elif is_cut(whole, article.text):
            doubt = CUT
        else:
            return None
        visits = VISITS if doubt in (ELSEWHERE, EARLIER) else 2
        by_change = doubt is UNCONFIRMED
        if self.is_confirmed(result, article, digest, by_change=by_change, visits=visits):
            return None
        return doubt

    def doubt_of_claim(self, result: Result, article: Article, digest: Digest) -> str | None:
        """Return why a page with an article of its own is not taken for a variant of another.

        It shows, and names by rel=canonical, another stored article. An outlet that has merged the
        two shows that at later visits, too.
        """
        own = own_addresses(result)
        stored = self._stored_articles.at(own[0])
        claimed = self._stored_articles.at(fit_url(article.url))
        if stored is None or stored.url not in own or claimed is None or claimed is stored:
            return None
        if claimed.outlet != stored.outlet or stored.text_hash == digest.text_hash:
            return None
        if not are_unrelated(self.stored_text(stored), article.text):
            return None
        is_known = self.is_confirmed(result, article, digest, by_change=False, visits=VISITS)
        return None if is_known else ELSEWHERE

    def stored_text(self, stored: StoredArticle) -> str:
        """Return the newest text of an article, a block a line, in no particular order."""
        return "\n".join(sorted(self._writer.newest(stored).blocks))

    def is_confirmed(
        self,
        result: Result,
        article: Article,
        digest: Digest,
        *,
        by_change: bool = True,
        visits: int = 2,
    ) -> bool:
        """Return whether earlier runs saw this text at its URL; if not, quarantine it.

        ``visits`` is how many visits in a row must have seen it, this one included. ``by_change``
        lets a page that shows another text at each visit be trusted in the end, if its announcement
        does not contradict it.
        """
        url, at = fit_url(result.url), result.fetched_at
        by_change = by_change and result.doubt is None and not contradicts(result, article)
        seen = url, digest.text_hash, article.text, at
        if self._quarantine.confirms(*seen, by_change=by_change, visits=visits):
            return True
        self._quarantine.put(*seen)
        return False

    def _belonging(
        self, result: Result, article: Article, digest: Digest, stored: StoredArticle | None
    ) -> Belonging | None:
        """Return which URL the text belongs to; None if it lives at no other URL of the outlet."""
        if stored is not None and stored.text_hash == digest.text_hash:
            return None
        own = own_addresses(result)
        found = [
            _belonging(_announced(result, article), twin)
            for twin in self._stored_articles.by_text(digest.text_hash)
            if twin is not stored and twin.outlet == result.outlet and twin.url not in own
            if twin.is_owned and _have_same_date(article, twin)
        ]
        for one in (Belonging.HERE, Belonging.THERE, Belonging.UNKNOWN):
            if one in found:
                return one
        return None

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


def own_addresses(result: Result) -> tuple[str, ...]:
    """Return the requested URL and the final one."""
    page = result.page
    landed = result.landed or (page.url if page is not None else result.url)
    return tuple(dict.fromkeys((fit_url(result.url), fit_url(landed))))


def contradicts(result: Result, article: Article) -> bool:
    """Return whether a text has almost none of the words that it was announced with."""
    return _announced(result, article).contradicts


def _announced(result: Result, article: Article) -> Announced:
    hint = result.page.hint if result.page is not None else Hint()
    return Announced(result.url, hint, article.url, article.text, article.title)


def _have_same_date(article: Article, twin: StoredArticle) -> bool:
    """Return whether two pages may be one publication: a text printed again has its own date."""
    dates = article.published_at, twin.published_at
    return None in dates or dates[0] == dates[1]


def _belonging(here: Announced, twin: StoredArticle) -> Belonging | None:
    """Compare the announcements of a text's two URLs; None if they announce the same article.

    A text that is gone from its URL has moved to this one, unless it was announced as another.
    """
    there = Announced(twin.url, Hint(title=twin.announced_as), twin.url, here.text, here.title)
    if here.is_same_as(there):
        return None
    own, others = here.telling - there.telling, there.telling - here.telling
    said, said_of_others = here.says_of(own), here.says_of(others)
    is_clear = len(own) >= MIN_OWN_WORDS
    is_theirs = is_clear or (others and said_of_others >= MIN_OWN_SAID_SHARE)
    is_not_theirs = is_clear or (others and said_of_others <= MAX_SAID_SHARE)
    if own and said >= MIN_OWN_SAID_SHARE and is_not_theirs:
        return Belonging.HERE
    if own and said <= MAX_SAID_SHARE and is_theirs:
        return Belonging.THERE
    return Belonging.UNKNOWN if twin.gone_at is None else None
