"""Status of the outlets: was the night good, what is silent, what has changed."""
