"""Trims the kept text, decides whether it is an article, and computes the confidence."""
