"""Runs all outlets of a night; status, alerts, metrics, logs."""
