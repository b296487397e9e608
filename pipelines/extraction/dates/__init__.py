"""Parses printed and structured dates, and finds the article's."""
