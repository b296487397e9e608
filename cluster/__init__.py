"""Runs work beyond one process; one module per engine."""
