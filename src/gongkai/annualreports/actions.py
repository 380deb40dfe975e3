"""The verbs of the annual report: declare, compile, write, sign, publish."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import counting_basis
from gongkai.annualreports.models import AnnualReport, DeclaredReturn, ReportFigure
from gongkai.annualreports.packing import pack
from gongkai.annualreports.permissions import require_compile, require_fill, require_sign_report, require_sign_return
from gongkai.annualreports.queries import agencies_in, figures_now, judgement_of
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law import formats
from gongkai.law.checks import Level
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.law.figures import Address

MAY_BE_NEGATIVE = ("items_change",)
MAY_HAVE_DECIMALS = ("amount",)


@transaction.atomic
def declare_return(
    agency: Agency, year: int, figures: Mapping[Address, str], *, actor: Actor, reason: str = ""
) -> DeclaredReturn:
    """填报: save the figures of table 2 as typed, as a draft. All are checked first; the first that cannot stand is named.

    figures: address → text as a person writes numbers (full width, thousands separators). reason: needed where a
    signed return is being corrected.
    """
    require_fill(actor, agency.pk)
    allowed = formats.for_year(year).table2_addresses()
    stored = {cell: _declared(cell, figures.get(cell, "")) for cell in allowed}
    if _signed(agency, year) and not reason.strip():
        raise NotAcceptable(
            "return.no_reason", "这一年已经签报，更正要写明理由。", "请写明为什么更正。", field="reason"
        )
    draft, _ = DeclaredReturn.objects.select_for_update().update_or_create(
        agency=agency,
        year=year,
        state=DeclaredReturn.State.DRAFT,
        defaults={"figures": stored, "filled_in_by_id": actor.person_id, "reason": reason.strip()},
    )
    audit.record(actor, "return.declared", draft, agency=agency.name, year=year)
    return draft


@transaction.atomic
def sign_return(agency: Agency, year: int, *, actor: Actor, on: date) -> DeclaredReturn:
    """签报: the draft becomes the agency's declared figures; one signed before stays on file as replaced."""
    draft = (
        DeclaredReturn.objects.select_for_update()
        .filter(agency=agency, year=year, state=DeclaredReturn.State.DRAFT)
        .first()
    )
    if draft is None:
        raise NotAcceptable("return.none", f"{year}年度还没有填报。", "请先填报并保存，再签报。")
    require_sign_return(actor, agency.pk, filled_in_by=draft.filled_in_by_id)
    _require_not_before_year_ends(year, on)
    replaced = _signed(agency, year)
    if replaced is not None:
        replaced.state = DeclaredReturn.State.REPLACED
        replaced.save(update_fields=["state"])
    draft.state, draft.signed_by_id, draft.signed_on = DeclaredReturn.State.SIGNED, actor.person_id, on
    draft.save()
    audit.record(
        actor, "return.signed", draft, on=on, agency=agency.name, year=year, replaced=replaced.pk if replaced else None
    )
    return draft


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

    May be done again until the report is published; what was signed must then be signed anew. Linear in the records.
    """
    require_compile(actor, agency.pk)
    form = formats.for_year(year)
    basis = counting_basis(agency)
    report, fresh = AnnualReport.objects.select_for_update().get_or_create(
        agency=agency,
        year=year,
        scope=scope,
        defaults={"format_key": form.key, "counting_basis": asdict(basis), "compiled_at": actor.at, "version": 0},
    )
    if not fresh:
        _require_open(report, seen_version)
    figures = figures_now(agency, year, scope=scope, basis=basis)
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
    report.state, report.compiled_at, report.counting_basis = AnnualReport.State.COMPILED, actor.at, asdict(basis)
    report.agencies_counted = len(agencies_in(agency, scope))
    report.signed_by, report.signed_on, report.override_reason = None, None, ""
    return _finish(report, actor, "compiled", on=actor.at.date(), scope=scope)


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
    """撰写一、五、六: the parts of the report that are words."""
    report = _lock(report)
    require_compile(actor, report.agency_id)
    _require_open(report, seen_version)
    report.overview, report.problems, report.other_matters = overview.strip(), problems.strip(), other_matters.strip()
    report.state = AnnualReport.State.COMPILED
    return _finish(report, actor, "written", on=actor.at.date())


@transaction.atomic
def sign_report(
    report: AnnualReport, *, actor: Actor, on: date, override_reason: str = "", seen_version: int | None = None
) -> AnnualReport:
    """签发. Refused while a finding of level error stands, unless the leader overrides it with a reason, which the
    journal keeps with the codes that stood. Regulations art. 49: the year must be over."""
    report = _lock(report)
    require_sign_report(actor, report)
    _require_open(report, seen_version)
    _require_not_before_year_ends(report.year, on)
    standing = [finding for finding in judgement_of(report).findings if finding.level is Level.ERROR]
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
    return _finish(report, actor, "signed", on=on, override_reason=report.override_reason, standing=codes)


@transaction.atomic
def publish_report(report: AnnualReport, *, actor: Actor, on: date, seen_version: int | None = None) -> AnnualReport:
    """公布: the signed report goes on the public site and is frozen. Regulations art. 49."""
    report = _lock(report)
    require_compile(actor, report.agency_id)
    _require_open(report, seen_version)
    if report.state != AnnualReport.State.SIGNED or report.signed_on is None:
        raise NotLawful("report.unsigned", cite("条例", 49), "这份报告还没有签发。", "请先由负责人签发，再公布。")
    if on < report.signed_on or on > actor.at.date():
        raise NotAcceptable("date.published", "公布日期要在签发之后，且不晚于今天。", "请核对日期。", field="on")
    report.state, report.published_on = AnnualReport.State.PUBLISHED, on
    return _finish(report, actor, "published", on=on)


def _declared(cell: Address, typed: str) -> str:
    """A figure as typed → as stored. Blank, letters, a fraction of a thing, a negative count: NotAcceptable, the cell named."""
    folded = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed)
    text = folded.replace(",", "").replace("−", "-").strip()
    column = cell.rsplit("/", 1)[1]
    if not text:
        raise NotAcceptable("return.blank", "还有一格没有填。", "没有的请填0，不要留空。", field=cell)
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise NotAcceptable("return.not_a_number", f"“{typed}”不是数字。", "请只填数字。", field=cell) from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 11:
        raise NotAcceptable("return.too_large", f"“{typed}”超出了可能的范围。", "请核对单位和位数。", field=cell)
    if value < 0 and column not in MAY_BE_NEGATIVE:
        raise NotAcceptable("return.negative", f"“{typed}”小于0。", "这一格不能是负数。", field=cell)
    whole = value == value.to_integral_value()
    if not whole and (column not in MAY_HAVE_DECIMALS or round(value, 4) != value):
        raise NotAcceptable("return.fraction", f"“{typed}”不是整数。", "件数请填整数；金额最多四位小数。", field=cell)
    return str(int(value)) if whole else format(value.normalize(), "f")


def _signed(agency: Agency, year: int) -> DeclaredReturn | None:
    return (
        DeclaredReturn.objects.select_for_update()
        .filter(agency=agency, year=year, state=DeclaredReturn.State.SIGNED)
        .first()
    )


def _require_not_before_year_ends(year: int, on: date) -> None:
    if on.year <= year:
        raise NotAcceptable("year.not_over", f"{year}年还没有结束。", f"请在{year + 1}年1月1日以后签。", field="on")


def _lock(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)


def _require_open(report: AnnualReport, seen_version: int | None) -> None:
    if report.state == AnnualReport.State.PUBLISHED:
        raise NotLawful(
            "report.frozen",
            cite("条例", 49),
            "这份报告已经公布，不能再改。",
            "如发现错误，请发布更正说明，两份都会保留。",
        )
    if seen_version is not None and seen_version != report.version:
        raise Stale(
            "report.changed",
            f"您打开这一页之后，报告有了改动，现在是“{report.get_state_display()}”。",
            "您填的内容都还在。请看过最新情况，再决定是否提交。",
        )


def _finish(report: AnnualReport, actor: Actor, verb: str, *, on: date, **details: object) -> AnnualReport:
    report.version += 1
    report.save()
    audit.record(
        actor,
        f"report.{verb}",
        report,
        on=on,
        ground=cite("条例", 50),
        version=report.version,
        agency=report.agency.name,
        year=report.year,
        **details,
    )
    return report
