"""The verbs of the life of a document, split by noun. Doors import them from here."""
