"""Asks whether earlier visits to a URL found the same text, and quarantines it if not."""

from __future__ import annotations

from pipelines.interstitials.announcement import Announced
from pipelines.items import Article, Digest, Hint, Result
from pipelines.storage.articles.quarantine import QuarantinedTexts
from pipelines.storage.sql.row_mapping import fit_url


class Confirmation:
    """Confirms the texts of one transaction by what is quarantined.

    Args:
        quarantine: texts awaiting confirmation.
    """

    def __init__(self, quarantine: QuarantinedTexts) -> None:
        self._quarantine = quarantine

    @property
    def is_possible(self) -> bool:
        """Whether pages are visited again."""
        return self._quarantine.is_of_run

    def by_visits(
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


def own_addresses(result: Result) -> tuple[str, ...]:
    """Return the requested URL and the final one."""
    page = result.page
    landed = result.landed or (page.url if page is not None else result.url)
    return tuple(dict.fromkeys((fit_url(result.url), fit_url(landed))))


def announced(result: Result, article: Article) -> Announced:
    """Return what a page was announced as, with what it is; what it claims to be is left out."""
    hint = result.page.hint if result.page is not None else Hint()
    return Announced(result.url, hint, result.url, article.text, article.title)


def contradicts(result: Result, article: Article) -> bool:
    """Return whether a text has almost none of the words that it was announced with."""
    return announced(result, article).contradicts
