"""WARC archives: write what was fetched, replay it instead of the network.

``WarcWriter`` makes files, ``ArchiveIndex`` finds what files hold, ``ReplayMiddleware`` answers
requests from them, ``ArchiveMiddleware`` writes what a live crawl receives, ``check`` tries the
settings before a crawl, ``now`` is the crawl's own time.
"""

from crawler.archive.check import check
from crawler.archive.clock import now, replay_at
from crawler.archive.index import ArchiveIndex
from crawler.archive.recording import FINISH_REASON, ArchiveError, ArchiveMiddleware
from crawler.archive.replay import ARCHIVED, FETCHED_AT, NOT_ARCHIVED, ReplayMiddleware
from crawler.archive.warc_writer import WarcWriter

__all__ = [
    "ARCHIVED",
    "FETCHED_AT",
    "FINISH_REASON",
    "NOT_ARCHIVED",
    "ArchiveError",
    "ArchiveIndex",
    "ArchiveMiddleware",
    "ReplayMiddleware",
    "WarcWriter",
    "check",
    "now",
    "replay_at",
]
