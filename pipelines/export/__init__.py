"""Files that other tools read: articles as rows, in the format that a file's name asks for."""
