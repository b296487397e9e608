"""Everything around the crawls of a night: all outlets, status, alerts, metrics, logs."""
