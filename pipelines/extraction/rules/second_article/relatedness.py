"""Measures how much a part of a page has to do with the article above it.

Three numbers, each a share: of the headline's terms in the part, of its paragraphs' terms in the
article, and of the names that both print. The weights were fitted on the 1,148 pages of the public
benchmarks: the parts below their own sub-headings against the texts of other pages. At 1 both are
equally likely; a part of the article is below .5 on 1 page in 100, another article above 1.5 on 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.verdict.word_overlap import topic_terms, topic_terms_of

_TITLE, _TERMS, _NAMES = 0.9, 0.5, 0.47  # a share with which one number alone proves a relation
_PARAGRAPH = 60  # characters
# A capital within a sentence; at the beginning of one it tells nothing.
_NAME = re.compile(r"[A-ZÀ-ÞĐ](?<=[^\W\d_A-ZÀ-Þ] .|[,\d] .)[\w’'-]{2,}")
_MIN_NAMES = 3  # of fewer, one in common is chance
_NAME_LETTERS = 6  # "Pellworth" matches "Pellworth's"
# Words that tell no subject, which ``topic_terms`` keeps; the first five letters of each, folded.
_COMMON_LIST = (
    "yang untuk denga dari pada dalam akan tidak lebih juga sudah oleh karen merek kepad para "
    "seper saat bisa dapat tahun hari menja setel telah sebag antar adala serta masih kata "
    "nicht eine einen einer eines einem werde wurde haben hatte auch sich dass oder noch nach "
    "uber mehr sind seit diese wegen gegen alle beim zwei drei viele dans pour avec plus sont "
    "cette leur leurs mais etre fait tout tous deux trois entre aussi apres depui avait como "
    "pero este esta sobre desde hasta cuand donde tambi todo anos porqu pelo pela foram sido "
    "della delle degli nella sono anche dopo stato niet voor door over naar haar zijn hebbe "
    "wordt deze meer said says year years also more than been after most some other only "
    "could would there them "
)
_COMMON = frozenset(_COMMON_LIST.split())
_MIN_TERMS = 30  # distinct terms of the article: fewer prove nothing
_MIN_TITLE_SHARE = 0.25  # of the headline's terms in the article


@dataclass(frozen=True, slots=True)
class Subject:
    """The article's subject: terms of its headline and its text, and the names it prints."""

    title: frozenset[str]
    terms: frozenset[str]
    names: frozenset[str]

    @property
    def is_clear(self) -> bool:
        """Return whether the text is long enough, and about its headline."""
        told = len(self.title & self.terms)
        return len(self.terms) >= _MIN_TERMS and 0 < told >= _MIN_TITLE_SHARE * len(self.title)


def subject_of(title: str, article: Sequence[Block]) -> Subject:
    """Return the subject of an article."""
    terms = frozenset(topic_terms_of(article) - _COMMON)
    return Subject(title_terms(title), terms, _names(article))


def title_terms(title: str) -> frozenset[str]:
    """Return the terms of a headline that tell its subject."""
    return frozenset(topic_terms(title) - _COMMON)


def relatedness(subject: Subject, part: Sequence[Block]) -> float:
    """Return how much a part has to do with the article: nothing at 0, much from 1 on."""
    paragraphs = [block for block in part if len(block.text) > _PARAGRAPH]
    terms = [found for block in paragraphs if (found := topic_terms_of([block]) - _COMMON)]
    in_title = len(subject.title & set().union(*terms)) / max(1, len(subject.title))
    in_text = sum(len(one & subject.terms) / len(one) for one in terms) / max(1, len(terms))
    names = _names(part)
    fewer = min(len(names), len(subject.names))
    in_common = len(names & subject.names) / max(fewer, _MIN_NAMES)
    return in_title / _TITLE + in_text / _TERMS + in_common / _NAMES


def _names(blocks: Sequence[Block]) -> frozenset[str]:
    return frozenset(name[:_NAME_LETTERS] for one in blocks for name in _NAME.findall(one.text))
