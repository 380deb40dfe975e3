"""Agencies, offices, people, posts and duties."""
