"""What an operator asks in the morning: was the night good, what is silent, what has changed."""
