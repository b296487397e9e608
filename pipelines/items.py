"""Data passed between the pipeline's steps: Page, Article, Result.

Field names follow schema.org's NewsArticle in snake case. Everything is frozen; times are aware
and in UTC; text is in Unicode normal form C.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipelines.layout import NO_TEMPLATE, Layout, TemplateMatch


class Outcome(StrEnum):
    """The outcome of a fetched page: exactly one per page."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    NOT_ARTICLE = "not_article"
    FAILED = "failed"


class BlockKind(StrEnum):
    """The kind of a body block on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"

    __hash__ = str.__hash__  # an enumeration's own calls Python


# By names of their own, for loops over blocks: Python 3.11 takes as long to read a member of an
# enumeration as to read 25 names.
PARAGRAPH, HEADING, LIST_ITEM = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM
QUOTE, TABLE, CODE = BlockKind.QUOTE, BlockKind.TABLE, BlockKind.CODE


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One paragraph, sub-heading, list item, quote or table of the article, in page order.

    A table's text has one row per line and `` | `` between cells.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH

    # Here and below: an article has hundreds of these, and pickling a frozen dataclass with slots
    # by default takes three times as long.
    def __reduce__(self) -> tuple[type[BodyBlock], tuple[str, BlockKind]]:
        return BodyBlock, (self.text, self.kind)


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article: absolute ``url``, ``caption`` and ``credit`` without brackets."""

    url: str
    caption: str | None = None
    credit: str | None = None

    def __reduce__(self) -> tuple[type[Image], tuple[str, str | None, str | None]]:
        return Image, (self.url, self.caption, self.credit)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A block near the article that was stripped from it.

    Attributes:
        rule: the rule that stripped it, in plain words (``list: Related News``).
        text: the stripped text.
        position: index of the block among the page's blocks, from 0.
        rule_id: the rule's id in ``docs/rules.md`` (``related-list``); ``""`` if unknown.
    """

    rule: str
    text: str
    position: int
    rule_id: str = ""

    @property
    def reason(self) -> str:
        """Return the detail: what follows the colon in ``rule``, or else all of it."""
        return self.rule.partition(": ")[2] or self.rule

    def __reduce__(self) -> tuple[type[Stripped], tuple[str, str, int, str]]:
        return Stripped, (self.rule, self.text, self.position, self.rule_id)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a feed, sitemap or listing said about a page before it was fetched.

    ``section`` is the name of the source's section, as in URLs.
    """

    title: str | None = None
    description: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class RepeatedLines:
    """Lines that an outlet repeats, counted over its distinct articles.

    Attributes:
        articles: number of articles counted.
        counts: folded line (``pipelines.text.fold``) to number of articles that showed it.
    """

    articles: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArchiveRef:
    """Position of a response in the archive: WARC file name, offset in bytes."""

    warc: str
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page with everything the engine may use.

    Attributes:
        url: final URL, after redirects.
        body: response body, decompressed, charset as received.
        fetched_at: time of the fetch, UTC; the engine's only clock.
        outlet: the outlet's name (``"vna"``), or ``""``.
        status: HTTP status.
        headers: response headers in order, names as received.
        requested_url: requested URL, if different.
        layouts: the outlet's templates; empty for the generic engine.
        timezone: IANA zone of printed times without a zone.
        language: the outlet's language (BCP 47), or None.
        hosts: the outlet's own hosts; ``rel=canonical`` is trusted only within them.
        marks: end marks and agency names of the outlet (``"VNS"``, ``"VNA/VNP"``).
        hint: what the source said about the page.
        repeated: lines that the outlet repeats.
        archived: position of the response in the archive.
    """

    url: str
    body: bytes
    fetched_at: datetime
    outlet: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    requested_url: str | None = None
    layouts: tuple[Layout, ...] = ()
    timezone: str = "UTC"
    language: str | None = None
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    hint: Hint = Hint()
    repeated: RepeatedLines = RepeatedLines()
    archived: ArchiveRef | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An extracted article.

    Attributes:
        url: canonical URL.
        outlet: the outlet's name.
        title: headline without the site's name.
        lead: standfirst, or None.
        body: blocks in page order; never empty.
        authors: people, without roles.
        published_at, modified_at: aware, UTC.
        dateline: place of the dateline, as printed (``HÀ NỘI``).
        agency: agency credited with the text (``VNA``, ``VNS``).
        section, tags, language: as classified by the outlet; language as BCP 47.
        images: images with caption and credit.
        stripped: stripped blocks, with the rule of each.
        engine: version of the engine that extracted it.
        is_accessible_for_free: False if the page is the stub of a paid article.
        confidence: 0 to 1, the probability that this is the whole article and nothing else.
        concerns: what lowers it (``"no date"``, ``"little overlap with the title"``). ``"date as
            printed: 31/02/2026"`` keeps a date that cannot be parsed or trusted.
        sources: field name to the origin of its value (``"json-ld"``, ``"layout"``).
        lines: every distinct folded line near the article, kept or stripped, which the store counts
            in ``line_count``.
        template: the outlet's template that the page uses.
    """

    url: str
    outlet: str
    title: str
    body: tuple[BodyBlock, ...]
    lead: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    dateline: str | None = None
    agency: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[Image, ...] = ()
    stripped: tuple[Stripped, ...] = ()
    engine: str = ""
    is_accessible_for_free: bool = True
    confidence: float = 1.0
    concerns: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    template: TemplateMatch = NO_TEMPLATE

    @property
    def body_text(self) -> str:
        """The blocks, separated by blank lines; list items begin with ``- ``."""
        return "\n\n".join(
            f"- {block.text}" if block.kind is BlockKind.LIST_ITEM else block.text
            for block in self.body
        )

    @property
    def text(self) -> str:
        """Lead and body, separated by a blank line."""
        return f"{self.lead}\n\n{self.body_text}" if self.lead else self.body_text


