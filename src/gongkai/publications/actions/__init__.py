"""The verbs of publishing, split by noun."""
