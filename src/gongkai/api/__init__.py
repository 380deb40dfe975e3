"""The open door for machines: items, catalogue and reports as JSON, with a description of itself."""
