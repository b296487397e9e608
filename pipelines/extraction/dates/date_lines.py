"""Decides which lines exist for their date, and which mention another day.

A labelled line (``Published: ...``), or one that the template marks as a date, is trusted. Any
other line with a date may be a sentence, a caption, a sub-heading or another article's teaser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extraction.dates import line_days, parser, patterns
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon import class_names
from pipelines.items import HEADING, LIST_ITEM, TABLE
from pipelines.text import fold

MAX_LINE_CHARS = 90
_LABELLED_LONGEST = 150  # characters: "Published on ... - Updated on ... - 3 minutes to read"
_WORDS = 8  # this many words and a full stop make a sentence, whatever it says
_LABEL_WORDS = 3  # besides the date, in a heading or before a full stop: "Posted on Monday"
_BYLINE_WORDS = 6  # besides the date, after the text began: "By Mai Linh and Jo Carver"
_SEVERAL = 2  # elements of a line
_LINK_WORDS = 4  # besides the date, if most of the line is a link: an author's name
_STOP = re.compile(r"(?<!\b[apAP]\.[mM])(?<!\s[нгr])(?<!\sน)[.!?]$")  # "18 ноября 2026 г."
_FACT = re.compile(r"^[^\d:]*[^\W\d]\s?:\s")  # "Opened: 02/09/2023"
_LABELLED_UPDATE = re.compile(  # "last updated", in lower case
    rf"(?:\w{{2,9}} )?(?:{patterns.UPDATED.pattern})"
)
_BETWEEN_PARTS = re.compile(r"\||\s[–—·•]\s")
_OF_SITE = re.compile(  # "Site last updated: 19 November 2026"
    r"\b(?:site|website|webseite|homepage|sitio|situs|сайта|сайту)\b", re.I
)
_PICTURE = re.compile(r"photo|image|img|figure|picture|bild|foto|thumb", re.I)
_FILED_LONGEST = 250  # characters up to the day
_CLOCK_WITHIN = 8  # characters behind the day
_FILED = re.compile(  # what blogs print below an entry
    r"\W{0,3}(?:th(?:is|e) (?:entry|post|article) was "
    r"(?:posted|published|written|filed|added|created)"
    r"|die(?:se[rs]?|s) (?:eintrag|beitrag|artikel|post|text) wurde\b"
    r"|der (?:eintrag|beitrag|artikel) [„“”\"«»].{2,150}[“”\"«»] wurde\b"
    r"|(?:cet article|cette entrée|ce billet|ce contenu|ce texte) (?:a été|est) "
    r"(?:publié|posté|rédigé|écrit)"
    r"|(?:esta entrada|este artículo|este post) (?:fue|ha sido|se) "
    r"(?:publicad|escrit|postead|public)"
    r"|(?:questo articolo|questa voce|questo post) è stat[oa] (?:pubblicat|scritt|postat)"
    r"|(?:esta entrada|este post|este artigo|esta publicação) foi (?:publicad|postad|escrit)"
    r"|(?:dit bericht|dit artikel|deze post) (?:is|werd) "
    r"(?:geplaatst|gepost|gepubliceerd|geschreven)"
    r"|(?:ten|niniejszy) (?:wpis|artykuł|post) został (?:opublikowan|dodan|zamieszczon)"
    r"|(?:эта |данная )?запись (?:была )?(?:опубликован|размещен|добавлен)"
    r"|(?:цей запис|запис) (?:було )?(?:опубліковано|розміщено)"
    r"|(?:detta inlägg|den här artikeln) (?:postades|publicerades|skrevs)"
    r"|dette (?:indlæg|innlegget?) (?:blev|ble) (?:udgivet|skrevet|publisert|postet)"
    r"|tento (?:příspěvek|článok|príspevok) (?:byl|bol) "
    r"(?:publikován|publikovan|zveřejněn|zverejnen)"
    r"|bài (?:viết )?này (?:đã )?được (?:đăng|viết|gửi)"
    r"|(?:entri|tulisan|artikel|kiriman) ini "
    r"(?:ditulis|dipublikasikan|diposting|dikirim|diterbitkan)"
    r"|bu (?:yazı|makale|gönderi)\b.{0,60}\b(?:yay[ıi]nlan|yayımlan|gönderil))",
    re.I,
)
_STORY_KINDS = (LIST_ITEM, TABLE)


def is_date_line(text: str) -> bool:
    """Return whether a line exists for its date; sentences and captions mention other days."""
    is_long = len(text) > MAX_LINE_CHARS and is_labelled(text)
    longest = _LABELLED_LONGEST if is_long else MAX_LINE_CHARS
    if len(text) > longest or text.startswith(("—", "–", "“", '"', "(")):
        return False
    if patterns.OTHER_DAY.match(line_days.of_publication(text)):
        return False
    if _OF_SITE.search(text) and patterns.says_updated(text):
        return False
    if len(text.split()) > _WORDS and _is_sentence(text):
        return False
    return parser.parse(text, month_first=True) is not None


def _is_sentence(text: str) -> bool:
    """Return whether a line is a sentence, but for the time to read and when it was published."""
    rest = patterns.READING_TIME.sub("", text)
    is_long = len(rest.split()) > _WORDS and not patterns.SAYS_FIRST.search(rest)
    return is_long and _STOP.search(rest) is not None


def filed(text: str) -> str | None:
    """Return the part of a blog's sentence that says when an entry was published, or None.

    ``This entry was posted in Harbour on May 5, 2026 by Lan Vien. Bookmark the permalink.``
    """
    if not _FILED.match(text):
        return None
    days = line_days.spans(text[:_FILED_LONGEST])
    clock = patterns.CLOCK.search(text[days[0][1] : _FILED_LONGEST]) if days else None
    if not days:
        return None
    is_beside = clock is not None and clock.start() <= _CLOCK_WITHIN
    end = days[0][1] + (clock.end() if clock is not None and is_beside else 0)
    return text[days[0][0] : end]


def is_labelled(text: str) -> bool:
    """Return whether a line, or its part between bars or dashes, says what its date means."""
    if patterns.SAYS_FIRST.search(text):
        return True
    parts = (part.lstrip(" -–—•·") for part in _BETWEEN_PARTS.split(text))
    return any(
        patterns.PUBLISHED.match(one) or _LABELLED_UPDATE.match(one.lower()) for one in parts
    )


def may_be_date(block: Block, *, begun: bool) -> bool:
    """Return whether an unlabelled, unmarked line may exist for its date.

    Args:
        block: a line with a date.
        begun: whether the text has begun above it.
    """
    words = len(
        [word for word in fold(line_days.without_days(block.text)).split() if word.isalpha()]
    )
    if _is_caption(block.node) or (words > _LABEL_WORDS and _shares_picture(block.node)):
        return False
    if words > _LABEL_WORDS and (
        block.kind is HEADING or _STOP.search(patterns.READING_TIME.sub("", block.text))
    ):
        return False
    if words > _LINK_WORDS and block.link_share > 0.5:
        return False
    if (begun or block.kind in _STORY_KINDS) and _FACT.match(block.text):
        return False
    return not begun or words <= _BYLINE_WORDS


def dated_part(block: Block, parts: Sequence[str]) -> str | None:
    """Return the element of a line of several facts that exists for its date, or None.

    ``Sport | 06.11.2026 13:30 | Symbol image``, each in an element of its own.

    Args:
        block: a line between headline and text.
        parts: the texts of its elements.
    """
    if len(parts) < _SEVERAL or _is_caption(block.node):
        return None
    return next((part for part in parts if _begins_with_day(part) and is_date_line(part)), None)


def _begins_with_day(part: str) -> bool:
    days = line_days.spans(part)
    behind = fold(line_days.without_days(part)).split()
    words = sum(word.isalpha() for word in behind)
    begins = bool(days) and not any(map(str.isalnum, part[: days[0][0]]))
    return begins and words <= _LABEL_WORDS


def _is_caption(node: Node) -> bool:
    return any(
        one.tag == "figure"
        or (
            one.flags & class_names.CAPTION
            and (_PICTURE.search(one.names) or _has_picture(one) or _is_below_picture(one))
        )
        for one in islice(node.ancestors(), 3)
    )


def _shares_picture(node: Node) -> bool:
    """Return whether an element holds this line and a picture, and nothing else."""
    around = node.parent
    if around is None or around.end - around.start > 1 or around.tag in ("body", "header"):
        return False
    return next(around.element.iter("img", "picture"), None) is not None


def _has_picture(node: Node) -> bool:
    """Return whether a picture stands in an element, or beside it without the headline.

    ``credits`` and ``copyright`` are names of bylines, too.
    """
    beside = node.parent.element if node.parent is not None else node.element
    held = beside if next(beside.iter("h1"), None) is None else node.element
    return next(held.iter("img", "picture", "video", "iframe"), None) is not None


def _is_below_picture(node: Node) -> bool:
    """Return whether an element stands right below a picture, and does not hold the headline."""
    above = node.element.getprevious()
    if above is None or next(above.iter("img", "picture"), None) is None:
        return False
    return next(node.element.iter("h1"), None) is None


def is_called_date(time: HtmlElement) -> bool:
    """Return whether a ``<time>`` is marked as the publication time."""
    return (
        time.get("pubdate") is not None
        or "published" in (time.get("itemprop") or "").lower()
        or bool(class_names.flags_from_names(time.get("class") or "") & class_names.DATE)
    )
