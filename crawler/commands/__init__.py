"""The project's ``scrapy`` commands.

Scrapy imports all of them whichever is called, so each imports what it needs when it runs.
"""
