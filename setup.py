"""Shim for ``scrapyd-deploy``, which calls ``setup.py bdist_egg``; metadata is in pyproject.toml."""

from setuptools import setup

setup()
