"""Scrapy settings that differ from the defaults, each with its reason."""

import os

BOT_NAME = "tinsach"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
TEMPLATES_DIR = os.path.join(os.path.dirname(__file__), "templates")  # of scrapy genspider  # noqa: PTH118, PTH120
COMMANDS_MODULE = "crawler.commands"

# Deployment facts, from the environment; -s wins.
DATABASE_URL = os.environ.get("DATABASE_URL", "")
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "archive")
REPLAY_WARC = os.environ.get("REPLAY_WARC", "")
REPLAY_AT = os.environ.get("REPLAY_AT", "")
# One worker process: a page, feed or listing that takes too much time or memory kills the worker,
# not the crawl, which would ignore signals meanwhile.
EXTRACT_WORKERS = os.environ.get("EXTRACT_WORKERS", "1")
ALLOW_PRIVATE_ADDRESSES = os.environ.get("ALLOW_PRIVATE_ADDRESSES", "0")
# Private addresses that are allowed nevertheless, such as "10.0.0.1:3128" for a proxy.
ALLOW_ADDRESSES = os.environ.get("ALLOW_ADDRESSES", "")
CONTACT = os.environ.get("CONTACT", "")
# Where alerts go: Apprise URLs and file:///path, separated by spaces.
NOTIFY_URLS = os.environ.get("NOTIFY_URLS", "")
# Metrics of each outlet for Prometheus's node_exporter, written at the end of each run.
METRICS_FILE = os.environ.get("METRICS_FILE", "")
# json: one object per line.
LOG_FORMAT = os.environ.get("LOG_FORMAT") or "%(asctime)s [%(name)s] %(levelname)s: %(message)s"
LOG_JSON = False  # set from LOG_FORMAT, which Scrapy takes for a pattern
if LOG_FORMAT == "json":
    LOG_FORMAT, LOG_JSON = "%(message)s", True
# Outlets that must run, separated by commas; empty for all that ever ran.
EXPECTED_OUTLETS = os.environ.get("EXPECTED_OUTLETS", "")

ITEM_PIPELINES = {
    "pipelines.stages.ExtractionPipeline": 100,
    "pipelines.stages.StoragePipeline": 200,
}
# All components are in one list, and Scrapy's own lists are empty: Scrapy loads even components
# that are disabled with None, and with them an HTTP client, a web server and all of TLS.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    # Scrapy's own take an unreachable robots.txt as permission, accept half a gzip stream as a
    # page, retry at once, follow the refresh of a page that only reloads itself, and allow every
    # subdomain; these replace them.
    "crawler.downloader.redirects.OffsiteMiddleware": 50,
    "crawler.downloader.robots_txt.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": 300,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawler.downloader.backoff.BackOffMiddleware": 550,
    "crawler.downloader.meta_refresh.MetaRefreshMiddleware": 580,
    "crawler.downloader.decompression.DecompressionMiddleware": 590,
    "crawler.downloader.redirects.StrictRedirectMiddleware": 600,
    "crawler.downloader.cookies.LazyCookiesMiddleware": 700,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
    # Closest to the downloader: they see bytes as received, and their responses pass all others.
    "crawler.archive.RecordingMiddleware": 990,
    "crawler.archive.ReplayMiddleware": 1000,
}
# The spider's callbacks do what these would: every status becomes an outcome, traps and long URLs
# are recognised (base_spider.url_traps), and no referer is sent.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
# Likewise: no consoles that run code in a nightly job.
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    # Scrapy's AutoThrottle undercuts a Crawl-delay; ours does not.
    "crawler.downloader.throttle.Throttle": 0,
    # Scrapy's LogStats counts requests per minute and knows no total.
    "crawler.progress.Progress": 0,
    "crawler.crawl_summary.CrawlSummary": 0,
    "crawler.nightly.log_format.LogFormat": 0,
    "crawler.program_errors.ProgramErrors": 0,
    "crawler.suspicion_pause.SuspicionPause": 0,
}

# Scrapy creates 100 tasks for every response. Ours yields one page, which waits for extraction and
# storage, and requests, which do not.
CONCURRENT_ITEMS = 4
# Bytes of pages that may wait for the store. Scrapy's 5 MB are ten large pages, and some pages are
# held until they are known not to be notices.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000

# First in, first out: by default Scrapy's queue is last in, first out.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# Outlets are few and small: one slow, steady stream each.
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DOWNLOAD_DELAY = 1.0

ROBOTSTXT_USER_AGENT = "tinsach"
ROBOTSTXT_TIMEOUT = 20.0
ROBOTSTXT_RETRY_AFTER = 60.0  # while it cannot be read, nothing of the host is fetched
CRAWL_DELAY_MAX = 60.0  # longer delays would amount to a ban; robots.txt has a line for that
LOG_LEVEL = "INFO"  # DEBUG logs two lines per page: a backfill would fill the disk

# A failing host is left alone: for 2 s, 4 s, ... up to a minute; for a Retry-After up to five
# minutes. After twelve failures in a row, retries not counted, the run gives up on it.
RETRY_TIMES = 2
RETRY_EXCEPTIONS = [  # Scrapy's, without an exception that needs TLS loaded
    "scrapy.exceptions.CannotResolveHostError",
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectError",
    "twisted.internet.error.ConnectionLost",
    "crawler.downloader.errors.IncompleteBodyError",
    "crawler.downloader.errors.TunnelRefused",
    OSError,
]
BACKOFF_START = 2.0
BACKOFF_MAX = 60.0
BACKOFF_FAILURES = 12
RETRY_AFTER_MAX = 300.0

# Limits per page. Scrapy's are 3 minutes and 1 GiB; the size counts before and after decompression,
# the time is that of the whole download.
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
REDIRECT_MAX_TIMES = 10

# No access beyond the web or into this machine. The handler connects to public addresses only; the
# resolver supports IPv6 as well.
DOWNLOAD_HANDLERS = {
    "http": "crawler.downloader.lazy_handler.LazyDownloadHandler",
    "https": "crawler.downloader.lazy_handler.LazyDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"
