"""From page to row: extraction (pure) and storage (SQL)."""

VERSION = "0.1.0"
"""Version of the package: ``pyproject.toml`` and the user agent read it here."""
