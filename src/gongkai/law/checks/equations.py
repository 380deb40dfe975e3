"""The equations of the form (勾稽关系): data of the format, run by one function."""

from collections.abc import Iterator

from gongkai.law.checks.findings import Finding, Held, Level, Remark, Side, Sides, Term, Unjudged
from gongkai.law.checks.registry import check
from gongkai.law.facts import ReportFact
from gongkai.law.figures import Address, Number, State, address, parts, plain
from gongkai.law.formats import Equation, Format, Instance, by_key

_SHORT = {"received": "第一项", "carried_in": "第二项", "closed_total": "第三项（七）总计", "carried_out": "第四项"}

_SIDES = {
    "t3.balance": ("第一项加第二项", "第三项加第四项"),
    "t3.results": ("（七）总计", "各项办理结果相加"),
    "t3.total": ("总计", "六类申请人相加"),
    "t4.total": ("总计", "四种结果相加"),
}


@check(
    "t3.balance",
    level=Level.ERROR,
    title="表三每一列：第一项加第二项，等于第三项加第四项",
    source="年度报告格式，表三左上角印明的勾稽关系",
)
@check(
    "t3.results",
    level=Level.ERROR,
    title="表三每一列：（七）总计等于各项办理结果之和",
    source="年度报告格式，表三“（七）总计”一行",
)
@check(
    "t3.total",
    level=Level.ERROR,
    title="表三每一行：总计等于六类申请人之和",
    source="年度报告格式，表三“总计”一列",
)
@check(
    "t4.total",
    level=Level.ERROR,
    title="表四每一组：总计等于四种结果之和",
    source="年度报告格式，表四“总计”一列",
)
def equations_of_the_form_hold(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """Each printed or implied equation in each place. Cells without a number leave it unjudged, never wrong."""
    form = by_key(report.format_key)
    broken: list[Instance] = []
    sound: set[Address] = set()
    for instance in form.instances():
        instance = _as_printed(report, instance)
        cells = (*instance.left, *instance.right)
        if not any(cell in report.figures for cell in cells):
            continue
        lacking = tuple(cell for cell in cells if report.value(cell) is None)
        code = instance.equation.code
        if lacking:
            yield Unjudged(code, instance.place, _lack(form, report, lacking), lacking)
        elif _sum(report, instance.left) == _sum(report, instance.right):
            sound.update(cells)
            yield Held(code, instance.place)
        else:
            broken.append(instance)
    yield from _findings(form, report, broken, sound)


def _as_printed(report: ReportFact, instance: Instance) -> Instance:
    """A report of the 2021 format that prints （六）其他处理 as one row, as in 2019, is summed with that row."""
    column = parts(instance.right[0])[2]
    group = address("t3", "otherwise", column)
    rows = [cell for cell in instance.right if cell.startswith("t3/otherwise.")]
    if not rows or report.value(group) is None or any(report.value(cell) is not None for cell in rows):
        return instance
    right = (*(cell for cell in instance.right if cell not in rows), group)
    return Instance(instance.equation, instance.place, instance.left, right)


def _sum(report: ReportFact, cells: tuple[Address, ...]) -> Number:
    total: Number = 0
    for cell in cells:
        total += report.value(cell) or 0
    return total


def _findings(form: Format, report: ReportFact, broken: list[Instance], sound: set[Address]) -> Iterator[Finding]:
    """One finding for each cell whose mending alone would mend all the equations it stands in; then one for each
    equation left."""
    rest = list(broken)
    while True:
        cell, mended, value = _one_cause(report, rest, sound)
        if cell is None:
            break
        rest = [instance for instance in rest if instance not in mended]
        yield _finding(form, report, mended, cell, value)
    for instance in rest:
        yield _finding(form, report, [instance], None, None)


def _one_cause(
    report: ReportFact, broken: list[Instance], sound: set[Address]
) -> tuple[Address | None, list[Instance], Number | None]:
    """The cell that explains the most broken equations (two at least) with one and the same right value."""
    best: tuple[Address | None, list[Instance], Number | None] = (None, [], None)
    standing: dict[Address, list[Instance]] = {}
    for instance in broken:
        for cell in (*instance.left, *instance.right):
            standing.setdefault(cell, []).append(instance)
    for cell, instances in standing.items():
        if len(instances) <= max(1, len(best[1])) or cell in sound:
            continue
        needed = {_needed(report, instance, cell) for instance in instances}
        value = needed.pop()
        if not needed and value >= 0:
            best = (cell, instances, value)
    return best


def _needed(report: ReportFact, instance: Instance, cell: Address) -> Number:
    """The value that would make the equation hold."""
    excess = _sum(report, instance.left) - _sum(report, instance.right)
    now = report.value(cell) or 0
    return now - excess if cell in instance.left else now + excess


def _finding(
    form: Format, report: ReportFact, instances: list[Instance], cause: Address | None, value: Number | None
) -> Finding:
    sides = tuple(_sides(form, report, instance) for instance in instances)
    cells = tuple(dict.fromkeys(cell for instance in instances for cell in (*instance.left, *instance.right)))
    first = sides[0]
    if cause is None or value is None:
        one, other = _SIDES[first.code]
        message = (
            f"{first.place}不平：{one}是{plain(first.left.total)}，{other}是{plain(first.right.total)}，"
            f"差{plain(first.difference)}。"
        )
        return Finding(first.code, Level.ERROR, cells, first.place, message, _remedy(instances[0].equation), sides)
    place = form.label(cause)
    now = plain(report.value(cause) or 0)
    message = f"{place}是{now}，{len(sides)}项核对因此不平；改为{plain(value)}，各项都相符。"
    remedy = f"请对照原始记录核对这一格：若确为{plain(value)}，更正并说明改前{now}、改后{plain(value)}；若{now}无误，再逐项核对相加的各格。"
    return Finding(first.code, Level.ERROR, (cause, *(c for c in cells if c != cause)), place, message, remedy, sides)


def _remedy(equation: Equation) -> str:
    if equation.code == "t3.balance":
        return "请核对这一列的第一项、第二项、“（七）总计”和第四项，或打开各格查看所计的申请。"
    if equation.code == "t3.results":
        return "请核对“（七）总计”和这一列的各项办理结果，或打开各格查看所计的申请。"
    if equation.code == "t3.total":
        return "请核对这一行六类申请人的数和总计，或打开各格查看所计的申请。"
    return "请核对这一组的四种结果和总计，或打开各格查看所计的案件。"


def _sides(form: Format, report: ReportFact, instance: Instance) -> Sides:
    return Sides(
        instance.equation.code,
        instance.place,
        _side(form, report, instance, instance.left),
        _side(form, report, instance, instance.right),
    )


def _side(form: Format, report: ReportFact, instance: Instance, cells: tuple[Address, ...]) -> Side:
    terms = tuple(Term(_name(form, instance, cell), report.value(cell) or 0, cell) for cell in cells)
    return Side(terms, _sum(report, cells))


def _name(form: Format, instance: Instance, cell: Address) -> str:
    """A row's name where a column is added up, a column's name where a row is."""
    _, row, column = parts(cell)
    if instance.equation.scope == "t3.column":
        label = next((entry.label for entry in form.rows if entry.key == row), row)
        return _SHORT.get(row, label.split("（区分")[0])
    return next(entry.label for entry in (*form.columns, *form.results) if entry.key == column)


def _lack(form: Format, report: ReportFact, cells: tuple[Address, ...]) -> str:
    words = {
        State.BLANK: "空着",
        State.MISSING: "原文没有",
        State.UNREADABLE: "认不出",
        State.AMBIGUOUS: "有几种读法",
    }
    figure = report.figures.get(cells[0])
    text = f"{form.label(cells[0])}{words.get(figure.state, '没有数') if figure else '没有给出'}"
    return text if len(cells) == 1 else f"{text}等{len(cells)}格没有数"
