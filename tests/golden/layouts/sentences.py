"""What the text of a report says of table 2, true or of something else, and lists as they are in life. Shares no code with the
readers."""

from random import Random

from tests.golden.layouts.figures import Report

_ISSUED = ("全区制发规范性文件{}件", "本年度制定规范性文件{}件", "全年共出台行政规范性文件{}件")
_SAYINGS = {
    "2019": {
        "t2/normative_documents/made": _ISSUED,
        "t2/licences/decisions": ("全区作出行政许可决定{}件", "各部门共作出行政许可处理决定{}件"),
        "t2/penalties/decisions": ("全年作出行政处罚决定{}件",),
        "t2/compulsion/decisions": ("作出行政强制决定{}项",),
        "t2/procurement/projects": ("实施政府集中采购项目{}个",),
    },
    "2021": {
        "t2/normative_documents/issued": _ISSUED,
        "t2/normative_documents/repealed": ("废止规范性文件{}件",),
        "t2/normative_documents/in_force": ("现行有效行政规范性文件{}件", "公开现行有效的规范性文件{}件"),
    },
}
_OF_SOMETHING_ELSE = (
    "公开行政许可类信息{}条",
    "审核规范性文件{}件",
    "清理规范性文件{}件",
    "区政府办公室制发规范性文件{}件",
    "公开行政处罚信息{}条",
    "解读政策性文件{}件",
    "区政府办公室作出行政许可决定{}件",
    "办理建议提案{}件",
)


def tell(report: Report, rng: Random, *, false: float = 0.15) -> None:
    """A paragraph of numbers: some are those of table 2, a share of `false` is not, though its words say so, and some count
    something else."""
    said: list[str] = []
    for cell, sayings in _SAYINGS[report.form.key].items():
        truth = report.truth[cell]
        if isinstance(truth, int) and rng.random() < 0.4:
            number = truth if rng.random() >= false else rng.randrange(10 ** max(1, len(str(truth))))
            said.append(rng.choice(sayings).format(number))
    numbers = [truth for truth in report.truth.values() if isinstance(truth, int)]
    for words in rng.sample(_OF_SOMETHING_ELSE, 2):
        said.append(words.format(rng.choice(numbers)))
    rng.shuffle(said)
    report.texts[1] = (*report.texts[1], "，".join(said) + "。")


def as_in_life(report: Report, rng: Random) -> None:
    """Lists of items of a size that offices have, most of them unchanged in most reports, but by no means all; documents
    that are all new, all public, or not."""
    changes = rng.choice([0.0, 0.1, 0.3, 0.7])
    for row in ("licences", "other_services", "penalties", "compulsion", "charges"):
        stock = int(10 ** rng.uniform(0, 3.7))
        change = 0 if rng.random() >= changes else rng.randrange(-stock, max(2, stock * rng.choice([1, 1, 30])))
        _set(report, f"t2/{row}/items_last_year", stock)
        _set(report, f"t2/{row}/items_change", change)
        _set(report, f"t2/{row}/decisions", int(10 ** rng.uniform(0, 4)) - 1)
    made = int(10 ** rng.uniform(0, 3)) - 1
    new = made if rng.random() < 0.6 else int(10 ** rng.uniform(0, 3)) - 1
    _set(report, "t2/normative_documents/made", made)
    _set(report, "t2/normative_documents/newly_disclosed", new)
    _set(report, "t2/normative_documents/disclosed_total", new if rng.random() < 0.5 else int(10 ** rng.uniform(0, 3)))
    _set(report, "t2/normative_documents/issued", made)
    _set(report, "t2/normative_documents/repealed", 0 if rng.random() < 0.5 else int(10 ** rng.uniform(0, 2)))
    _set(report, "t2/normative_documents/in_force", int(10 ** rng.uniform(0, 3)))


def _set(report: Report, cell: str, number: int) -> None:
    if isinstance(report.truth.get(cell), int):
        report.truth[cell] = number
        report.shown[cell] = str(number)
