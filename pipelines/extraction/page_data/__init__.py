"""What the page states about the article: headline, language, section, tags, images."""
