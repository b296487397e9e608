"""From bytes to blocks: parse the page, cut it into blocks, find the main content."""
