"""From page to database row: extraction (pure) and storage (SQL)."""

VERSION = "0.1.0"
"""Version of the package, used by ``pyproject.toml`` and the user agent."""
