"""Figures of a report that never was: balanced as the form demands, and what its cells then show. Shares no code with the readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from gongkai.law.formats import Format, by_key

BLANK = None  # the truth of a cell that stands there without a figure
MISSING = "missing"  # the truth of a cell that is not printed

Truth = Mapping[str, int | str | None]


@dataclass
class Report:
    """A report to be printed: the numbers, what stands in each cell, and the truth a reader must come to."""

    form: Format
    body: str
    year: int
    shown: dict[str, str]
    truth: dict[str, int | str | None]
    texts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # official label → what is printed instead
    without: set[str] = field(default_factory=set)  # rows not printed
    single_otherwise: bool = False  # （六）其他处理 as one row, whatever the format
    otherwise_repeated: bool = False

    @property
    def title(self) -> str:
        return f"{self.body}{self.year}年政府信息公开工作年度报告"

    def label(self, official: str) -> str:
        return self.labels.get(official, official)


def a_report(rng: Random, key: str | None = None) -> Report:
    """Balanced figures, most of them 0 as in real reports, some large."""
    form = by_key(key or rng.choice(["2019", "2021"]))
    scale = rng.choice([3, 40, 900, 20_000])
    figures: dict[str, int] = {}
    for cell in form.table2_addresses():
        figures[cell] = 0 if rng.random() < 0.3 else rng.randrange(scale * 20)
    _table3(rng, form, figures, scale)
    for group in form.groups:
        parts = [rng.randrange(scale) if rng.random() < 0.6 else 0 for _ in form.results[:-1]]
        for result, value in zip(form.results, [*parts, sum(parts)], strict=True):
            figures[f"t4/{group.key}/{result.key}"] = value
    body = rng.choice(["示例区人民政府", "测试市水务局", "样本县河口镇人民政府", "示范高新技术产业开发区管理委员会"])
    return Report(
        form,
        body,
        rng.choice([2019, 2020, 2021, 2023, 2024, 2025]),
        {cell: str(value) for cell, value in figures.items()},
        dict(figures),
        _texts(),
    )


def _table3(rng: Random, form: Format, figures: dict[str, int], scale: int) -> None:
    columns = [column.key for column in form.columns[:-1]]
    rows = [row.key for row in form.counted_rows()]
    for column in columns:
        busy = rng.random() < (0.95 if column == "natural_person" else 0.4)
        leaves = {row.key: rng.randrange(scale) if busy and rng.random() < 0.5 else 0 for row in form.leaves()}
        closed, open_ = sum(leaves.values()), rng.randrange(scale) if busy else 0
        carried = min(rng.randrange(scale), closed + open_)
        own = {**leaves, "closed_total": closed, "carried_out": open_, "carried_in": carried}
        own["received"] = closed + open_ - carried
        for row in rows:
            figures[f"t3/{row}/{column}"] = own[row]
    for row in rows:
        figures[f"t3/{row}/total"] = sum(figures[f"t3/{row}/{column}"] for column in columns)


def _texts() -> dict[int, tuple[str, ...]]:
    return {
        1: (
            "本年度按照《中华人民共和国政府信息公开条例》的要求开展工作。",
            "（一）主动公开。通过门户网站公开各类信息1136条。",
            "（五）监督保障。对各单位开展工作考核、社会评议，没有需要追究责任的情形。",
        ),
        5: ("公开的深度还不够，将继续加以改进。",),
        6: ("本年度未收取信息处理费。",),
    }


def leave_blank(report: Report, rng: Random, signs: tuple[str, ...], share: float = 0.06) -> None:
    """Some zeros are printed as nothing, or as a sign for none: the truth of those cells is blank."""
    for cell, value in report.truth.items():
        if value == 0 and rng.random() < share:
            report.shown[cell] = rng.choice(signs)
            report.truth[cell] = BLANK


def dress(report: Report, rng: Random, ways: tuple[str, ...], share: float = 0.3) -> None:
    """Some numbers are printed in another dress; their truth stays."""
    for cell, value in report.truth.items():
        if isinstance(value, int) and rng.random() < share:
            report.shown[cell] = rng.choice(ways).format(value, wide=wide(str(value)))


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def print_wrong(report: Report, rng: Random) -> str:
    """One figure is printed wrong by the body itself: the truth is what is printed."""
    cell = rng.choice([cell for cell, value in report.truth.items() if isinstance(value, int) and cell[:2] != "t2"])
    report.truth[cell] = int(str(report.truth[cell])) + rng.randrange(1, 9)
    report.shown[cell] = str(report.truth[cell])
    return cell


def drop_rows(report: Report, rng: Random, count: int = 2) -> None:
    """Rows that the body left out: their cells are missing."""
    keys = [row.key for row in report.form.leaves()] + ["compulsion", "rules"]
    for key in rng.sample(keys, count):
        report.without.add(key)
        for cell in report.truth:
            if f"/{key}/" in cell:
                report.truth[cell] = MISSING


def print_one_row_of_otherwise(report: Report, rng: Random) -> None:
    """A new report that prints （六）其他处理 in one row, as the old form does."""
    if report.form.key == "2019":
        return
    report.single_otherwise = True
    rows = [row.key for row in report.form.rows if row.key.startswith("otherwise.")]
    for column in report.form.columns:
        value = sum(int(str(report.truth[f"t3/{row}/{column.key}"])) for row in rows)
        for row in rows:
            report.truth[f"t3/{row}/{column.key}"] = MISSING
        report.truth[f"t3/otherwise/{column.key}"] = value
        report.shown[f"t3/otherwise/{column.key}"] = str(value)


MISPRINTS = {
    "5.属于三类内部事务信息": "5.属于三类内容事务信息",
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，只计这一情况，不计其他情形）",
    "1.属于国家秘密": "1、属于国家 秘密",
    "（七）总计": "（七）合计",
    "行政处罚": "⾏政处罚",
    "行政规范性文件": "规范性文件",
    "规范性文件": "行政规范性文件",
    "3.危及“三安全一稳定”": '3.危及"三安全一稳定"',
    "四、结转下年度继续办理": "四、结转下年度继续办理数量",
    "6.属于四类过程性信息": "6．属于四类过程性信息",
    "3.其他": "3、其他",
    "1.信访举报投诉类申请": "1.信访投诉举报类申请",
    "一、本年新收政府信息公开申请数量": "一、本年新收政府信息公开申请数",
    "总计": "合计",
}


def misprint(report: Report, rng: Random, count: int = 4) -> None:
    for label in rng.sample(sorted(MISPRINTS), count):
        report.labels[label] = MISPRINTS[label]
