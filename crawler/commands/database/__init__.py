"""Commands for whole databases: migrate, copy, back up, restore."""
