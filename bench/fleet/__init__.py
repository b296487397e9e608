"""Three machines, many outlets, one PostgreSQL, and whatever can happen to them."""
