"""Finds and fetches pages: outlets, discovery, spiders, downloader, archive."""
