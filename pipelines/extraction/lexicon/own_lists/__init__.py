"""What announces a list of the article's own: the end of a sentence, the name of a list."""
