"""Every view, in the order of the documentation."""

from __future__ import annotations

from pipelines.storage.views.article_views import (
    ARTICLES,
    CHANGES,
    FIELDS,
    IMAGES,
    REVISIONS,
    SEARCH,
    STORIES,
    STRIPPED,
)
from pipelines.storage.views.crawl_views import CRAWLS, FAULTS, OUTLETS, PAGES, SOURCES

VIEWS = (
    ARTICLES,
    CHANGES,
    REVISIONS,
    IMAGES,
    STORIES,
    STRIPPED,
    PAGES,
    CRAWLS,
    SOURCES,
    OUTLETS,
    SEARCH,
    FIELDS,
    FAULTS,
)
