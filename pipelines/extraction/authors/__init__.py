"""Who wrote the article: bylines, sign-offs, agency marks."""
