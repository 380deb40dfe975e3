"""Open data: what is public, for programs. Nothing else has a door here."""
