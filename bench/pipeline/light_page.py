"""A light news page with little boilerplate: 27 kB, 285 elements.

It takes little time to extract, so the rest of the pipeline shows most. ``SMALL`` has even less of
everything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.stories.words import sentence, source_of, title

START = datetime(2025, 2, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of each part of a page."""

    paragraphs: int = 14
    related: int = 30
    sections: int = 60
    functions: int = 400


LIGHT, SMALL = Size(), Size(paragraphs=5, related=4, sections=8, functions=4)


def path(number: int) -> str:
    """Return the path of a page."""
    return f"/news/item-of-the-bench-{number:05}.html"


def page(number: int, total: int, size: Size = LIGHT) -> bytes:
    """Return a page of a site with ``total`` pages."""
    source = source_of(number)
    at = START + timedelta(minutes=number)
    lead = f"{title(number)}, {sentence(source, 22).lower()}"
    body = "\n".join(
        f"<p>{' '.join(sentence(source) for _ in range(3))}</p>" for _ in range(size.paragraphs)
    )
    others = [(number + step) % total for step in range(1, size.related + 1)]
    related = "\n".join(
        f'<li class="item"><a href="{path(other)}" title="{title(other)}">'
        f'<img src="/thumb/{other}.jpg" alt=""><h3>{title(other)}</h3></a></li>'
        for other in others
    )
    menu = "".join(f'<li><a href="/section-{n}">Section {n}</a></li>' for n in range(size.sections))
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title(number),
            "description": lead,
            "datePublished": at.isoformat(),
            "author": {"@type": "Person", "name": "Lan Vien"},
        }
    )
    script = "window.layer=window.layer||[];" + "function f(a){return a.b+1};" * size.functions
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title(number)} | Bench News</title>
<meta property="og:title" content="{title(number)}"><meta property="og:type" content="article">
<meta name="description" content="{lead}">
<meta property="article:published_time" content="{at.isoformat()}">
<script type="application/ld+json">{data}</script><script>{script}</script></head>
<body><nav><ul>{menu}</ul></nav><main><article class="detail"><h1>{title(number)}</h1>
<div class="meta"><span class="author">Lan Vien</span>
<time datetime="{at.isoformat()}">{at:%B %d, %Y}</time></div>
<p class="lead"><strong>{lead}</strong></p>
<div class="content">{body}</div>
<ul class="share"><li>Facebook</li><li>Twitter</li><li>Print</li></ul></article>
<aside><h2>Related News</h2><ul>{related}</ul></aside></main>
<footer><p>Bench News, all rights reserved.</p></footer></body></html>
""".encode()
