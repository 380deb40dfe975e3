"""The index of Chinese text: overlapping bigrams, SQLite's FTS5 or PostgreSQL's GIN behind one port."""
