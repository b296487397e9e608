"""Repairs of the parsed page, before it is segmented."""
