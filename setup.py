"""Shim for ``scrapyd-deploy``, which calls ``setup.py bdist_egg``; metadata: pyproject.toml."""

from setuptools import setup

setup()
