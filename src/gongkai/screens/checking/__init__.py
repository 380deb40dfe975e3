"""Checking a file for whoever asks: command line, portal, back office. No Django here, and no database.

A file from outside is read by a process of its own, bounded in time and memory (`crew`, `worker`); what comes back is
plain data.
"""
