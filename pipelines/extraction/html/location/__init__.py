"""Corrections to the main content's location: prose above the headline, one part of a whole."""
