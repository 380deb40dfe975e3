"""Finding reports: an agency's, the published, their format and counting basis, what others did to one."""

from dataclasses import asdict

from gongkai.agencies.models import Agency
from gongkai.annualreports.models import AnnualReport
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.law import formats
from gongkai.law.errors import NotAcceptable
from gongkai.law.facts import CountingBasis
from gongkai.law.formats import Format

CHANGES = {
    "report.compiled": "汇编了报告",
    "report.written": "改写了正文",
    "report.figure_corrected": "手工更正了一格",
    "report.signed": "签发了报告",
    "report.published": "公布了报告",
}


def report_of(agency: Agency, year: int, scope: str = AnnualReport.Scope.WITH_BELOW) -> AnnualReport | None:
    """The agency's report of that year in that scope, if it was compiled."""
    found = AnnualReport.objects.select_related("agency", "signed_by")
    return found.filter(agency=agency, year=year, scope=scope).first()


def report(key: int) -> AnnualReport:
    """AnnualReport.DoesNotExist when there is none."""
    return AnnualReport.objects.select_related("agency", "signed_by").get(pk=key)


def reports_of(agency_id: int) -> list[AnnualReport]:
    """The agency's reports, newest year first."""
    found = AnnualReport.objects.select_related("agency", "signed_by").filter(agency_id=agency_id)
    return list(found.order_by("-year", "-scope"))


def published(*, before: int | None = None, size: int = 50) -> list[AnnualReport]:
    """A page of the published reports, newest first; `before` is the key the page before ended with."""
    found = AnnualReport.objects.select_related("agency").filter(state=AnnualReport.State.PUBLISHED)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


def published_report(code: str, year: int, scope: str = "") -> AnnualReport | None:
    """The published report of an agency by its code; without a scope the one with those below it comes first."""
    found = AnnualReport.objects.select_related("agency").filter(
        agency__code=code, year=year, state=AnnualReport.State.PUBLISHED
    )
    if scope:
        found = found.filter(scope=scope)
    return found.order_by("-scope").first()


def format_of(report: AnnualReport) -> Format:
    """The official format the report follows."""
    return formats.by_key(report.format_key)


def form_of_year(year: int) -> Format:
    """The format of a year. NotAcceptable before 2019, when there was none."""
    try:
        return formats.for_year(year)
    except ValueError as error:
        raise NotAcceptable(
            "report.no_format", f"{year}年没有全国统一的年报格式。", "请选2019年及以后的年度。", field="year"
        ) from error


def basis_in_words(report: AnnualReport) -> list[tuple[str, str]]:
    """The counting basis a report was made on: what it settled, and how. What nobody settled in its day is not told:
    a report of before the register of documents declared them."""
    basis = asdict(CountingBasis(**report.counting_basis))
    choices = {
        "received": ("本年新收以何日计", Agency.Received),
        "closed": ("办结以何日计", Agency.Closed),
        "appeals": ("复议诉讼的统计范围", Agency.Appeals),
        "reopened": ("复议、判决后重新答复的统计", Agency.Reopened),
        "items": ("一件申请多项内容的统计", Agency.Items),
        "documents_from": ("规范性文件制发以何日计", Agency.DocumentsFrom),
        "documents_total": ("规范性文件对外公开总数的范围", Agency.DocumentsTotal),
    }
    if report.format_key != "2019":
        del choices["documents_total"]  # a column of the 2019 format alone
    told = [name for name in choices if name in report.counting_basis or not name.startswith("documents")]
    return [(choices[name][0], str(choices[name][1](basis[name]).label)) for name in told]


def changes_since(report: AnnualReport, version: int) -> list[Entry]:
    """What others did to the report after that version was read."""
    return list(entries_of(f"annualreport:{report.pk}").filter(details__version__gt=version))


def acts_on(report: AnnualReport, *, size: int = 12) -> list[Entry]:
    """What was done with the report, newest first."""
    return list(entries_of(f"annualreport:{report.pk}").order_by("-sequence")[:size])


def told(entry: Entry) -> str:
    """An act in words: 王敏改写了正文."""
    return f"{entry.actor_name}{CHANGES.get(entry.verb, entry.verb)}"
