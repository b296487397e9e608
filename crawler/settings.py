"""Scrapy settings that differ from the defaults, each with its reason."""

import os

BOT_NAME = "tinsach"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
TEMPLATES_DIR = os.path.join(os.path.dirname(__file__), "templates")  # of scrapy genspider  # noqa: PTH118, PTH120
COMMANDS_MODULE = "crawler.commands"

# Facts of the deployment, from the environment; -s wins.
DATABASE_URL = os.environ.get("DATABASE_URL", "")
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "archive")
REPLAY_WARC = os.environ.get("REPLAY_WARC", "")
REPLAY_AT = os.environ.get("REPLAY_AT", "")
# One process of its own: a page, a feed or a listing that takes too much time or memory ends that
# process, and not the crawl, which would hear no signal meanwhile.
EXTRACT_WORKERS = os.environ.get("EXTRACT_WORKERS", "1")
ALLOW_PRIVATE_ADDRESSES = os.environ.get("ALLOW_PRIVATE_ADDRESSES", "0")
# Single private addresses that may be connected to all the same, as "10.0.0.1:3128": a proxy.
ALLOW_ADDRESSES = os.environ.get("ALLOW_ADDRESSES", "")
CONTACT = os.environ.get("CONTACT", "")
# Who is told when something is wrong: Apprise's addresses and file:///path, a space between.
NOTIFY_URLS = os.environ.get("NOTIFY_URLS", "")
# Numbers of each outlet for Prometheus's node_exporter, written at the end of each run.
METRICS_FILE = os.environ.get("METRICS_FILE", "")
# json: an object a line.
LOG_FORMAT = os.environ.get("LOG_FORMAT") or "%(asctime)s [%(name)s] %(levelname)s: %(message)s"
LOG_JSON = False  # made of LOG_FORMAT, which Scrapy takes for a pattern
if LOG_FORMAT == "json":
    LOG_FORMAT, LOG_JSON = "%(message)s", True
# Outlets that must have run, a comma between; empty for all that ever ran.
EXPECTED_OUTLETS = os.environ.get("EXPECTED_OUTLETS", "")

ITEM_PIPELINES = {
    "pipelines.stages.ExtractionPipeline": 100,
    "pipelines.stages.StoragePipeline": 200,
}
# All of them in one list, and Scrapy's own lists empty: a component that is taken out of those by
# None is loaded all the same, with an HTTP client, a web server and the whole of TLS behind it.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    # Scrapy's own take an unreachable robots.txt for a yes, half a gzip stream for a page, retry
    # at once, follow the refresh of a page that only reloads itself, and let every subdomain pass;
    # ours stand in their places.
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
    # Nearest to the downloader: they see bytes as received, and what they answer goes no further.
    "crawler.archive.ArchiveMiddleware": 990,
    "crawler.archive.ReplayMiddleware": 1000,
}
# The spider's own callbacks do what these would: every status becomes an outcome, traps and long
# addresses are known (base_spider.url_traps), and a page is not told which sitemap named it.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
# The same: no consoles that run code in a nightly job.
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    # Scrapy's AutoThrottle goes below a Crawl-delay; ours does not.
    "crawler.downloader.throttle.Throttle": 0,
    # Scrapy's LogStats counts requests a minute and knows no total.
    "crawler.progress.Progress": 0,
    "crawler.crawl_summary.Report": 0,
    "crawler.nightly.log_format.LogFormat": 0,
    "crawler.program_errors.ProgramErrors": 0,
    "crawler.suspicion_pause.SuspicionPause": 0,
}

# Scrapy makes as many tasks for every answer, 100 of them. Ours gives one page, which waits to be
# extracted and stored, and requests, which do not wait for it.
CONCURRENT_ITEMS = 4
# Bytes of pages that may wait for the store; Scrapy's 5 MB are ten large pages, and some are held
# until it is clear that they are no notice.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000

# First asked, first fetched: Scrapy's queue hands out the last one first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# Outlets are few and small: one slow, steady stream each.
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DOWNLOAD_DELAY = 1.0

ROBOTSTXT_USER_AGENT = "tinsach"
ROBOTSTXT_TIMEOUT = 20.0
ROBOTSTXT_RETRY_AFTER = 60.0  # while it cannot be read nothing of the host is fetched
CRAWL_DELAY_MAX = 60.0  # an absurd Crawl-delay would be a no; robots.txt has a line for that
LOG_LEVEL = "INFO"  # DEBUG has two lines per page: a backfill would fill the disk with them

# A host that fails is left alone: 2 s, 4 s, ... up to a minute; Retry-After for as long as it
# says, within five. Twelve in a row, some seven minutes, and this run asks it no more.
RETRY_TIMES = 2
RETRY_EXCEPTIONS = [  # Scrapy's, without one that is known only once TLS is loaded
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

# What one page may cost. Scrapy's limits are 3 minutes and 1 GiB; the size counts before and after
# decompression, the time is that of the whole download.
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
REDIRECT_MAX_TIMES = 10

# No way out of the web or into this machine. The handler opens connections to public addresses
# only; the resolver knows IPv6 as well.
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
