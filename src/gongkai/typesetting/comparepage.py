"""Two reports side by side as one self-contained HTML page: gone is struck at the left, new underlined at the right."""

from collections.abc import Sequence

from gongkai.law.facts import ReportFact
from gongkai.law.figures import Figure
from gongkai.law.formats import by_key
from gongkai.typesetting.checkpage.frame import document
from gongkai.typesetting.checkpage.tables import NAMES, word_of, written
from gongkai.typesetting.grids import grids
from gongkai.typesetting.markup import Markup, joined, tag
from gongkai.typesetting.sidebyside import Comparison, Entry, Piece, TextPair, signed

_MOST_CHANGES = 60  # passages shown of a section


def page(comparison: Comparison, styles: Sequence[str]) -> str:
    """The whole file. Same reports, same bytes."""
    return document(headline(comparison).rstrip("。"), body(comparison), styles)


def name_of(report: ReportFact) -> str:
    """示例区2024年."""
    return f"{report.body or '机关名称不明'}{report.year or '年份不明'}年"


def names_of(comparison: Comparison) -> tuple[str, str]:
    """What tells the two apart: the years of one body, the bodies of one year, or both."""
    left, right = comparison.left, comparison.right
    if left.body == right.body and left.year != right.year:
        return f"{left.year or '年份不明'}年", f"{right.year or '年份不明'}年"
    if left.year == right.year and left.body != right.body:
        return left.body or "前一份", right.body or "后一份"
    return name_of(left), name_of(right)


def headline(comparison: Comparison) -> str:
    """The outcome in one sentence."""
    changed, every = len(comparison.changed), len(comparison.lines)
    one, other = name_of(comparison.left), name_of(comparison.right)
    if not changed:
        return f"{one}与{other}，{every}格全都相同。"
    return f"{one}与{other}：{every}格中{changed}格不同。"


def body(comparison: Comparison) -> Markup:
    """What stands in `main`."""
    left, right = names_of(comparison)
    made = [tag("h1", headline(comparison), class_="verdict"), _record(comparison)]
    for grid in grids(by_key(comparison.right.format_key)):
        made.append(_table(comparison, f"{NAMES[grid.key]} {grid.name}", grid.key, left, right))
    texts = [_text(pair, left, right) for pair in comparison.texts]
    if texts:
        inside = tag("div", tag("h2", "正文", id="texts"), *texts, class_="ruled")
        made.append(tag("section", inside, class_="block", aria_labelledby="texts"))
    return joined(*made)


def _record(comparison: Comparison) -> Markup:
    rows = []
    for term, report in (("前一份", comparison.left), ("后一份", comparison.right)):
        told = f"{name_of(report)}报告，{by_key(report.format_key).number}"
        rows.append(tag("div", tag("dt", term), tag("dd", told)))
    record = tag("div", tag("dl", *rows, class_="record small"), class_="part")
    if not comparison.formats_differ:
        return record
    told = "两份报告的格式不同：只有一份有的格写“无此格”，不比较。"
    return joined(record, tag("p", told, class_="message quiet part prose"))


def _table(comparison: Comparison, title: str, key: str, left: str, right: str) -> Markup:
    entries = comparison.entries(key)
    same = len(comparison.entries(key, every=True)) - len(entries)
    made = [tag("h2", title, id=key)]
    if entries:
        words = (left, right, "增减")
        heads = [tag("th", "项目", scope="col"), *(tag("th", word, class_="n", scope="col") for word in words)]
        if key == "t3":
            heads.append(tag("th", "按申请人", scope="col"))
        caption = tag("caption", f"{title}，两份对照", class_="unseen")
        rows = (_row(entry, left, right, by_kind=key == "t3") for entry in entries)
        body_made = tag("tbody", *rows)
        made.append(tag("table", caption, tag("thead", tag("tr", *heads)), body_made, class_="stacks sidebyside"))
    told = f"{same}行相同，没有列出。" if entries else "两份相同。"
    if same or not entries:
        made.append(tag("p", told, class_="small muted part-small"))
    return tag("section", tag("div", *made, class_="ruled"), class_="block", aria_labelledby=key)


def _row(entry: Entry, left: str, right: str, *, by_kind: bool) -> Markup:
    line = entry.line
    change = signed(line.change)
    cells = [
        tag("th", entry.label, scope="row"),
        tag("td", _figure(line.left, "del", line.differs), class_="n", data_label=left),
        tag("td", _figure(line.right, "ins", line.differs), class_="n", data_label=right),
        tag("td", change or tag("span", "不比较", class_="muted"), class_="n", data_label="增减"),
    ]
    if by_kind:
        cells.append(tag("td", entry.moved, class_="small"))
    return tag("tr", *cells)


def _figure(figure: Figure | None, name: str, differs: bool) -> Markup:
    if figure is None:
        return tag("span", "无此格", class_="muted")
    if figure.value is None:
        return tag("span", word_of(figure), class_="muted")
    return tag(name, written(figure.value)) if differs else joined(written(figure.value))


def _text(pair: TextPair, left: str, right: str) -> Markup:
    counts = f"前一份{pair.left}句，后一份{pair.right}句，{pair.same}句相同"
    share = f"，占后一份的{round(100 * pair.same / pair.right)}%" if pair.right else ""
    made = [tag("h3", pair.title, class_="part"), tag("p", f"{counts}{share}。", class_="small muted")]
    if pair.changes:
        heads = (tag("th", word, scope="col") for word in (left, right))
        rows = (
            tag(
                "tr",
                tag("td", _pieces(change.left), data_label=left),
                tag("td", _pieces(change.right), data_label=right),
            )
            for change in pair.changes[:_MOST_CHANGES]
        )
        caption = tag("caption", f"{pair.title}，不同的句子", class_="unseen")
        made.append(
            tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="stacks collation")
        )
    if len(pair.changes) > _MOST_CHANGES:
        made.append(tag("p", f"另有{len(pair.changes) - _MOST_CHANGES}处不同，没有列出。", class_="small muted"))
    return joined(*made)


def _pieces(pieces: Sequence[Piece]) -> Markup:
    names = {"gone": "del", "new": "ins"}
    return joined(*(tag(names[kind], words) if kind in names else words for kind, words in pieces)) or Markup("—")
