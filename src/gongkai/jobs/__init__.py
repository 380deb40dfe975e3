"""Timed work and work after acts: takes jobs from the outbox and does them. A door: it calls actions and queries."""
