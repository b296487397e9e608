"""The ledger: every URL ever discovered, its state, and when it is due again."""
