"""Cells that a spreadsheet would run as a formula, marked as the texts they are."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """The cell; with an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
