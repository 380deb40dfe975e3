"""Table 2 of 2020: who declares what. The parts add up to the district's figures; its documents are counted (register.py)."""

from gongkai.law.figures import Address

Declared = dict[str, dict[Address, int]]

# address → the parts by agency code; an agency not named declares 0.
PARTS: dict[Address, dict[str, int]] = {
    "t2/licences/items_last_year": {"011": 74, "012": 88, "013": 31, "015": 62, "016": 95, "017": 24, "018": 57, "019": 28, "022": 12, "023": 40, "024": 21, "025": 14, "029": 22},
    "t2/licences/decisions": {"011": 1204, "012": 986, "013": 322, "015": 1730, "016": 6511, "017": 208, "018": 1420, "019": 977, "022": 130, "023": 402, "024": 118, "025": 166, "029": 184},
    "t2/other_services/items_last_year": {"011": 36, "012": 41, "013": 28, "015": 19, "016": 44, "017": 52, "018": 40, "019": 61, "022": 24, "023": 17, "030": 18},
    "t2/other_services/decisions": {"011": 2210, "012": 1804, "013": 1540, "015": 430, "016": 3901, "017": 4420, "018": 2106, "019": 5230, "022": 873, "023": 640, "030": 1660},
    "t2/penalties/items_last_year": {"011": 172, "012": 140, "015": 236, "016": 318, "018": 106, "023": 71, "024": 43, "029": 54},
    "t2/penalties/decisions": {"011": 12, "012": 9, "015": 68, "016": 121, "018": 14, "023": 6, "024": 3, "029": 10},
    "t2/compulsion/items_last_year": {"012": 9, "015": 22, "016": 18, "018": 6, "024": 2, "029": 4},
    "t2/compulsion/decisions": {"012": 1, "015": 9, "016": 5, "029": 1},
    "t2/charges/items_last_year": {"011": 3, "012": 4, "013": 2, "015": 2, "018": 2, "024": 2},
    "t2/charges/items_change": {"012": -1, "024": -1},
    "t2/procurement/projects": {"001": 61, "011": 44, "013": 58, "014": 9, "015": 40, "017": 15, "018": 32, "101": 11, "102": 9},
    "t2/procurement/amount": {"001": 20116, "011": 41230, "013": 22870, "014": 1150, "015": 19644, "017": 3310, "018": 12095, "101": 1603, "102": 1235},
}  # fmt: skip


def declared_by(code: str, addresses: tuple[Address, ...]) -> dict[Address, str]:
    """What the agency with that code fills in: every cell, 0 where it has nothing."""
    return {cell: str(PARTS.get(cell, {}).get(code, 0)) for cell in addresses}
