"""Bytes of a feed, sitemap, listing or robots.txt in; candidates and further sources out. Pure.

lxml reads every form of XML and HTML here: in recovery mode, without DTD, entities or network, it
goes on after errors, and it is fast. feedparser was tried in thought and left: it is many times
slower, keeps a large feed in memory several times over, and follows its own guess of the encoding.
Scrapy's and w3lib's sitemap readers give neither titles nor publication dates, and stop at the
first damage. The one weakness of lxml is that it believes a wrong declaration, so the bytes are
decoded before it sees them (``decode``).
"""

from crawler.discovery.encoding import to_text, unpack
from crawler.discovery.feeds import read_feed
from crawler.discovery.listing import MAX_LINKS, read_listing
from crawler.discovery.results import MAX_ENTRIES, Found
from crawler.discovery.text_formats import read_robots

__all__ = [
    "MAX_ENTRIES",
    "MAX_LINKS",
    "Found",
    "read_feed",
    "read_listing",
    "read_robots",
    "to_text",
    "unpack",
]
