"""The spider shared by all outlets: arguments, frontier, pagination, finish reasons."""