@dataclass(frozen=True, slots=True)
class Digest:
    """What the store needs of an article's text, computed in the extraction process.

    Attributes:
        text_hash: hash of headline, lead and body, normalised for comparison.
        source_hash: hash of the page's bytes, None without a page.
        word_count: words in lead and body.
        document: headline, lead and body as indexed for search.
        fingerprints: numbers that near-duplicates of the text share.
    """

    text_hash: str
    source_hash: str | None
    word_count: int
    document: str
    fingerprints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that a source listed as an article, with the source's hints."""

    url: str
    hint: Hint = Hint()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A page to fetch: new, left by an earlier run, or due for a revisit.

    ``etag`` and ``last_modified`` are the validators of the stored copy, for a conditional request.
    ``known`` means that it was fetched before.
    """

    url: str
    hint: Hint = Hint()
    etag: str | None = None
    last_modified: str | None = None
    attempts: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one page, on its way to the store.

    ``article`` is set if extraction found one; then ``outcome`` is None, and the store decides
    between new, same, changed and duplicate. Otherwise ``outcome`` is ``same`` (not modified),
    ``not_article`` or ``failed``, with its ``reason``. ``retry`` means that a later run should
    request the page again; ``blameless``, that the whole site is at fault, so the attempt is not
    counted and the page stays due; ``lasting``, that another request would give the same. ``url``
    is the URL as discovered (the key of the page's row), ``landed`` the canonical URL of the
    response, if different; ``page`` is None if nothing was received. ``digest`` belongs to
    ``article``; the store computes it if missing. ``notice`` is the text of a page served at
    several URLs, which is therefore not an article. ``doubt`` says why the article may not be the
    one at this URL: it is stored if an earlier run found the same.
    """

    url: str
    outlet: str
    fetched_at: datetime
    page: Page | None = None
    article: Article | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    retry: bool = False
    digest: Digest | None = None
    blameless: bool = False
    lasting: bool = False
    landed: str | None = None
    notice: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The store's reply to a ``Result``: its final outcome, and the article's row.

    ``excused`` means that a page was refused again which an earlier run was refused among articles:
    old dead pages are no sign of a problem tonight. ``is_provisional`` means that nothing but the
    page's own word makes it a variant of the article: it stays due for one more visit.
    """

    url: str
    outcome: Outcome
    reason: str | None = None
    article_id: int | None = None
    excused: bool = False
    is_provisional: bool = False
