"""The read-only web page over a database. Needs the extra ``console``."""
