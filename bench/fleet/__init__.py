"""Fleet test: three machines, many outlets, one PostgreSQL, and many faults."""
