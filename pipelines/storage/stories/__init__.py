"""Clusters articles that tell the same story, across outlets and URLs."""
