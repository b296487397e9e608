"""Recognises that a site returns other articles than those that were asked for.

A cache that mixes up its keys, or a site that shows its newest article for every URL, returns real
articles at wrong URLs. Their texts are no notices, and each may be different. What is known is what
each page was announced as, and what the page says it is: its headline and its canonical URL.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Set

from pipelines.interstitials.announcement import MIN_OWN_SAID_SHARE, Announced
from pipelines.items import Hint
from pipelines.text import fold

MIN_OWN_WORDS = 3  # words of an announcement that hardly another one has; fewer prove nothing
COMMON_SHARE = 1 / 3  # share of the announcements beyond which a word names no subject
COMMON_FROM = 3  # announcements with a word, below which it is not common
MAX_SAID_SHARE = 0.3  # share of these words that another article says by chance
MIN_KNOWN_SHARE = 1 / 3
"""Minimum share of a URL's words in the run's texts, for its words to be of their language."""
MIN_STRANGERS = 3  # pages that are not what they were announced as, for the site to be at fault
PAGES = 60  # pages that are remembered
LISTED = 20_000  # announced headlines that are remembered

DOUBT = "another article than the announced one: a second visit must confirm it"


class MixedUpPages:
    """The announcements of a run, and how far its pages agree with them."""

    def __init__(self) -> None:
        self._pages: deque[Announced] = deque(maxlen=PAGES)
        self._spread: Counter[str] = Counter()  # word to number of announcements with it
        self._listed: dict[str, str] = {}  # headline to the URL it was first announced with
        self._without_article: deque[frozenset[str]] = deque(maxlen=PAGES)  # words of their URLs

    def add(self, page: Announced) -> None:
        """Add an article of the run."""
        if len(self._pages) == PAGES:
            self._spread.subtract(self._pages[0].telling)
        self._pages.append(page)
        self._spread.update(page.telling)

    def announce(self, url: str, title: str) -> None:
        """Add the headline that a source of the run lists a URL with."""
        words = fold(title)
        if len(words.split()) >= MIN_OWN_WORDS and len(self._listed) < LISTED:
            self._listed.setdefault(words, url)

    def add_url(self, url: str) -> None:
        """Add a page of the run that brought no article."""
        self._without_article.append(Announced(url, Hint(), url, "").telling)

    def doubt(self, page: Announced) -> str | None:
        """Return why a page of the run seems to be another article than announced, or None.

        It has the headline of another announcement instead of its own. Or it names another URL as
        its own, which differs in numbers alone, and says little of the announcement. Or its text
        and its headline say next to nothing of the announcement; and besides, the page names
        another URL, or has the words of another announcement, or most pages of the run are not what
        they were announced as.
        """
        if self._has_anothers_headline(page) or self._names_another_number(page):
            return DOUBT
        if not self._is_strange(page):
            return None
        if self._names_another(page) or self._is_announced_elsewhere(page):
            return DOUBT
        return DOUBT if self._most_are_strange(page) else None

    def _own(self, words: Set[str]) -> frozenset[str]:
        """Return those of an announcement's words that indicate its subject."""
        most = max(COMMON_FROM, COMMON_SHARE * len(self._pages))
        return frozenset(word for word in words if self._spread[word] < most)

    def _is_strange(self, page: Announced) -> bool:
        own = self._own(page.telling)
        return len(own) >= MIN_OWN_WORDS and page.says_of(own) <= MAX_SAID_SHARE

    def _names_another(self, page: Announced) -> bool:
        """Return whether its canonical URL belongs to another article, by its words."""
        named = Announced(page.canonical, Hint(), page.canonical, page.text, page.title)
        if page.canonical == page.url or page.is_same_as(named):
            return False
        own = named.telling - page.telling
        return len(own) >= MIN_OWN_WORDS and page.says_of(own) >= MIN_OWN_SAID_SHARE

    def _names_another_number(self, page: Announced) -> bool:
        """Return whether its canonical URL is that of another number, and no word speaks for it."""
        named = Announced(page.canonical, Hint(), page.canonical, page.text, page.title)
        if not page.is_numbered_otherwise(named):
            return False
        return not page.telling or page.says_of(page.telling) < MIN_OWN_SAID_SHARE

    def _has_anothers_headline(self, page: Announced) -> bool:
        """Return whether its headline is that of another announcement of the run.

        Word for word, or with all words of the URL of a page that brought no article.
        """
        title, own = fold(page.title), fold(page.hint.title or "")
        if len(title.split()) < MIN_OWN_WORDS or not own or title in own or own in title:
            return False
        if not Announced("", page.hint, "", "").telling:
            return False  # "Read on" is no headline
        if any(
            len(words) >= MIN_OWN_WORDS and words <= page.title_words and words - page.telling
            for words in self._without_article
        ):
            return True
        url = self._listed.get(title)
        if url is not None and not Announced(url, Hint(page.title), url, "").is_same_as(page):
            return True
        return any(
            title == fold(other.hint.title or "") and not other.is_same_as(page)
            for other in self._pages
        )

    def _is_announced_elsewhere(self, page: Announced) -> bool:
        """Return whether its headline is that of another announcement of the run."""
        title = fold(page.title)
        for other in self._pages:
            if other is page or other.is_same_as(page):
                continue
            if title and title == fold(other.hint.title or ""):
                return True
            own = self._own(other.telling) - page.telling
            if len(own) >= MIN_OWN_WORDS and own <= page.title_words:
                return True
        return False

    def _most_are_strange(self, page: Announced) -> bool:
        if not self._is_understood(page):
            return False
        understood = [one for one in self._pages if self._is_understood(one)]
        strange = sum(map(self._is_strange, understood))
        return strange >= MIN_STRANGERS and 2 * strange > len(understood)

    def _is_understood(self, page: Announced) -> bool:
        """Return whether an announcement and its page can be compared.

        The words of a URL may be in another language than the text; those of a headline are not.
        """
        if len(fold(page.hint.title or "").split()) >= MIN_OWN_WORDS:
            return True
        own = self._own(page.telling)
        used = sum(any(word in one.words for one in self._pages) for word in own)
        return bool(own) and used >= MIN_KNOWN_SHARE * len(own)
