"""The project's ``scrapy`` commands.

Scrapy imports all of them for every command, so each imports its dependencies only when it runs.
"""
