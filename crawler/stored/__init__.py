"""Commands over stored pages: explain one, re-extract all."""
