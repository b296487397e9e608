"""From bytes to blocks: parses the page, segments it, and locates the main content."""
