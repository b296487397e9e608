"""One module per outlet: invented articles in the structure of the outlet's real pages."""
