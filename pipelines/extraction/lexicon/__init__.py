"""Word lists and phrases by language, shared by rules and classifier."""
