"""The project's settings, with the extension that records what the crawl used."""

from crawler.settings import *  # noqa: F403
from crawler.settings import EXTENSIONS as PROJECT_EXTENSIONS

EXTENSIONS = {**PROJECT_EXTENSIONS, "bench.pipeline.stats.StatsFile": 0}
