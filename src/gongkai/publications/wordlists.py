"""Reading a word list that an office keeps as CSV or Excel: heads in Chinese, a row for each wording; every problem told by row."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.files.kinds import kind_of
from gongkai.law.errors import NotAcceptable
from gongkai.publications.actions.words import WordTold
from gongkai.publications.queries.words import KINDS

HEADS = ("类别", "不用的写法", "改成", "理由", "必须改")
MOST_ROWS = 20_000
_KINDS = {label: value for value, label in KINDS} | {
    "领导": "leader",
    "姓名": "leader",
    "地名": "place",
    "机关": "agency",
    "机构": "agency",
    "敏感词": "sensitive",
    "其他": "sensitive",
}
_YES, _NO = {"是", "必须", "必须改", "1", "√", "y", "yes"}, {"", "否", "0", "n", "no"}


def read_word_list(name: str, content: bytes) -> list[WordTold]:
    """The rows of the list. NotAcceptable names the first problems with their rows; then nothing is taken."""
    rows = [(number, row) for number, row in enumerate(_rows(name, content), start=1) if any(row)]
    if not rows or not {"不用的写法", "理由"} <= set(rows[0][1]):
        raise NotAcceptable(
            "words.no_heads",
            f"“{name}”的第一行没有“不用的写法”“理由”这些栏名。",
            f"请在第一行写栏名：{'、'.join(HEADS)}。",
            field="file",
        )
    heads = {head: place for place, head in enumerate(rows[0][1]) if head in HEADS}
    told, problems = [], []
    for number, row in rows[1:]:
        cells = {head: row[place] if place < len(row) else "" for head, place in heads.items()}
        kind = _KINDS.get(cells.get("类别", "") or "其他")
        must = cells.get("必须改", "").lower()
        if kind is None:
            problems.append(f"第{number}行的类别“{cells['类别'][:20]}”不认得")
        elif must not in _YES | _NO:
            problems.append(f"第{number}行的“必须改”写的是“{must[:20]}”，应当写“是”或者空着")
        elif not cells["不用的写法"]:
            problems.append(f"第{number}行没有“不用的写法”")
        else:
            told.append(WordTold(kind, cells["不用的写法"], cells["理由"], cells.get("改成", ""), must in _YES))
    if problems:
        more = "，等等" if len(problems) > 10 else ""
        raise NotAcceptable(
            "words.rows",
            f"名单里有{len(problems)}处不对：{'；'.join(problems[:10])}{more}。",
            "请改好后重新导入，这次一条也没有收。",
            field="file",
        )
    return told


def _rows(name: str, content: bytes) -> Iterator[list[str]]:
    found = kind_of(content)
    if found == "xlsx":
        yield from _of_xlsx(name, content)
    elif found == "txt":
        yield from _of_csv(content)
    else:
        raise NotAcceptable(
            "words.kind_of_file", f"“{name}”不是Excel（xlsx）或者CSV。", "请另存为xlsx或者CSV再导入。", field="file"
        )


def _of_csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    mark = "\t" if "\t" in text.partition("\n")[0] else ","
    yield from _bounded([cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark))


def _of_xlsx(name: str, content: bytes) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # a large library that most pages never need

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        yield from _bounded([_cell(value) for value in row] for row in sheet.iter_rows())
    except (CalamineError, ValueError, IndexError) as error:
        raise NotAcceptable(
            "words.broken", f"“{name}”打不开，文件可能已损坏。", "请用Excel或者WPS另存一份再导入。", field="file"
        ) from error


def _bounded(rows: Iterator[list[str]] | Any) -> Iterator[list[str]]:
    full = 0
    for row in rows:
        full += any(row)
        if full > MOST_ROWS + 1:
            raise NotAcceptable("words.too_many", f"一次最多导入{MOST_ROWS}条。", "请分成几份导入。", field="file")
        yield row


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def example() -> Sequence[Sequence[str]]:
    """A list to begin with, heads first."""
    return (HEADS, ("机关名称", "区民政局救助办", "云岭区民政局社会救助股", "区编办名录", ""))
