"""Status of the outlets: whether the night was good, what is silent, what has changed."""
