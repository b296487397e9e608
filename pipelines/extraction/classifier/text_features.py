"""Text features of a block.

Position features decide most blocks, so the trees need the text features of one block in ten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Protocol

from pipelines.extraction.classifier.topic_overlap import TopicOverlap
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.lexicon.sentence_ends import CLOSERS, SENTENCE_MARKS
from pipelines.text import Shingle, count_digits, fold, shingles

_UPPER = bytes(code for code in range(256) if re.match(r"[A-ZÀ-Þ]", chr(code)))  # of Latin-1
_DIGIT = re.compile(r"\d")
_STOP = re.compile(rf"[{SENTENCE_MARKS}](?:[{CLOSERS}]|\s|$)")
_ENDS = frozenset(f"{SENTENCE_MARKS}:;")
_CLOSERS = "\"”’'）)]»"
_CREDIT_LIST = (
    "photo photograph image picture source credit getty reuters afp courtesy illustration "
    "shutterstock foto imagen bild fuente quelle crédit ảnh фото"
)
_CREDIT_WORDS = _CREDIT_LIST.split()
_CREDIT = re.compile(rf"\b(?:{'|'.join(_CREDIT_WORDS)})\b", re.I)
_CREDIT_FOLDED = frozenset(map(fold, _CREDIT_WORDS))
_DATE = re.compile(
    r"\d{1,2}[:h.]\d{2}|\b(19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|\bago\b|\bmin(ute)?s? read\b",
    re.I,
)
_DATE_WORDS = frozenset(("ago", "read"))  # of the pattern: it has a digit or one of these
_MAX_DATE_LINE_CHARS = 100  # characters
# Words, and pairs of words, of appeals to the reader; folded.
_APPEAL_LINE = (
    "subscribe subscribed subscriber subscribers subscribing subscription subscriptions newsletter "
    "newsletters click clicks clicking clicked cookie cookies privacy affiliate commission "
    "commissions copyright donate donating donation donations membership login register contact "
    "inbox email watch listen contributed contributing disclaimer disclosure "
    "abonnieren abonniere abonniert abo anmelden registrieren datenschutz kontakt spenden spende "
    "unterstutze suscribete suscribase suscripcion boletin abonnez inscrivez abonnement assine "
    "iscriviti subskrypcji"
)
_PAIR_LINE = (
    "sign-up signed-up signing-up sign-in download-the download-our follow-us follow-him "
    "follow-her follow-me follow-them our-app our-channel our-site our-website our-podcast "
    "our-team our-editors our-readers our-newsletter all-rights rights-reserved log-in share-this "
    "stay-up stay-tuned stay-informed originally-appeared originally-published s-note read-more "
    "more-information for-more check-out learn-more reach-him reach-her reach-me reach-out "
    "reach-at reached-at e-mail join-us like-us find-us mehr-infos weitere-informationen "
    "dang-ky theo-doi"
)
_APPEALS = frozenset(_APPEAL_LINE.split())
_APPEAL_PAIRS = frozenset(tuple(pair.split("-")) for pair in _PAIR_LINE.split())
_BEGINS_PAIR = frozenset(first for first, _ in _APPEAL_PAIRS)
_ADDRESS = re.compile(r"(?:\b[\w.+-]{1,64}|(?<!\w))@[\w-]{3,}")
_NETWORKS = frozenset(
    ("twitter", "instagram", "facebook", "linkedin", "youtube", "whatsapp", "telegram", "tiktok")
)
_ADDRESSED = frozenset(("we", "our", "us", "you", "your"))
_HEAD_CHARS = 400  # characters of a block that are counted
_ADDRESSED_WORDS = 60
_MAX_APPEAL_CHARS = 600  # characters; an appeal is shorter
_SLUG = 12  # words; more make no difference
_LABEL_ORDER = {kind: float(index + 1) for index, kind in enumerate(phrases.LabelKind)}


class Article(Protocol):
    """What the features need to know of the article.

    Attributes:
        facts: of its page.
        title_words: words of its title.
        stated: shingles of ``articleBody``.
        topic: word counts of its paragraphs.
    """

    facts: PageFacts
    title_words: set[str]
    stated: set[Shingle]
    topic: TopicOverlap


def label_rank(label: tuple[phrases.LabelKind, str] | None) -> float:
    """Return the kind of a label as a number, 0 for none."""
    return _LABEL_ORDER[label[0]] if label else 0.0


def _upper(article: Article, block: Block) -> float:
    """Return the share of capitals in the beginning of the text."""
    head = block.text[:_HEAD_CHARS]
    latin = head.encode("latin-1", "ignore")  # bytes are counted ten times faster
    return (len(latin) - len(latin.translate(None, _UPPER))) / len(head)


def _digits(article: Article, block: Block) -> float:
    """Return the share of digits in the beginning of the text."""
    head = block.text[:_HEAD_CHARS]
    return count_digits(head) / len(head)


def _title_share(article: Article, block: Block) -> float:
    words = block.words
    return len(article.title_words.intersection(words)) / len(words) if words else 0.0


def _in_article_body(article: Article, block: Block) -> float:
    grams = shingles(block.words) if article.stated else []
    return sum(map(article.stated.__contains__, grams)) / len(grams) if grams else 0.0


def _credit(article: Article, block: Block) -> float:
    """Return whether a short line is a picture credit; a look-up saves most the pattern."""
    if len(block.text) >= 300 or _CREDIT_FOLDED.isdisjoint(block.words):
        return 0.0
    return float(_CREDIT.search(block.text) is not None)


def _date_shape(article: Article, block: Block) -> float:
    """Return whether a short line has the shape of a date, an age or a reading time."""
    if len(block.text) >= _MAX_DATE_LINE_CHARS:
        return 0.0
    if not _DIGIT.search(block.text) and _DATE_WORDS.isdisjoint(block.words):
        return 0.0
    return float(_DATE.search(block.text) is not None)


def _slug(article: Article, block: Block) -> float:
    """Return the number of words in the longest segment of a link's path; -1 without a link."""
    paths = [target.path for target in article.facts.link_targets(block)]
    joins = [part.count("-") + part.count("_") for path in paths for part in path.split("/")]
    return float(min(_SLUG, max(joins, default=0 if block.hrefs else -1)))


