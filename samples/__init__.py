"""One small archive per outlet: invented articles in the outlet's real structure."""
