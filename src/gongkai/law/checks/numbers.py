"""How figures are written: blanks, missing rows, signs that are not plain whole numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.checks.findings import Finding, Level, Remark
from gongkai.law.checks.registry import check
from gongkai.law.facts import Passage, ReportFact
from gongkai.law.figures import Address, State, parts, plain
from gongkai.law.formats import Format, by_key

_SIGNED = {"items_change"}
_FRACTIONAL = {"amount"}


@check(
    "numbers.blank",
    level=Level.WARNING,
    title="没有发生的写0，不留空格",
    source="年度报告填报惯例：各格填数，没有的填0",
)
def no_cell_is_blank(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """A blank is neither zero nor missing: the sums it stands in are not judged."""
    form = by_key(report.format_key)
    cells = _in_state(report, State.BLANK)
    if cells:
        all_blank = len(cells) == len(form.addresses())
        which = "三张表的格子全都空着" if all_blank else f"{_places(form, cells)}空着"
        remedy = "请填上实际的数；没有发生的填0。空格不当作0，与它有关的核对都没有判断。"
        yield Finding("numbers.blank", Level.WARNING, cells, _places(form, cells), f"{which}。", remedy)


@check(
    "numbers.missing",
    level=Level.WARNING,
    title="格式规定的行和列都在",
    source="年度报告格式，表二、表三、表四",
)
def no_row_is_missing(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Rows of the format which the report does not print."""
    form = by_key(report.format_key)
    cells = _in_state(report, State.MISSING)
    group = tuple(cell for cell in cells if cell.startswith("t3/otherwise."))
    if group and any(cell.startswith("t3/otherwise/") for cell in report.figures):
        cells = tuple(cell for cell in cells if cell not in group)
        message = "表三「（六）其他处理」印成一行，是2019年格式；现行格式分三行：逾期不补正、逾期未缴费、其他。"
        remedy = "请按国办公开办函〔2021〕30号的格式分三行填报；核对总计时按印出的一行计算。"
        yield Finding("numbers.missing", Level.WARNING, group, "表三「（六）其他处理」", message, remedy)
    if cells:
        place = _rows(form, cells)
        remedy = "请按格式补上这些行，没有发生的填0；如果是抄录时漏了，请核对原件。"
        yield Finding("numbers.missing", Level.WARNING, cells, place, f"{place}在原文里找不到。", remedy)


@check(
    "numbers.unread",
    level=Level.NOTE,
    title="每一格都读得准",
    source="本程序的读法：没有把握的不当作数",
)
def every_cell_was_read(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Cells that hold signs which could not be read, or could be read in more ways than one."""
    form = by_key(report.format_key)
    cells = _in_state(report, State.UNREADABLE) + _in_state(report, State.AMBIGUOUS)
    if cells:
        message = f"{_places(form, cells)}没有读准，不替原文填数，与它有关的核对都没有判断。"
        remedy = "请对照原件；能取得网页、Word或PDF原件的，请换那一份再核对。"
        yield Finding("numbers.unread", Level.NOTE, cells, _places(form, cells), message, remedy)


@check(
    "numbers.value",
    level=Level.WARNING,
    title="件数是不小于0的整数；只有增减可为负，金额可有小数",
    source="年度报告填报惯例；2019年格式“本年增/减”可为负，金额以万元计可有小数",
)
def counts_are_whole_and_not_negative(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    form = by_key(report.format_key)
    wrong: list[Address] = []
    for cell, figure in report.figures.items():
        column = parts(cell)[2]
        value = figure.value
        if value is None:
            continue
        negative = value < 0 and column not in _SIGNED
        fraction = isinstance(value, Decimal) and value != value.to_integral_value() and column not in _FRACTIONAL
        if negative or fraction:
            wrong.append(cell)
    if wrong:
        cells = tuple(wrong)
        shown = "、".join(f"{form.label(cell)}是{plain(report.figures[cell].value or 0)}" for cell in cells[:3])
        message = f"{shown}{f'等{len(cells)}格' if len(cells) > 3 else ''}，件数应是不小于0的整数。"
        remedy = "请对照原始记录更正；如果小数点是千位分隔的误写，请去掉。"
        yield Finding("numbers.value", Level.WARNING, cells, _places(form, cells), message, remedy)


_FORMS = (
    ("用了千位分隔的逗号", re.compile(r"\d[,，]\d|[０-９][,，][０-９]")),
    ("用了全角数字", re.compile("[０-９]")),
    ("数字前后带有空格", re.compile(r"^[\s\u00a0\u3000]+\S|\S[\s\u00a0\u3000]+$")),
    ("带了单位", re.compile(r"[件条项宗元%％]")),
    ("写了负数", re.compile(r"^\s*[-－−]\s*\d")),
)


@check(
    "numbers.form",
    level=Level.WARNING,
    title="数字写成不带分隔、不带空格和单位的阿拉伯数字",
    source="年度报告填报惯例：新报告不用千位分隔",
)
def figures_are_plain_digits(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """One finding for all of a report: they were typed in the same manner. None of them changes a value."""
    form = by_key(report.format_key)
    found = [
        (words, [cell for cell, raw in report.printed.items() if pattern.search(raw)]) for words, pattern in _FORMS
    ]
    cells = tuple(dict.fromkeys(cell for _, some in found for cell in some))
    if not cells:
        return
    told = []
    for words, some in found:
        if some:
            raws = "、".join(dict.fromkeys(f"“{report.printed[cell].strip()}”" for cell in some[:3]))
            told.append(f"{words}{len(some)}格（如{raws}）")
    message = f"{'；'.join(told)}。数值没有读错，核对时已经换算。"
    remedy = "新报告请只写数字，不带逗号、空格和单位；负数只用于“本年增/减”，请核实确是减少。"
    yield Finding("numbers.form", Level.WARNING, cells, _places(form, cells), message, remedy)


_DOCUMENT_NUMBER = re.compile(r"[【\[［(（][\s\u00a0]*(?:19|20)\d\d[\s\u00a0]*[】\]］)）][\s\u00a0]*\d+[\s\u00a0]*号")


@check(
    "numbers.document_number",
    level=Level.WARNING,
    title="发文字号的年份用六角括号〔〕括入",
    source="GB/T 9704—2012“发文字号”：年份用六角括号“〔〕”括入",
)
def document_numbers_use_their_brackets(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    passages = tuple(
        Passage(match.group(), section.number)
        for section in report.sections
        for match in _DOCUMENT_NUMBER.finditer(section.text)
    )
    if passages:
        shown = "、".join(f"“{passage.quote}”" for passage in passages[:3])
        message = f"发文字号的写法不合规范：{shown}。"
        remedy = "年份请用六角括号〔〕括入，例如“政办〔2020〕7号”。"
        place = f"第{'一二三四五六'[max(passages[0].section, 1) - 1]}部分"
        yield Finding("numbers.document_number", Level.WARNING, (), place, message, remedy, passages=passages)


def _in_state(report: ReportFact, state: State) -> tuple[Address, ...]:
    return tuple(cell for cell, figure in report.figures.items() if figure.state is state)


def _places(form: Format, cells: tuple[Address, ...]) -> str:
    """Up to three cells by name; of more, the rows they stand in."""
    if len(cells) <= 3:
        return "、".join(form.label(cell) for cell in cells)
    return f"{_rows(form, cells)}，共{len(cells)}格"


def _rows(form: Format, cells: tuple[Address, ...]) -> str:
    rows = tuple(dict.fromkeys(form.label(cell).split("」")[0] + "」" for cell in cells))
    return "、".join(rows[:3]) + (f"等{len(rows)}行" if len(rows) > 3 else "")
