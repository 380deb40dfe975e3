"""The report itself: compile, write, sign, publish. Regulations art. 49 and 50."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import counting_basis
from gongkai.annualreports.actions.record import finish, lock, require_open, require_year_over, unsign
from gongkai.annualreports.models import AnnualReport, ReportFigure
from gongkai.annualreports.packing import pack
from gongkai.annualreports.permissions import require_compile, require_sign_report
from gongkai.annualreports.queries import agencies_in, figures_now, form_of_year, judgement_of
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.pages.actions import touch


@transaction.atomic
def compile_report(
    agency: Agency,
    year: int,
    *,
    actor: Actor,
    scope: str = AnnualReport.Scope.WITH_BELOW,
    seen_version: int | None = None,
) -> AnnualReport:
    """汇编: tally the year from its records and store each figure with what it came from. Regulations art. 50.

    May be done again until the report is published; what was signed must then be signed anew, and corrections made by
    hand fall (the journal names them). Linear in the records.
    """
    require_compile(actor, agency.pk)
    form = form_of_year(year)
    if year > actor.at.year:
        raise NotAcceptable("report.future", f"{year}年还没有到。", "请选今年或者以前的年度。", field="year")
    if scope not in AnnualReport.Scope.values:
        raise NotAcceptable("report.scope", "这个口径不在可选范围内。", "请从列出的口径中选择。", field="scope")
    agency = Agency.objects.get(pk=agency.pk)  # with the settings that stand now
    basis = counting_basis(agency)
    report, fresh = AnnualReport.objects.select_for_update(no_key=True).get_or_create(
        agency=agency,
        year=year,
        scope=scope,
        defaults={
            "format_key": form.key,
            "counting_basis": asdict(basis),
            "compiled_at": actor.at,
            "version": 0,
        },
    )
    if not fresh:
        require_open(report, seen_version)
    covered = agencies_in(agency, scope)
    figures = figures_now(agency, year, scope=scope, basis=basis, covered=covered)
    report.figures.all().delete()
    ReportFigure.objects.bulk_create(
        ReportFigure(
            report=report,
            address=cell,
            value=Decimal(figure.value or 0),
            origin=figure.origin,
            count=len(figure.sources),
            sources=pack(figure.sources),
        )
        for cell, figure in figures.items()
    )
    fallen = report.corrections.filter(dropped_on__isnull=True)
    dropped = [] if fresh else list(fallen.order_by("address").values_list("address", flat=True))
    if dropped:
        fallen.update(dropped_on=actor.at.date())
    unsign(report)
    report.compiled_at, report.counting_basis, report.format_key = actor.at, asdict(basis), form.key
    report.agencies_counted = len(covered)
    return finish(report, actor, "compiled", on=actor.at.date(), scope=scope, dropped=dropped)


@transaction.atomic
def write_texts(
    report: AnnualReport,
    *,
    overview: str,
    problems: str,
    other_matters: str,
    actor: Actor,
    seen_version: int | None = None,
) -> AnnualReport:
    """撰写一、五、六: the parts of the report that are words. Regulations art. 50."""
    report = lock(report)
    require_compile(actor, report.agency_id)
    require_open(report, seen_version)
    report.overview, report.problems, report.other_matters = overview.strip(), problems.strip(), other_matters.strip()
    unsign(report)
    return finish(report, actor, "written", on=actor.at.date())


@transaction.atomic
def sign_report(
    report: AnnualReport, *, actor: Actor, on: date, override_reason: str = "", seen_version: int | None = None
) -> AnnualReport:
    """签发. Refused while a finding of level error stands, unless the leader overrides it with a reason, which the
    journal keeps with the codes that stood. Regulations art. 49: the year must be over."""
    report = lock(report)
    require_sign_report(actor, report)
    require_open(report, seen_version)
    if report.state == AnnualReport.State.SIGNED:
        raise NotLawful("report.signed", cite("条例", 49), "这份报告已经签发。", "下一步由经办人公布。")
    require_year_over(report.year, on, actor)
    standing = judgement_of(report).errors
    if standing and not override_reason.strip():
        names = "；".join(finding.message for finding in standing[:3])
        raise NotLawful(
            "report.errors_stand",
            cite("条例", 50),
            f"还有{len(standing)}处错误没有消除：{names}",
            "请先核对更正；确需带错签发的，请写明理由，理由将记入留痕。",
            field="override_reason",
        )
    report.state, report.signed_by_id, report.signed_on = AnnualReport.State.SIGNED, actor.person_id, on
    report.override_reason = override_reason.strip() if standing else ""
    codes = [finding.code for finding in standing]
    return finish(report, actor, "signed", on=on, override_reason=report.override_reason, standing=codes, article=49)


@transaction.atomic
def publish_report(report: AnnualReport, *, actor: Actor, on: date, seen_version: int | None = None) -> AnnualReport:
    """公布: the signed report goes on the public site and is frozen. Regulations art. 49."""
    report = lock(report)
    require_compile(actor, report.agency_id)
    require_open(report, seen_version)
    if report.state != AnnualReport.State.SIGNED or report.signed_on is None:
        raise NotLawful("report.unsigned", cite("条例", 49), "这份报告还没有签发。", "请先由负责人签发，再公布。")
    if on < report.signed_on or on > actor.at.date():
        raise NotAcceptable("date.published", "公布日期要在签发之后，且不晚于今天。", "请核对日期。", field="on")
    report.state, report.published_on = AnnualReport.State.PUBLISHED, on
    touch("reports", f"reports:{report.agency_id}:{report.year}")
    return finish(report, actor, "published", on=on, article=49)
