"""Work to be done after the act: a row in the same transaction, done at least once."""
