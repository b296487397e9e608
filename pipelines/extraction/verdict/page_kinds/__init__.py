"""Pages of an unknown site that are no articles, each told by two signs or more."""
