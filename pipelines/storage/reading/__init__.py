"""Read-only queries: exports, searches with passages, the pages of the console."""
