"""A list of items that were public already, to be taken over: a workbook, a CSV, or a folder with bodies and files. No database."""

from gongkai.reading.listed.items import ListedItem, Listing, Trouble, open_listing

__all__ = ["ListedItem", "Listing", "Trouble", "open_listing"]
