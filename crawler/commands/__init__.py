"""Commands that ``scrapy`` offers inside this project."""
