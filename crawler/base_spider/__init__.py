"""The spider that every outlet shares: what it asks for, in which order, and how a run ends."""
