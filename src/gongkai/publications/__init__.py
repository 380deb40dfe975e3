"""The one gate out: items, reviews and approval, index numbers, the catalogue, the columns of the portal."""
