"""WARC archives: write what was fetched, replay it instead of the network.

``WarcWriter`` makes files, ``ArchiveIndex`` finds what files hold, ``ReplayMiddleware`` answers
requests from them, ``now`` is the crawl's own time.
"""

from crawler.archive.clock import now, replay_at
from crawler.archive.index import ArchiveIndex
from crawler.archive.replay import ARCHIVED, FETCHED_AT, ReplayMiddleware
from crawler.archive.write import WarcWriter

__all__ = [
    "ARCHIVED",
    "FETCHED_AT",
    "ArchiveIndex",
    "ReplayMiddleware",
    "WarcWriter",
    "now",
    "replay_at",
]
