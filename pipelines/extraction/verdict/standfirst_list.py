"""Recognises pages of teasers: standfirsts of unrelated articles, links below a few words."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.authors import agency_marks
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.lexicon.sentence_ends import SENTENCE_END, is_one_sentence
from pipelines.extraction.page_data.site_names import address_path, local_path
from pipelines.extraction.verdict.page_kinds.closing_links import closing_links
from pipelines.extraction.verdict.word_overlap import distinctive_stems_of, overlap, stems
from pipelines.text import fold

_FEWEST, _MOST = 3, 12  # standfirsts of a list
_LINKED, _HEADLINE = 0.5, 25  # share of a headline with its date that is link; characters of one
_MIN_DESCRIPTION_CHARS = 20  # folded characters of a meaningful description
_TITLE_WORDS, _TOLD = 3, 0.5  # distinctive words of a headline; the share that the text holds
_TOLD_BY_LIST = 0.25  # of the words of a list's own headline
_IN_COMMON = 0.12  # mean share of words that two of them have in common


def are_standfirsts(kept: Sequence[Block], title: str, description: str) -> bool:
    """Return whether a text is only standfirsts of other articles.

    They are one sentence each, contain no word of the headline or of the description, have no
    dateline and no end mark, and no two are about the same. A headline of several words is told
    by the text's own standfirst, which a section's name is not.
    """
    about = fold(description)
    about = about if len(about) > _MIN_DESCRIPTION_CHARS else ""
    texts = [one for one in kept if SENTENCE_END.search(one.text)]
    if any(is_marked(one) for one in kept):
        return False
    candidates = [one for one in texts if not about or not one.folded.endswith(about)]
    if not _FEWEST <= len(candidates) <= _MOST or not all(
        is_one_sentence(one.text) for one in candidates
    ):
        return False
    is_headline = len(distinctive_stems_of(title)) >= _TITLE_WORDS
    if is_headline and overlap(title, stems(texts)) >= _TOLD:
        return False
    words = stems(candidates)
    if overlap(title, words) > 0 or (about and overlap(about, words) > _IN_COMMON):
        return False
    pairs = [
        overlap(one.text, stems([two]))
        for one in candidates
        for two in candidates
        if two is not one
    ]
    return sum(pairs) <= _IN_COMMON * len(pairs)


def are_led_on(kept: Sequence[Block], title: str, url: str) -> bool:
    """Return whether a text is single sentences that each end in a button to a page of the site.

    Only lines without an end, their headlines, stand between them, and nothing tells what the
    page's own headline says.
    """
    buttons = closing_links(kept)
    if not buttons:
        return False
    for block in kept:
        button = buttons.get(block.index)
        if button is None and SENTENCE_END.search(block.text):
            return False
        if button is not None:
            sentence = block.text[: -len(button)].rstrip()
            target = local_path(block.hrefs[0], url)
            if not target or target == address_path(url) or not is_one_sentence(sentence):
                return False
    return overlap(title, stems(kept)) < _TOLD_BY_LIST


def are_words_above_links(kept: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Return whether a text has no agency's mark, and its page links to several other pages."""
    links = sum(block.link_share >= _LINKED and len(block.text) > _HEADLINE for block in blocks)
    return links >= _FEWEST and not any(map(is_marked, kept))


def is_marked(block: Block) -> bool:
    """Return whether a block begins or ends with an agency's mark, as an article does."""
    end = agency_marks.end(block.text)
    return agency_marks.dateline(block.text) is not None or (end is not None and end.text != "")
