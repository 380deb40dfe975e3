"""Which cells are counted, and which a sum is made of: the terms of every derived cell of tables 3 and 4."""

from gongkai.law.figures import Address, address, parts
from gongkai.law.formats import Format


def is_leaf(form: Format, cell: Address) -> bool:
    """A cell that is counted, neither declared nor summed."""
    return cell in form.addresses() and cell not in form.declared_addresses() and not terms_of(form, cell)


def terms_of(form: Format, cell: Address) -> tuple[Address, ...]:
    """What a sum adds up, in the order of the form; empty for a cell that is no sum.

    A total is the sum of its row; （七）总计 of one kind of applicant the sum of its column; a total of table 4 of its results.
    """
    table, row, column = parts(cell)
    if table == "t3" and column == "total":
        return tuple(address(table, row, entry.key) for entry in form.columns if entry.key != "total")
    if table == "t3" and any(entry.key == row and entry.kind == "sum" for entry in form.rows):
        return tuple(address(table, leaf.key, column) for leaf in form.leaves())
    if table == "t4" and column == "total":
        return tuple(address(table, row, entry.key) for entry in form.results if entry.key != "total")
    return ()


def sums_over(form: Format, cell: Address) -> tuple[tuple[Address, tuple[Address, ...]], ...]:
    """Every sum the cell is part of, with its terms, nearest first: a sum comes after all that it adds up."""
    found: dict[Address, tuple[Address, ...]] = {}
    reached = [cell]
    for below in reached:
        for total in form.addresses():
            if total not in found and below in terms_of(form, total):
                found[total] = terms_of(form, total)
                reached.append(total)
    return tuple(found.items())
