"""Each address ever discovered: what came of it, and when it is due again."""
