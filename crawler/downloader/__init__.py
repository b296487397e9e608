"""Fetching over the network: connections, throttling, robots.txt, redirects, decompression."""
