"""What readers ask of a database: exports, searches with passages, the pages of the console."""
