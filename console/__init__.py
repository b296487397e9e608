"""The read-only web console of a database. Needs the extra ``console``."""
