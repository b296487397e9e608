"""``clean_text``: the stripping rules on plain text from another scraper.

Such a text has no links, tags or class names, so only the text rules apply: labels and the lists
they announce, list-like lines, captions, end marks and what follows them. Lines keep their order
and wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.authors import agency_marks, sign_offs
from pipelines.extraction.classifier import thresholds
from pipelines.extraction.contract import ENGINE, NotAnArticle
from pipelines.extraction.html.blocks import Blocks
from pipelines.extraction.html.main_content import Body, prose
from pipelines.extraction.html.page_facts import KnownMetadata, PageFacts
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import CLOSERS, SENTENCE_MARKS
from pipelines.extraction.page_data import caption_credits
from pipelines.extraction.rules.context import Removal, RuleContext
from pipelines.extraction.rules.registry import REGISTRY
from pipelines.items import (
    LIST_ITEM,
    PARAGRAPH,
    TABLE,
    Article,
    BlockKind,
    BodyBlock,
    Image,
    Stripped,
)
from pipelines.text import clean, fold

_RULES = (
    "related-list",
    "list-line",
    "template-word",
    "share-bar",
    "template-leftover",
    "picture-credit",
    "date-line",
)
_BY_ID = {rule.id: rule for rule in REGISTRY}
_FURNITURE = Removal("page-furniture", "page furniture")
_KICKER = Removal("kicker", "kicker")
_TEASER = Removal("end-mark", "teaser after the end mark")
_STAMP = re.compile(r"^\d{1,2}[:h]\d{2}\s*\|")  # "16:30 | 15/02/2025 Customs": a list's, no table's
_SENTENCE = re.compile(rf"[{SENTENCE_MARKS}:;][{CLOSERS}]*$|/\.$")
_PROSE_WORDS = 12
_TITLE_WORDS = (3, 30)
_KICKER_WORDS = 3
_TAIL_SHARE = 0.5  # more than this after an end mark is the article's second half
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: its index among the non-empty lines, and its kind."""

    index: int
    text: str
    kind: BlockKind = PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Pass:
    """The result of one pass over the lines."""

    lines: tuple[_Line, ...]
    title: str = ""
    lead: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    stripped: tuple[Stripped, ...] = ()


def clean_text(text: str) -> Article:
    """Return the article in a scraper's text.

    The rules are applied until they find nothing more, so cleaning is idempotent. Images have a
    caption and no URL.

    Raises:
        NotAnArticle: nothing is left.
    """
    lines = _lines(text)
    first = found = _once(lines)
    stripped = list(found.stripped)
    pictures = list(found.images)
    for _ in range(_ROUNDS):
        if not found.lines:
            break
        again = _once(found.lines)
        if [line.text for line in again.lines] == [line.text for line in found.lines]:
            break
        found = again
        stripped.extend(found.stripped)
        pictures.extend(found.images)
    if not found.lines:
        raise NotAnArticle("no text")
    lead = first.lead if first.lead and found.lines[0].text == first.lead else None
    body = found.lines[1:] if lead and len(found.lines) > 1 else found.lines
    line = agency_marks.dateline(body[0].text)
    return Article(
        url="",
        outlet="",
        title=first.title,
        lead=lead if len(body) < len(found.lines) else None,
        body=tuple(BodyBlock(one.text, one.kind) for one in body),
        authors=first.authors,
        dateline=line.place if line else None,
        agency=first.agency or (line.agency if line else None),
        images=tuple(pictures),
        stripped=tuple(sorted(stripped, key=lambda one: one.position)),
        engine=ENGINE,
        lines=tuple(dict.fromkeys(fold(one.text)[:300] for one in lines)),
    )


def _lines(text: str) -> tuple[_Line, ...]:
    """Split text into lines; adjacent rows of a table are one block."""
    found: list[_Line] = []
    row_before = False
    for raw in text.splitlines():
        line = clean(raw)
        is_row = _is_row(line)
        if line and is_row and row_before:
            last = found.pop()
            found.append(_Line(last.index, f"{last.text}\n{line}", TABLE))
        elif line.startswith("- ") and len(line) > 2:
            found.append(_Line(len(found), clean(line[2:]), LIST_ITEM))
        elif line:
            found.append(_Line(len(found), line))
        row_before = is_row and bool(line)
    return tuple(found)


def _is_row(line: str) -> bool:
    return " | " in line and not line.startswith("- ") and not _STAMP.match(line)


def _once(lines: Sequence[_Line]) -> _Pass:
    """Run one pass: rules, end marks, then title and lead."""
    taken = _by_rules(lines)
    kept = [line for line in lines if line.index not in taken]
    kept, ends, agency, authors = _end(kept)
    title, kicker, kept = _title(kept)
    stripped = [_stripped(taken[one.index], one) for one in lines if one.index in taken]
    stripped += ends
    stripped += [_stripped(_KICKER, kicker)] if kicker else []
    pictures = tuple(
        Image("", *caption_credits.split_credit(line.text))
        for line in lines
        if _is_caption(taken, line)
    )
    lead = _lead(lines, kept, taken)
    return _Pass(
        tuple(kept), title.text if title else "", lead, agency, authors, pictures, tuple(stripped)
    )


def _stripped(removal: Removal, line: _Line) -> Stripped:
    return Stripped(removal.wording, line.text, line.index, removal.rule_id)


def _is_caption(taken: dict[int, Removal], line: _Line) -> bool:
    return line.index in taken and taken[line.index].rule_id == "picture-credit"


