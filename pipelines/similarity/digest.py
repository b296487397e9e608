"""Digest of a text: hashes, shingles, fingerprints and folded text. Pure.

The database thread shares an interpreter with the crawl's event loop. Its most expensive work
besides SQL needs no database, so the process that extracts a page does it too.
"""

from __future__ import annotations

from xxhash import xxh3_128_hexdigest

from pipelines.items import Article, Digest, Page
from pipelines.similarity.fingerprints import fingerprints
from pipelines.similarity.name_spellings import with_other_spellings
from pipelines.similarity.search_words import folded
from pipelines.similarity.shingles import shingled
from pipelines.similarity.text_hash import text_hash
from pipelines.text import fold, scrub

MAX_INDEXED_CHARS = 200_000  # of the folded text of one index entry; a tsvector is limited to 1 MB


def digest(article: Article, page: Page | None) -> Digest:
    """Return the digest of ``article``, extracted from ``page``."""
    text = scrub(article.text)
    words = fold(text)
    return Digest(
        text_hash=text_hash(article),
        source_hash=source_hash(page),
        word_count=word_count(words),
        document=search_document(scrub(article.title), text),
        fingerprints=tuple(fingerprints(shingled(text))),
    )


def word_count(folded: str) -> int:
    """Return the number of words in a folded text."""
    return folded.count(" ") + 1 if folded else 0


def search_document(title: str, text: str) -> str:
    """Return headline and text as indexed for search."""
    words = f"{folded(title)} {folded(text)}".strip()[:MAX_INDEXED_CHARS]
    return with_other_spellings(words, f"{title} {text}"[:MAX_INDEXED_CHARS])


def source_hash(page: Page | None) -> str | None:
    """Return the hash of the received bytes: 32 hexadecimal digits."""
    return None if page is None else xxh3_128_hexdigest(page.body)
