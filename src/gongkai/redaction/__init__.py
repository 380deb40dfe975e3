"""遮盖: a file re-made so that nothing lies under its bars, and the proof of it. No database, no network."""
