"""Messages out: letters, e-mail, SMS; queued through the outbox, retried, recorded."""
