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
    """What a fetched page ended in: each page in exactly one."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    NOT_ARTICLE = "not_article"
    FAILED = "failed"


class BlockKind(StrEnum):
    """What a block of the body is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One paragraph, sub-heading, list item, quote or table of the article, in page order.

    A table's text has one row a line and `` | `` between cells.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH

    # Here and below: an article has hundreds of these, and pickle's way through a frozen dataclass
    # with slots takes three times as long.
    def __reduce__(self) -> tuple[type[BodyBlock], tuple[str, BlockKind]]:
        return BodyBlock, (self.text, self.kind)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article: absolute ``url``, ``caption`` and ``credit`` without brackets."""

    url: str
    caption: str | None = None
    credit: str | None = None

    def __reduce__(self) -> tuple[type[Image], tuple[str, str | None, str | None]]:
        return Image, (self.url, self.caption, self.credit)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A block that was near the article and is not in it.

    Attributes:
        rule: the rule that took it, in words a person understands (``list: Related News``).
        text: what was taken.
        position: index of the block among the page's blocks, from 0.
        rule_id: the rule's id in ``docs/rules.md`` (``related-list``); ``""`` where unknown.
    """

    rule: str
    text: str
    position: int
    rule_id: str = ""

    @property
    def reason(self) -> str:
        """Return the detail: what follows the colon in ``rule``, else the whole of it."""
        return self.rule.partition(": ")[2] or self.rule

    def __reduce__(self) -> tuple[type[Stripped], tuple[str, str, int, str]]:
        return Stripped, (self.rule, self.text, self.position, self.rule_id)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a feed, sitemap or listing said about a page before it was fetched.

    ``section`` is the name, as in addresses, of the section that the source is of.
    """

    title: str | None = None
    description: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class RepeatedLines:
    """What an outlet repeats, counted over its different articles.

    Attributes:
        articles: how many articles were counted.
        counts: folded line (``pipelines.text.fold``) -> number of articles that showed it.
    """

    articles: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArchiveRef:
    """Where a response lies in the archive: WARC file name, offset in bytes."""

    warc: str
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page with all the engine may know about it.

    Attributes:
        url: address the bytes came from, after redirects.
        body: response body, decompressed, charset as received.
        fetched_at: time of the fetch, UTC; the engine's only clock.
        outlet: the outlet's name (``"vna"``), or ``""``.
        status: HTTP status.
        headers: response headers in order, names as received.
        requested_url: address that was asked for, where it differs.
        layouts: the outlet's templates; empty for the generic engine.
        timezone: IANA zone of printed times without a zone.
        language: the outlet's language (BCP 47), or None.
        hosts: the outlet's own hosts; ``rel=canonical`` is believed within them only.
        marks: end marks and agency names of the outlet (``"VNS"``, ``"VNA/VNP"``).
        hint: what the source said of the page.
        repeated: what the outlet repeats.
        archived: where the bytes lie.
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
    """A clean article.

    Attributes:
        url: canonical address.
        outlet: the outlet's name.
        title: headline without the site's name.
        lead: standfirst, or None.
        body: blocks in page order; never empty.
        authors: people, without roles.
        published_at, modified_at: aware, UTC.
        dateline: place the story is filed from, as printed (``HÀ NỘI``).
        agency: who the text is credited to (``VNA``, ``VNS``).
        section, tags, language: as the outlet files it; language as BCP 47.
        images: pictures with caption and credit.
        stripped: what was taken away, and by which rule.
        engine: version of the engine that made it.
        is_accessible_for_free: False where the page is the stub of a paid article.
        confidence: 0 to 1, how sure the engine is that this is the article and all of it.
        concerns: what spoke against it (``"no date"``, ``"little overlap with the title"``).
            ``"date as printed: 31/02/2026"`` keeps a date that cannot be read, or not be believed.
        sources: field name -> where its value came from (``"json-ld"``, ``"layout"``).
        lines: every distinct folded line near the article, kept or stripped; what the store
            counts as ``line_count``.
        template: which template of the outlet its page has.
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
        """The blocks, apart by a blank line; list items begin with ``- ``."""
        return "\n\n".join(
            f"- {block.text}" if block.kind is BlockKind.LIST_ITEM else block.text
            for block in self.body
        )

    @property
    def text(self) -> str:
        """Lead and body, apart by a blank line."""
        return f"{self.lead}\n\n{self.body_text}" if self.lead else self.body_text


@dataclass(frozen=True, slots=True)
class Digest:
    """What the store wants to know of an article's text, made where the article is made.

    Attributes:
        text_hash: hash of headline, lead and body in their form for comparison.
        source_hash: hash of the page's bytes, None where there is no page.
        word_count: words in lead and body.
        document: headline, lead and body as they are searched.
        fingerprints: numbers that near-copies of the text share.
    """

    text_hash: str
    source_hash: str | None
    word_count: int
    document: str
    fingerprints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that a source announced as an article, with what the source said of it."""

    url: str
    hint: Hint = Hint()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A page the store wants fetched: new, left from an earlier run, or due for a re-visit.

    ``etag`` and ``last_modified`` are the validators of the stored copy, for a conditional request.
    ``known`` says that it was fetched before.
    """

    url: str
    hint: Hint = Hint()
    etag: str | None = None
    last_modified: str | None = None
    attempts: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one page, on its way to the store.

    ``article`` is set where extraction gave one; then the store decides between new, same,
    changed and duplicate and ``outcome`` is None. Else ``outcome`` is ``same`` (not modified),
    ``not_article`` or ``failed``, with its ``reason``. ``retry`` says that a later run should
    ask for the page again; ``blameless``, that the whole site is to blame, so that the try is not
    counted and the page stays due; ``lasting``, that asking again would bring the same. ``url`` is
    the address as discovered (the key of the page's row), ``landed`` the canonical address that
    answered, where it is another one; ``page`` is None where nothing was received. ``digest`` is
    that of ``article``; the store makes it where it is missing. ``notice`` is the text of a page
    that stood at several addresses, and so is no article.
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


@dataclass(frozen=True, slots=True)
class Saved:
    """The store's answer to a ``Result``: its final outcome, and the article's row.

    ``excused`` says that the page was asked again after it was refused, and was refused again: old
    pages that stay dead are no sign that anything is wrong tonight.
    """

    url: str
    outcome: Outcome
    reason: str | None = None
    article_id: int | None = None
    excused: bool = False
