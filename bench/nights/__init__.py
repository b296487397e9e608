"""Simulates nights of generated outlets, crawls them for real, and compares the results."""
