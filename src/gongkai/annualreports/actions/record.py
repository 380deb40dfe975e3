"""What every verb does with a report: lock it, see that it may still change, trace the act."""

from datetime import date

from gongkai.annualreports.models import AnnualReport
from gongkai.annualreports.queries import changes_since, told
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful, Stale


def lock(report: AnnualReport) -> AnnualReport:
    """The row as it stands now, locked."""
    return AnnualReport.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=report.pk)


def require_open(report: AnnualReport, seen_version: int | None) -> None:
    """NotLawful once it is published; Stale when somebody changed it since the actor read it, naming what they did."""
    if report.state == AnnualReport.State.PUBLISHED:
        raise NotLawful(
            "report.frozen",
            cite("条例", 49),
            "这份报告已经公布，不能再改。",
            "如发现错误，请发布更正说明，两份都会保留。",
        )
    if seen_version is not None and seen_version != report.version:
        acts = "；".join(told(entry) for entry in changes_since(report, seen_version)) or "有人改动了这份报告"
        raise Stale(
            "report.changed",
            f"您打开这一页之后，{acts}。",
            "您填的内容都还在。请看过最新情况，再决定是否提交。",
        )


def require_year_over(year: int, on: date, actor: Actor) -> None:
    """What is signed for a year is signed after it, on a day that has come."""
    if on.year <= year:
        raise NotAcceptable("year.not_over", f"{year}年还没有结束。", f"请在{year + 1}年1月1日以后签。", field="on")
    if on > actor.at.date():
        raise NotAcceptable(
            "date.future", f"{on.year}年{on.month}月{on.day}日还没有到。", "请填已经到来的日期。", field="on"
        )


def unsign(report: AnnualReport) -> None:
    """What was signed was signed as it stood: a change takes the signature away."""
    report.state = AnnualReport.State.COMPILED
    report.signed_by, report.signed_on, report.override_reason = None, None, ""


def finish(
    report: AnnualReport, actor: Actor, verb: str, *, on: date, article: int = 50, **details: object
) -> AnnualReport:
    """Save under the next version and trace the act on its article of the Regulations. The last step of every verb."""
    report.version += 1
    report.save()
    audit.record(
        actor,
        f"report.{verb}",
        report,
        on=on,
        ground=cite("条例", article),
        version=report.version,
        agency=report.agency.name,
        year=report.year,
        **details,
    )
    return report
