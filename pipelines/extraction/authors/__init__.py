"""Authors of the article: bylines, sign-offs, agency marks."""
