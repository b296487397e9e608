"""SQL building blocks that SQLite and PostgreSQL share."""
