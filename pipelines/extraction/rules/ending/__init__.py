"""What stands below a text's end mark: other stories, or the article itself, which goes on."""
