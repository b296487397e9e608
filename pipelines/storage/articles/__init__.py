"""How a batch of articles is saved, and each page's outcome decided."""
