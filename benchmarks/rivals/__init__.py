"""The plain way of doing the same work, to measure against."""
