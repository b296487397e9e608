"""Renders a proposed outlet for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.new_outlet.proposal import CheckedSource, Proposal
from crawler.outlet import Robots, Sitemap

_SHOWN = 5  # URLs of a kind


def table(proposal: Proposal) -> Iterator[str]:
    """Yield the requested sources with their results, the URL form, and the extracted articles."""
    outlet = proposal.outlet
    yield f"{proposal.name}: {outlet.title}, {outlet.home}"
    yield f"  hosts      {', '.join(outlet.own_hosts)}"
    yield f"  language   {outlet.language}"
    yield f"  zone       {outlet.timezone}: {proposal.zone_reason}"
    yield f"  end marks  {', '.join(outlet.marks) or '-'}"
    layouts = "; ".join(f"body {one.body}" for one in outlet.layouts)
    yield f"  layout     {layouts or 'none: the generic engine does without'}"
    yield ""
    yield f"{'source':<10}{'articles':>9}  {'newest':<18}{'declared':<10}address"
    for one in proposal.sources:
        yield _source(one)
    yield ""
    fitting = len(proposal.announced) - len(proposal.unmatched)
    yield f"articles   {outlet.article_url}"
    yield f"  takes {fitting} of {len(proposal.announced)} that are announced"
    yield from _some("not", proposal.unmatched)
    yield f"  takes {len(proposal.unannounced)} links besides that nothing announces"
    yield from _some("also", proposal.unannounced)
    yield ""
    yield f"{'confidence':<12}{'words':>6}  {'published':<18}title"
    for page, found in zip(proposal.pages, proposal.reading.found, strict=True):
        article = found.article
        if article is None:
            yield f"{'-':<12}{'-':>6}  {'-':<18}{page.url}: {found.not_article}"
            continue
        at = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "-"
        words = len(article.text.split())
        yield f"{article.confidence:<12.2f}{words:>6}  {at:<18}{article.title}"
    yield from (f"  wrong: {one.url}: {one.what}" for one in proposal.errors)


def _source(one: CheckedSource) -> str:
    inspected, kind = one.inspected, type(one.inspected.source).__name__
    times = [candidate.hint.published_at or candidate.hint.modified_at
             for candidate in inspected.found.candidates]  # fmt: skip
    newest = max((at for at in times if at), default=None)
    count = str(one.articles) if one.articles >= 0 else "-"
    if isinstance(inspected.source, Robots | Sitemap) and inspected.found.sources:
        count = f"{len(inspected.found.sources)} maps"
    at = f"{newest:%Y-%m-%d %H:%M}" if newest else "-"
    trouble = f"  ({inspected.trouble})" if inspected.trouble else ""
    declared = "yes" if one.declared else "no"
    return f"{kind:<10}{count:>9}  {at:<18}{declared:<10}{inspected.source.url}{trouble}"


def _some(word: str, urls: Iterable[str]) -> Iterator[str]:
    listed = list(urls)
    yield from (f"    {word}  {url}" for url in listed[:_SHOWN])
    if len(listed) > _SHOWN:
        yield f"    and {len(listed) - _SHOWN} more"
