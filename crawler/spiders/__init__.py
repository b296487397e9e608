"""The outlets: one file each, and nothing else in this folder."""
