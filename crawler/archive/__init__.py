"""WARC archives: record responses, replay them instead of using the network.

``WarcWriter`` writes files, ``ReplayIndex`` indexes them, ``ReplayMiddleware`` serves responses
from them, ``RecordingMiddleware`` records the responses of a live crawl, ``check`` validates the
settings before a crawl, ``now`` is the crawl's current time.
"""

from crawler.archive.check import check
from crawler.archive.clock import now, replay_at
from crawler.archive.index import ReplayIndex
from crawler.archive.recording import FINISH_REASON, ArchiveError, RecordingMiddleware
from crawler.archive.replay import ARCHIVED, FETCHED_AT, NOT_ARCHIVED, ReplayMiddleware
from crawler.archive.warc_writer import WarcWriter

__all__ = [
    "ARCHIVED",
    "FETCHED_AT",
    "FINISH_REASON",
    "NOT_ARCHIVED",
    "ArchiveError",
    "RecordingMiddleware",
    "ReplayIndex",
    "ReplayMiddleware",
    "WarcWriter",
    "check",
    "now",
    "replay_at",
]
