"""Complaints about disclosure and the orders to put things right; oversight of all agencies below."""
