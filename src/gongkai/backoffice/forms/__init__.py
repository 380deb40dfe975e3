"""The officers' forms."""
