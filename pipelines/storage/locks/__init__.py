"""Who may write: one crawl of an outlet, one copy into a database."""
