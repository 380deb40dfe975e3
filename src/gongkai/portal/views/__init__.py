"""The pages of the public side, split by noun."""
