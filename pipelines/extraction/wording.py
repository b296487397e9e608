"""What a block's words and link targets say by themselves: appeals, addresses, other pages.

Whether they belong to the article is for others to decide: a story may quote an address.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.extraction.blocks import Block

NAMES = ("contact", "appeal", "addresses", "slug", "offsite")
_APPEAL = re.compile(
    r"\b(?:subscrib\w*|newsletters?|sign(?:ed|ing)? up|click\w*|download (?:the|our)|"
    r"follow (?:us|him|her|me|them|\w+ on)|"
    r"our (?:app|channel|site|website|podcast|team|editors|readers)|cookies?|privacy|affiliate|"
    r"commissions?|copyright|all rights reserved|donat\w+|membership|log ?in|register|share this|"
    r"stay (?:up|tuned|informed)|contribut(?:ed|ing)|originally (?:appeared|published)|"
    r"editor[’']s note|disclaimer|disclosure|read more|more information|for more|check out|"
    r"learn more|contact|reach(?:ed)? (?:him|her|me|out|at)|inbox|e-?mail|watch|listen)\b|©",
    re.I,
)
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]+\.\w|(?<!\w)@\w{3,}"
    r"|\b(?:twitter|instagram|facebook|linkedin|youtube|whatsapp|telegram|tiktok)\b",
    re.I,
)
_ADDRESSED = re.compile(r"\b(?:we|our|us|you|your)\b", re.I)
_READ = 600  # characters; an appeal comes to its point sooner
_LINKS = 5
_LONGEST_LINK = 2_000
_WORDS = 12  # in a slug; more say nothing more


def row(block: Block, host: str) -> list[float]:
    """Return the block's numbers, in the order of ``NAMES``.

    Args:
        block: the block.
        host: the page's host without ``www.``, or ``""``.
    """
    head = block.text[:_READ]
    hrefs = block.hrefs[:_LINKS]
    targets = [_target(href) for href in hrefs]
    away = sum(bool(host and to and not to.endswith(host)) for to, _ in targets)
    return [
        1.0 if len(block.text) < _READ and _CONTACT.search(head) else 0.0,
        float(min(3, len(_APPEAL.findall(head)))),
        1.0 if _ADDRESSED.search(head, 0, 300) else 0.0,
        float(min(_WORDS, max((words for _, words in targets), default=-1))),
        away / len(hrefs) if hrefs else -1.0,
    ]


def _target(href: str) -> tuple[str, int]:
    """Host of a link, and how many words its longest path segment joins: headlines have many."""
    if len(href) > _LONGEST_LINK:
        return "", 0
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", 0
    joins = [part.count("-") + part.count("_") for part in parts.path.split("/")]
    return parts.netloc, max(joins, default=0)
