"""What a site under load consists of: what it shows, and who asks for it."""
