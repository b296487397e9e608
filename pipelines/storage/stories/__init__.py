"""Clustering: the same story across outlets and addresses."""
