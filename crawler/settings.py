"""Every setting that differs from Scrapy's default, each with its reason."""

import os

BOT_NAME = "tinsach"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"

# Facts of the deployment, from the environment; -s wins.
DATABASE_URL = os.environ.get("DATABASE_URL", "")
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "archive")
REPLAY_WARC = os.environ.get("REPLAY_WARC", "")
REPLAY_AT = os.environ.get("REPLAY_AT", "")
EXTRACT_WORKERS = int(os.environ.get("EXTRACT_WORKERS", "0"))
ALLOW_PRIVATE_ADDRESSES = os.environ.get("ALLOW_PRIVATE_ADDRESSES", "0")
CONTACT = os.environ.get("CONTACT", "")

ITEM_PIPELINES = {
    "pipelines.stages.ExtractStage": 100,
    "pipelines.stages.StoreStage": 200,
}
DOWNLOADER_MIDDLEWARES = {
    # Nearest to the downloader: they see bytes as received, and what they answer goes no further.
    "crawler.archive.ReplayMiddleware": 1000,
    "crawler.archive.ArchiveMiddleware": 990,
}

# Outlets are few and small: one slow, steady stream each.
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DOWNLOAD_DELAY = 1.0

# Consoles that run code have no place in a nightly job.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# The spider turns every status into an outcome.
HTTPERROR_ALLOW_ALL = True
