"""Authors as the visible page prints them."""
