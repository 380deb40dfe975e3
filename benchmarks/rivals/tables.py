"""Reading a report the plain way: the library's own tables, rows found by their exact label, the last numbers of the row.

`python -m benchmarks.rivals.tables FILE` prints {address: value} as JSON.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.law.formats import by_key, keys

Row = list[str]


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of every table, as pandas or pdfplumber give them."""
    if path.suffix == ".pdf":
        import pdfplumber

        with pdfplumber.open(path) as document:
            for page in document.pages:
                for table in page.extract_tables():
                    yield from ([cell or "" for cell in row] for row in table)
        return
    import pandas

    for frame in pandas.read_html(path, header=None):
        yield from ([str(cell) for cell in row] for row in frame.values.tolist())


def read(path: Path) -> dict[str, int]:
    """Every cell of table 3 and 4 whose row is labelled as the form has it."""
    found: dict[str, int] = {}
    labels = {row.label: row.key for key in keys() for row in by_key(key).counted_rows()}
    columns = [column.key for column in by_key(keys()[0]).columns]
    groups = [(group.key, result.key) for group in by_key(keys()[0]).groups for result in by_key(keys()[0]).results]
    for row in rows_of(path):
        numbers = [int(float(text)) for text in row if text.replace(".0", "").isdigit()]
        label = next((text.replace("\n", "") for text in row if text.replace("\n", "") in labels), None)
        if label and len(numbers) == len(columns):
            found.update(
                {f"t3/{labels[label]}/{column}": value for column, value in zip(columns, numbers, strict=True)}
            )
        elif len(numbers) == len(groups):
            found.update(
                {f"t4/{group}/{result}": value for (group, result), value in zip(groups, numbers, strict=True)}
            )
    return found


if __name__ == "__main__":
    try:
        print(json.dumps(read(Path(sys.argv[1]))))
    except Exception:  # the plain way gives up on what it cannot read
        print("{}")
