"""Clusters articles about the same event into stories, across outlets and URLs."""
