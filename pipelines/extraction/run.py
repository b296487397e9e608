"""The engine's steps in order: parse, metadata, body, rules, verdict."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.extraction import body as bodies
from pipelines.extraction import signs
from pipelines.extraction.blocks import Block, Blocks, read
from pipelines.extraction.parse import parse
from pipelines.items import Article, BodyBlock, Page, Stripped
from pipelines.text import fold

ENGINE = "1"


class NotAnArticle(Exception):
    """The page holds no article.

    Attributes:
        reason: why, in words a person understands (``"list of articles"``).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the engine found on a page, and why: what ``explain`` prints.

    Attributes:
        article: the article, or None.
        not_article: why there is none.
        blocks: every block of the page.
        verdicts: block index -> the rule that took it; blocks without one are kept.
        body: where the article is.
    """

    article: Article | None
    not_article: str | None
    blocks: Blocks
    verdicts: dict[int, str]
    body: bodies.Body


def run(page: Page, *, without: frozenset[str] = frozenset()) -> Extraction:
    """Return the article of ``page`` with the verdict on each block.

    Rules named in ``without`` are switched off.
    """
    tree = parse(page.body, page.headers)
    blocks = read(tree)
    body = bodies.find(blocks, page.layouts)
    verdicts = {}
    for block in blocks.blocks:
        bits = body.within[block.node.index] & bodies.FOREIGN
        if not body.inside[block.index]:
            verdicts[block.index] = "outside the body"
        elif bits:
            verdicts[block.index] = f"marked as {signs.name(bits)}"
    titles = tree.xpath("//meta[@property='og:title']/@content") or [
        tree.findtext(".//title") or ""
    ]
    kept = [block for block in blocks.blocks if block.index not in verdicts]
    if not kept:
        return Extraction(None, "no text", blocks, verdicts, body)
    article = Article(
        url=page.url,
        outlet=page.outlet,
        title=str(titles[0]),
        body=tuple(BodyBlock(block.text, block.kind) for block in kept),
        stripped=tuple(
            _stripped(block, verdicts) for block in blocks.blocks if block.index in verdicts
        ),
        engine=ENGINE,
        lines=tuple({fold(block.text)[:300]: None for block in blocks.blocks})[:400],
    )
    return Extraction(article, None, blocks, verdicts, body)


def _stripped(block: Block, verdicts: dict[int, str]) -> Stripped:
    return Stripped(verdicts[block.index], block.text, block.index)
