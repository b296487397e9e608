"""Printed and structured dates: parse them, find the one of the article."""
