"""Proposes the declaration of a new outlet from its site, for a person to correct."""
