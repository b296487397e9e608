"""The views: the contract with other tools. Columns are added, never renamed."""
