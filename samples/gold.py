"""The expected results of crawling the samples, by URL: from the invented articles."""

from __future__ import annotations

from typing import Any

from samples.sample_articles import NoArticle, Sample, Site, load
from samples.site_captures import article_html


def gold(outlet: str) -> dict[str, Any]:
    """Return the expected results of crawling the outlet's sample, by URL."""
    site = load(outlet)
    return {
        "articles": [_gold_article(site, one) for one in site.articles],
        "updates": [_gold_article(site, one) for one in site.updates],
        "rejected": [_gold_reject(one) for one in site.rejects],
    }


def _gold_article(site: Site, sample: Sample) -> dict[str, Any]:
    _, junk = article_html(site, sample)
    blocks = [one.text for one in sample.blocks]
    said = "\n".join([sample.title, sample.lead or "", *blocks, *sample.authors])
    return {
        "id": sample.id,
        "url": sample.url,
        "title": sample.title,
        "lead": sample.lead,
        "lead_is_marked": sample.outlet != "vns",  # in VNS it is a paragraph like any other
        "body": [[one.kind, one.text] for one in sample.blocks],
        "published_at": sample.published.isoformat(),
        "modified_at": sample.modified.isoformat() if sample.modified else None,
        "authors": list(sample.authors),
        "translators": list(sample.translators),
        "agency": sample.agency,
        "dateline": sample.dateline,
        "captions": [[one.text, one.credit] for one in sample.captions],
        "section": sample.section,
        "must_not": sorted({one for one in junk if one.strip() and one not in said}),
        "traps": list(sample.traps),
    }


def _gold_reject(no: NoArticle) -> dict[str, Any]:
    return {"id": no.id, "url": no.url, "kind": no.kind, "reasons": list(no.reasons)}
