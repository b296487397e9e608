"""Rules for a second article on the page: beside the first, or below it."""
