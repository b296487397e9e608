"""Digest of a text: hashes, shingles, fingerprints and folded text. Pure.

The thread that talks to the database shares an interpreter with the crawl's event loop. What costs
most there, next to SQL, needs no database; so the process that extracts a page does it too.
"""

from __future__ import annotations

from xxhash import xxh3_128_hexdigest

from pipelines.items import Article, Digest, Page
from pipelines.similarity.fingerprints import fingerprints
from pipelines.similarity.name_spellings import document
from pipelines.similarity.shingles import shingled
from pipelines.similarity.text_hash import text_hash
from pipelines.text import fold, scrub

MAX_INDEXED_CHARS = 200_000  # folded, of one text in the search index; a tsvector ends at 1 MB


def digest(article: Article, page: Page | None) -> Digest:
    """Return the digest of ``article``, which ``page`` gave."""
    text = scrub(article.text)
    folded = fold(text)
    return Digest(
        text_hash=text_hash(article),
        source_hash=source_hash(page),
        word_count=word_count(folded),
        document=search_document(scrub(article.title), text),
        fingerprints=tuple(fingerprints(shingled(text))),
    )


def word_count(folded: str) -> int:
    """Return the number of words in a folded text."""
    return folded.count(" ") + 1 if folded else 0


def search_document(title: str, text: str) -> str:
    """Return headline and text as they are searched."""
    folded = f"{fold(title)} {fold(text)}".strip()[:MAX_INDEXED_CHARS]
    return document(folded, f"{title} {text}"[:MAX_INDEXED_CHARS])


def source_hash(page: Page | None) -> str | None:
    """Return the hash of the bytes that were received: 32 hexadecimal digits."""
    return None if page is None else xxh3_128_hexdigest(page.body)
