"""Canonical URLs: pure, no network."""
