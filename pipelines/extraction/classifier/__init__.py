"""The block classifier: features of a block, and the probability that it is content."""
