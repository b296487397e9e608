"""Lists of other articles: their labels, their boxes, and what an item looks like."""
