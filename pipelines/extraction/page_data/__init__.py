"""Metadata that the page states: headline, language, section, tags, images."""
