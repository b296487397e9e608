"""Whether a line below an end mark is the headline of another story, or a heading of the article.

The paragraphs of a story tell its headline again, word by word, and nothing above does. A heading
of a section names what is below it in words of its own, or in the article's. That holds in every
language and script: both are measured in the terms of ``common_words``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.authors.names import name_with_role
from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.lexicon import article_notes
from pipelines.extraction.lexicon.own_lists import announcements
from pipelines.extraction.rules.ending import foreign_tail
from pipelines.extraction.rules.lists.common_words import telling_terms
from pipelines.extraction.rules.lists.list_items import ends_sentence, is_headline
from pipelines.items import CODE, HEADING, LIST_ITEM, QUOTE, TABLE

_FIRST = 2  # paragraphs of a story that tell its headline again
_LEAST = 3  # terms of a headline
_TOLD = 0.35  # of a headline's terms
_KNOWN = 0.13  # of them, in the article above by chance
_CREDIT = 60  # characters
_MOST_SHARED = 1.1  # of what the article's paragraphs share
_BY_CHANCE = 1  # words of the page's headline below
_OWN_FORMS = (TABLE, LIST_ITEM, QUOTE, CODE)


def begins_story(above: Sequence[Block], below: Sequence[Block], title: str) -> bool:
    """Return whether the first of the blocks below a mark is a headline, and theirs.

    Args:
        above: blocks of the article, the one with the mark last.
        below: blocks below the mark.
        title: the article's headline.
    """
    below = list(dropwhile(_is_credit, below))
    if len(below) < _FIRST or text_length(below) > text_length(above):
        return False
    head, *text = below
    is_line = is_headline(head.text) and not ends_sentence(head.text)
    if not is_line or head.kind in _OWN_FORMS or article_notes.heads_notes(head.text):
        return False
    if (
        text[0].kind is HEADING
        or text[0].kind in _OWN_FORMS
        or announcements.names_list(head.folded)
    ):
        return False
    words = telling_terms(head.text)
    about = telling_terms(title)
    if len(words) < _LEAST or words & about:
        return False
    told = set[str]().union(*(telling_terms(block.text) for block in text[:_FIRST]))
    if len(words & told) < _TOLD * len(words) or len(told & about) > _BY_CHANCE:
        return False
    known = set[str]().union(*(telling_terms(block.text) for block in above))
    if not about & known or len(words & known) > _KNOWN * len(words):
        return False
    ties, share = foreign_tail.ties_and_share(above, text)
    return share <= _MOST_SHARED * ties


def are_of_story(above: Sequence[Block], below: Sequence[Block], title: str) -> bool:
    """Return whether blocks, a headline first, are another story where no mark tells it.

    They share far less with the article than its paragraphs share, too.
    """
    is_story = len(below) > _FIRST and begins_story(above, below, title)
    return is_story and foreign_tail.is_far(above, below[1:], title)


def _is_credit(block: Block) -> bool:
    """Return whether a line is only of names or agencies: whose text the one above is."""
    text = block.text
    if len(text) > _CREDIT or ends_sentence(text):
        return False
    end = agency_marks.end(text)
    return (end is not None and not end.text) or name_with_role(text) is not None
