"""Parse a feed, sitemap, listing or robots.txt into candidates and further sources. Pure.

lxml parses every form of XML and HTML here: fast, in recovery mode, without DTD, entities or
network access. feedparser is many times slower, holds a large feed in memory several times over,
and guesses the encoding by itself. The sitemap parsers of Scrapy and w3lib give neither titles nor
publication dates, and stop at the first damage. lxml's one weakness is that it believes a wrong
encoding declaration, so the bytes are decoded before it sees them (``encoding``).
"""

from crawler.discovery.encoding import to_text, unpack
from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import MAX_LINKS, read_listing
from crawler.discovery.results import MAX_ENTRIES, SourceContents
from crawler.discovery.text_formats import read_robots

__all__ = [
    "MAX_ENTRIES",
    "MAX_LINKS",
    "SourceContents",
    "read_feed",
    "read_listing",
    "read_robots",
    "to_text",
    "unpack",
]
