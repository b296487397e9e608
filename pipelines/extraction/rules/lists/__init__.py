"""Lists of other articles: their labels, their boxes, and their items."""
