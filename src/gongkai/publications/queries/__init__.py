"""Reading what is published, split by who reads it."""