def _by_rules(lines: Sequence[_Line]) -> dict[int, Removal]:
    """Return index of a line to rule, by the rules that need only the text."""
    context = _rule_context(lines)
    by_index: dict[int, Removal] = {}
    for rule in _RULES:
        for index, why in _BY_ID[rule].find(context):
            by_index.setdefault(index, Removal(rule, why))
    return _lone_labels({lines[index].index: why for index, why in by_index.items()}, lines)


def _lone_labels(taken: dict[int, Removal], lines: Sequence[_Line]) -> dict[int, Removal]:
    """Handle a list's label without a list: a kicker above the text, boilerplate below it."""
    kept = [line.index for line in lines if line.index not in taken]
    rules = list(taken.values())
    found: dict[int, Removal] = {}
    for index, rule in taken.items():
        if rule.rule_id == "related-list" and rules.count(rule) == 1:
            if not kept or index > kept[-1]:
                found[index] = _FURNITURE
            elif index < kept[0]:
                found[index] = _KICKER
        else:
            found[index] = rule
    return found


def _rule_context(lines: Sequence[_Line]) -> RuleContext:
    """Return the lines as a page of paragraphs; running text counts as the article's."""
    page = Blocks.of_lines([(line.text, line.kind) for line in lines])
    body = Body(
        (page.nodes[0],),
        (True,) * len(lines),
        "text",
        (0,) * len(page.nodes),
        tuple(map(prose, page.blocks)),
    )
    likely = [
        thresholds.PLAIN_PROSE if _is_prose(line) else thresholds.PLAIN_LINE for line in lines
    ]
    return RuleContext(PageFacts(page, body, KnownMetadata()), likely)


def _is_sentence(line: _Line) -> bool:
    return bool(_SENTENCE.search(line.text)) or len(line.text.split()) > _TITLE_WORDS[1]


def _is_prose(line: _Line) -> bool:
    return bool(_SENTENCE.search(line.text)) and len(line.text.split()) >= _PROSE_WORDS


def _end(
    lines: list[_Line],
) -> tuple[list[_Line], list[Stripped], str | None, tuple[str, ...]]:
    """Cut the text at its last end mark: return the rest, what was cut, and the credit.

    A digest has a mark after each item: then all marks are cut and the text stays whole.
    """
    stripped: list[Stripped] = []
    last = _last_mark(lines)
    if last is None:
        return lines, stripped, None, ()
    for line in lines[last + 1 :]:
        is_furniture = phrases.whole(line.text) or len(line.text.split()) < _TITLE_WORDS[0]
        stripped.append(_stripped(_FURNITURE if is_furniture else _TEASER, line))
    kept: list[_Line] = []
    agency: str | None = None
    authors: tuple[str, ...] = ()
    at_end = True
    for line in reversed(lines[: last + 1]):
        text = line.text
        while text and (end := _mark(text, last=at_end)) and (at_end or _is_agency_mark(end)):
            stripped.append(Stripped("end mark", end.mark.strip(), line.index, "end-mark"))
            agency, authors = agency or end.agency, authors or end.authors
            text = agency_marks.with_stop(end).strip()
        if text:
            kept.append(replace(line, text=text))
            at_end = False
    return kept[::-1], stripped, agency, authors


def _mark(text: str, *, last: bool) -> agency_marks.EndMark | None:
    """Return the line's end mark; only the last line may be a closing credit."""
    return (sign_offs.end(text) if last else None) or agency_marks.end(text)


def _is_agency_mark(end: agency_marks.EndMark) -> bool:
    """Return whether it is an end mark of the text; bylines also appear above a text."""
    return not (end.authors or end.translators)


def _last_mark(lines: Sequence[_Line]) -> int | None:
    """Return the last line with an end mark; None if more follows than a tail of teasers."""
    sizes = [len(line.text.split()) for line in lines]
    total = sum(sizes)
    after = 0
    for at in range(len(lines) - 1, -1, -1):
        if after and after > _TAIL_SHARE * (total - after):
            return None
        end = _mark(lines[at].text, last=at == len(lines) - 1)
        if end and (at == len(lines) - 1 or _is_agency_mark(end)):
            return at
        after += sizes[at]
    return None


def _title(lines: list[_Line]) -> tuple[_Line | None, _Line | None, list[_Line]]:
    """Return headline, kicker and the rest; running text must follow the headline at once."""
    for skip in (0, 1):
        if len(lines) < skip + 2:
            break
        kicker, line, following = lines[0], lines[skip], lines[skip + 1]
        if skip and (_is_sentence(kicker) or len(kicker.text.split()) > _KICKER_WORDS):
            break
        if _is_title(line) and _is_sentence(following):
            return line, kicker if skip else None, lines[skip + 1 :]
    return None, None, lines


def _is_title(line: _Line) -> bool:
    fewest, most = _TITLE_WORDS
    return (
        line.kind is PARAGRAPH
        and not _is_sentence(line)
        and fewest <= len(line.text.split()) <= most
        and agency_marks.dateline(line.text) is None
    )


def _lead(lines: Sequence[_Line], kept: Sequence[_Line], taken: dict[int, Removal]) -> str | None:
    """Return the first paragraph as the standfirst if the lead image's caption follows it."""
    if len(kept) < 2 or not _is_prose(kept[0]) or agency_marks.dateline(kept[0].text):
        return None
    follows = next((line for line in lines if line.index > kept[0].index), None)
    if follows is None or not _is_caption(taken, follows):
        return None
    return kept[0].text
