"""Sentences the figures themselves suggest for parts 一、五、六, so that the text starts out equal to the tables."""

from collections.abc import Mapping

from gongkai.annualreports.models import AnnualReport
from gongkai.annualreports.queries import Cell
from gongkai.law.figures import Address, Number, plain
from gongkai.law.formats import by_key
from gongkai.supervision import queries as supervision

_GROUPS = (
    ("granted", "予以公开"),
    ("granted_in_part", "部分公开"),
    ("refused", "不予公开"),
    ("unavailable", "无法提供"),
    ("not_taken_up", "不予处理"),
    ("otherwise", "其他处理"),
)


def suggested_sentences(report: AnnualReport, cells: Mapping[Address, Cell]) -> dict[str, list[str]]:
    """Field (overview, problems, other_matters) → sentences whose numbers are those of the tables."""
    return {
        "overview": [_applications(report, cells), _appeals(cells), _documents(report, cells), *_trainings(report)],
        "problems": ["针对上年提出的问题，本年……", "存在的主要问题：一是……；二是……", "下一步，……"],
        "other_matters": ["本年度未收取信息处理费。", "没有其他需要报告的事项。"],
    }


def _applications(report: AnnualReport, cells: Mapping[Address, Cell]) -> str:
    def total(row: str) -> Number:
        return _value(cells, f"t3/{row}/total")

    whom = "全区" if report.scope == AnnualReport.Scope.WITH_BELOW and report.agencies_counted > 1 else "本机关"
    carried = f"，上年结转{plain(total('carried_in'))}件" if total("carried_in") else ""
    text = (
        f"{whom}共收到政府信息公开申请{plain(total('received'))}件{carried}，办结{plain(total('closed_total'))}件，"
        f"结转下年度继续办理{plain(total('carried_out'))}件。"
    )
    leaves = by_key(report.format_key).leaves()
    results = []
    for key, label in _GROUPS:
        rows = [leaf.key for leaf in leaves if leaf.key == key or leaf.key.startswith(f"{key}.")]
        number = sum(total(row) for row in rows)
        if number:
            results.append(f"{label}{plain(number)}件")
    return text + (f"办结的申请中，{'、'.join(results)}。" if results else "")


def _appeals(cells: Mapping[Address, Cell]) -> str:
    reviews = _value(cells, "t4/reconsideration/total")
    suits = sum(_value(cells, f"t4/{group}/total") for group in ("lawsuit_direct", "lawsuit_after_reconsideration"))
    if not reviews and not suits:
        return "本年度没有因政府信息公开引起的行政复议和行政诉讼。"
    return f"因政府信息公开引起的行政复议{plain(reviews)}件，行政诉讼{plain(suits)}件。"


def _documents(report: AnnualReport, cells: Mapping[Address, Cell]) -> str:
    """What the register says of the year, in the words of its format."""
    columns = (
        (("made", "新制作规范性文件"), ("newly_disclosed", "新公开"), ("disclosed_total", "对外公开总数"))
        if report.format_key == "2019"
        else (("issued", "制发规范性文件"), ("repealed", "废止"), ("in_force", "现行有效"))
    )
    told = [f"{words}{plain(_value(cells, f't2/normative_documents/{column}'))}件" for column, words in columns]
    return f"{'，'.join(told)}。"


def _trainings(report: AnnualReport) -> list[str]:
    """监督保障: the trainings of the year as recorded (art. 48). Without a record nothing is offered: none may have been kept."""
    with_below = report.scope == AnnualReport.Scope.WITH_BELOW
    sums = supervision.sums_of(supervision.trainings_of(report.agency, report.year, with_below=with_below))
    if not sums.sessions:
        return []
    return [f"全年举办政府信息公开培训{sums.sessions}次、{sums.people}人次。"]


def _value(cells: Mapping[Address, Cell], cell: Address) -> Number:
    found = cells.get(cell)
    return found.value if found else 0
