"""Catalogues as offices make them: a title over a head of two rows, merged cells, ticks, boxes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

UPPER = [
    "序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", None, "公开方式", None, "公开层级", None,
]  # fmt: skip
LOWER = [
    None, "一级事项", "二级事项", None, None, None, None, None,
    "全社会", "特定群众\n（请写明）", "主动", "依申请公开", "县级", "乡级",
]  # fmt: skip
BASIS = "《中华人民共和国政府信息公开条例》"
BOXES = "■政府网站    □政府公报\n□两微一端    □发布会/听证会\n■公开查阅点   □其他____"


def a_row(number: Any = 1, name: str = "配租结果", **changes: Any) -> list[Any]:
    told = {
        "number": number, "first": "配给管理", "second": "申请和分配", "name": name, "basis": BASIS,
        "limit": "信息形成或者变更之日起20个工作日内", "body": "区住建局", "carriers": BOXES, "everyone": "√", "audience": None,
        "proactive": "√", "on_application": None, "county": "√", "township": None, **changes,
    }  # fmt: skip
    return list(told.values())


def a_catalogue(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    title: str = "保障性住房领域基层政务公开标准目录",
    upper: Sequence[Any] = UPPER,
    lower: Sequence[Any] | None = LOWER,
    merged: Sequence[str] = (),
    sheet: str = "保障性住房",
) -> Path:
    """The file, its head merged as offices merge it. merged: ranges of the body, such as `B4:B5`."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.append([title])
    page.append(list(upper))
    heads = []
    if lower is not None:
        page.append(list(lower))
        for column, (over, under) in enumerate(zip(upper, lower, strict=True)):
            letter = page.cell(2, column + 1).column_letter
            if over and not under:
                heads.append(f"{letter}2:{letter}3")
            elif over and under and column + 1 < len(upper) and upper[column + 1] is None:
                heads.append(f"{letter}2:{page.cell(2, column + 2).column_letter}2")
    for row in rows:
        page.append(list(row))
    for span in [f"A1:{page.cell(2, len(upper)).column_letter}1", *heads, *merged]:
        page.merge_cells(span)
    book.save(path)
    return path
