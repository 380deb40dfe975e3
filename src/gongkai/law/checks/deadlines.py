"""The period a report covers, and the day it was published."""

import re
from collections.abc import Iterator

from gongkai.law import deadlines
from gongkai.law.checks.findings import Finding, Held, Level, Remark, Unjudged
from gongkai.law.checks.registry import check
from gongkai.law.citations import cite, in_chinese
from gongkai.law.facts import BodyKind, Passage, ReportFact

_OF = {BodyKind.GOVERNMENT: "政府的年度报告", BodyKind.DEPARTMENT: "部门的年度报告"}
_PERIOD = re.compile(
    r"(?P<first>(?:19|20)\d\d)年(?P<from_month>\d{1,2})月(?P<from_day>\d{1,2})日(?:起|开始)?[至到—\-~～]+"
    r"(?:(?P<last>(?:19|20)\d\d)年)?(?P<to_month>\d{1,2})月(?P<to_day>\d{1,2})日"
)


@check(
    "deadline.published",
    level=Level.WARNING,
    title="年度报告在期限内公布：部门1月31日前，政府3月31日前",
    source=f"{cite('条例', 49, 1)}、{cite('条例', 49, 2).place()}",
)
def the_report_was_published_in_time(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """By the day of publication the page prints. Local earlier dates and pages moved to a new site are not known here."""
    if report.published_on is None or report.year is None:
        return
    due = deadlines.published_by(report.body_kind, report.year)
    told = f"{report.published_on.year}年{report.published_on.month}月{report.published_on.day}日"
    if report.published_on.year <= report.year:
        yield Unjudged("deadline.published", "公布日期", f"页面标的日期{told}早于报告年度结束")
    elif report.published_on <= due:
        yield Held("deadline.published", "公布日期")
    else:
        late = (report.published_on - due).days
        message = (
            f"页面标的公布日期是{told}，比期限{due.year}年{due.month}月{due.day}日晚{late}天"
            f"（{_OF[report.body_kind]}，{deadlines.ground_of(report.body_kind).place()}）。"
        )
        remedy = "请核对实际公布的日期；网站改版后重新发布的，请标明原公布日期。"
        yield Finding("deadline.published", Level.WARNING, (), "公布日期", message, remedy)


@check(
    "contents.period",
    level=Level.WARNING,
    title="统计期限是报告年度的1月1日至12月31日",
    source=f"{cite('条例', 49, 1)}（上一年度）；年度报告填报惯例",
)
def the_period_is_the_year_of_the_report(report: ReportFact, last_year: ReportFact | None) -> Iterator[Remark]:
    """The dates the text itself names as its period, where it says so in so many words."""
    if report.year is None:
        return
    for section in report.sections:
        text = "".join(section.text.split())
        for match in _PERIOD.finditer(text):
            if not re.search("统计|数据|期限|周期|时限", text[max(0, match.start() - 24) : match.start()]):
                continue
            first, last = int(match["first"]), int(match["last"] or match["first"])
            days = (match["from_month"], match["from_day"], match["to_month"], match["to_day"])
            if first == last == report.year and tuple(map(int, days)) == (1, 1, 12, 31):
                yield Held("contents.period", "统计期限")
                continue
            place = f"第{in_chinese(section.number)}部分" if section.number else "正文开头"
            message = f"{place}写的统计期限是“{match.group()}”，应是{report.year}年1月1日至12月31日。"
            remedy = "请核对统计期限，改正写错的日期；确实不是全年的，请写明原因。"
            passage = Passage(match.group(), section.number)
            yield Finding("contents.period", Level.WARNING, (), place, message, remedy, passages=(passage,))
