"""Commands over what is stored: one page explained, all of them read again."""
