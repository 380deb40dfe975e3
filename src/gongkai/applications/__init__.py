"""Disclosure on application, with the reconsiderations and lawsuits that follow."""
