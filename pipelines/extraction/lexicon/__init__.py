"""Word lists and phrases by language that rules and classifier share."""
