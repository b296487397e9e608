"""Nights of generated outlets, crawled for real and compared with the truth that made them."""
