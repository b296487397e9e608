"""Hashes, shingles and fingerprints of texts: pure, no SQL."""
