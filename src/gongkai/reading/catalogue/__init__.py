"""A standard catalogue (基层政务公开标准目录) from a workbook or a CSV → its lines, and what is wrong with which. No database."""

from gongkai.reading.catalogue.sheet import CatalogueSheet, ListedElement, Problem, read_catalogue

__all__ = ["CatalogueSheet", "ListedElement", "Problem", "read_catalogue"]
