"""Who did what, when, on what ground: append-only, chained."""
