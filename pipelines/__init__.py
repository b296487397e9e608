"""What a page becomes and where it goes: extraction (pure) and storage (SQL)."""