def _appeal(article: Article, block: Block) -> float:
    """Return the number of appeals to the reader in a block, up to 3."""
    words = block.folded[:_MAX_APPEAL_CHARS].split()
    found = block.text.count("©")
    if not _APPEALS.isdisjoint(words):
        found += sum(map(_APPEALS.__contains__, words))
    if not _BEGINS_PAIR.isdisjoint(words):
        found += sum(map(_APPEAL_PAIRS.__contains__, pairwise(words)))
    return float(min(3, found))


def _contact(article: Article, block: Block) -> float:
    """Return whether a short block has contact details: an email address, a social network."""
    if len(block.text) >= _MAX_APPEAL_CHARS:
        return 0.0
    named = not _NETWORKS.isdisjoint(block.words)
    return float(named or ("@" in block.text and _ADDRESS.search(block.text) is not None))


_NUMBERS: dict[str, Callable[[Article, Block], float]] = {
    "ends_sentence": lambda article, block: float(block.text.rstrip(_CLOSERS)[-1:] in _ENDS),
    "stops": lambda article, block: float(min(len(_STOP.findall(block.text[:_HEAD_CHARS])), 5)),
    "commas": lambda article, block: (head := block.text[:_HEAD_CHARS]).count(",") / len(head) * 50,
    "digits": _digits,
    "upper": _upper,
    "credit": _credit,
    "date_shape": _date_shape,
    "title_share": _title_share,
    "in_article_body": _in_article_body,
    "contact": _contact,
    "appeal": _appeal,
    "addresses": lambda article, block: float(
        not _ADDRESSED.isdisjoint(block.words[:_ADDRESSED_WORDS])
    ),
    "slug": _slug,
    "offsite": lambda article, block: article.facts.offsite_share(block),
    "word_share": lambda article, block: article.topic.shared(block.index)[0],
    "word_weight": lambda article, block: article.topic.shared(block.index)[1],
    "heading_share": lambda article, block: article.topic.under(block.index),
    "summary_share": lambda article, block: article.topic.summarized(block.index),
    "author_name": lambda article, block: article.topic.author(block.index),
}
TEXT_FEATURES = tuple(_NUMBERS)
_IN_ORDER = tuple(_NUMBERS.values())


def text_features(article: Article, block: Block) -> list[float]:
    """Return a block's text features, in the order of ``TEXT_FEATURES``.

    All of them: the trees ask of a block in doubt for sixteen of nineteen.
    """
    return [feature(article, block) for feature in _IN_ORDER]
