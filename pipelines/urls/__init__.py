"""Canonical addresses: pure, no network."""
