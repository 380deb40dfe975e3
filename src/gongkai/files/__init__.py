"""Stored files: hash, type by content, size, sealed where they hold identity papers."""
