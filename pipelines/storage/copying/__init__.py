"""Copies, backs up and restores whole databases."""
