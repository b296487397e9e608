"""Renders an ``Extraction`` as text and as coloured HTML: kept and stripped blocks, with rules.

Everything from the page is escaped: the output contains none of its markup.
"""

from __future__ import annotations

from collections import Counter
from html import escape

from pipelines.extraction.engine import Extraction
from pipelines.extraction.html.blocks import Block
from pipelines.extraction.rules.context import Removal
from pipelines.items import Article, Image, Stripped

_WIDTH = 70  # characters of a block's text in the table
_KEPT = "kept"

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{padding:0 .8rem 0 0;text-align:left}"
    ".b{margin:.3rem 0;padding:.3rem .6rem;border-left:4px solid;white-space:pre-wrap;"
    "overflow-wrap:anywhere}"
    ".kept{background:#e8f6e8;border-color:#2d8a2d}"
    ".stripped{background:#fbe9e9;border-color:#c03030;color:#7a1f1f}"
    ".why{font:12px/1.4 monospace;display:block;color:#666}"
    ".stripped .why{color:#c03030;font-weight:bold}"
    ".heading{font-weight:bold}.list_item{margin-left:1.5rem}.code,.table{font-family:monospace}"
)


def article_text(article: Article) -> str:
    """Return the article for a terminal: its fields, one per line, then lead, body and images."""
    fields = (
        ("title", article.title),
        ("url", article.url),
        ("authors", "; ".join(article.authors)),
        ("published", article.published_at.isoformat() if article.published_at else ""),
        ("modified", article.modified_at.isoformat() if article.modified_at else ""),
        ("dateline", article.dateline or ""),
        ("agency", article.agency or ""),
        ("section", article.section or ""),
        ("tags", "; ".join(article.tags)),
        ("language", article.language or ""),
        ("confidence", f"{article.confidence:.2f}"),
        ("concerns", "; ".join(article.concerns)),
    )
    sources = article.sources
    lines = [
        f"{name + ':':<12} {_field(value, sources.get(name, ''))}"
        for name, value in fields
        if value
    ]
    if not article.is_accessible_for_free:
        lines.append(f"{'paywall:':<12} the page is the stub of a paid article")
    parts = ["\n".join(lines)]
    if article.lead:
        parts.append(f"LEAD  {article.lead}")
    parts.append(article.body_text)
    parts += [_picture(image) for image in article.images]
    return "\n\n".join(parts)


def _field(value: str, source: str) -> str:
    return f"{value}  [{source}]" if source else value


def _picture(image: Image) -> str:
    credit = f" ({image.credit})" if image.credit else ""
    return f"IMAGE {image.url}\n      {image.caption or 'no caption'}{credit}"


def block_table(found: Extraction) -> str:
    """Return one line per block: index, keep or strip, scores, rule, beginning of the text."""
    body = found.context.body
    lines = [
        f"body located by {body.located_by}; {len(found.blocks)} blocks, "
        f"{len(found.removals)} stripped",
        f"{'block':>5} {'':5} {'body':4} {'link':>5} {'depth':>5} {'likely':>6}  "
        f"{'rule: why':44} kind: text",
    ]
    for block in found.blocks:
        removal = found.removals.get(block.index)
        lines.append(
            f"{block.index:5} {'strip' if removal else 'keep':5} "
            f"{'in' if body.in_body[block.index] else 'out':4} {block.link_share:5.2f} "
            f"{block.node.depth:5} {found.context.content_probability[block.index]:6.2f}  "
            f"{_short(_why(removal), 44):44} {block.kind}: {_short(block.text, _WIDTH)}"
        )
    for mark in _cut_marks(found):
        lines.append(f"{mark.position:5} cut   from the end of the block: {mark.text!r}")
    return "\n".join(lines)


def _why(removal: Removal | None) -> str:
    return f"{removal.rule_id}: {removal.wording}" if removal else ""


def _cut_marks(found: Extraction) -> list[Stripped]:
    """Return the end marks cut off kept blocks."""
    if found.article is None:
        return []
    return [one for one in found.article.stripped if one.position not in found.removals]


def _short(text: str, size: int) -> str:
    line = text.replace("\n", " / ")
    return line if len(line) <= size else line[: size - 1] + "…"


def page_html(found: Extraction, address: str = "") -> str:
    """Return a self-contained page: kept text green, stripped text red with its rule above."""
    name = escape(found.metadata.title or address or "extraction")
    rules = Counter(why.rule_id for why in found.removals.values())
    rows = "".join(
        f"<tr><td>{count}</td><td>{escape(rule)}</td></tr>" for rule, count in rules.most_common()
    )
    kept = len(found.blocks) - len(found.removals)
    head = (
        '<!doctype html><html><head><meta charset="utf-8">'
        # Even if a character escaped escaping: nothing is loaded, nothing runs.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{name}</title><style>{_STYLE}</style></head><body><h1>{name}</h1>"
        f'<p class="why">{escape(address)}</p>'
    )
    summary = (
        f"<p>no article: {escape(found.not_article)}</p>"
        if found.not_article
        else f"<p>body found by {escape(found.context.body.located_by)}; {kept} blocks kept</p>"
    )
    blocks = "\n".join(_block_html(found, block) for block in found.blocks)
    return f"{head}{summary}<table>{rows}</table>\n{blocks}\n</body></html>\n"


def _block_html(found: Extraction, block: Block) -> str:
    removal = found.removals.get(block.index)
    inside = "in the body" if found.context.body.in_body[block.index] else "outside the body"
    numbers = (
        f"{block.index} · {inside} · links {block.link_share:.2f} · "
        f"depth {block.node.depth} · likely {found.context.content_probability[block.index]:.2f}"
    )
    marks = "".join(
        f'<span class="why">end mark cut: {escape(one.text)}</span>'
        for one in _cut_marks(found)
        if one.position == block.index
    )
    return (
        f'<div class="b {"stripped" if removal else _KEPT} {block.kind}">'
        f'<span class="why">{escape(_why(removal) or _KEPT)} · {numbers}</span>'
        f"{escape(block.text)}{marks}</div>"
    )
