"""手工更正: a hand correction is a declared figure with signer and reason."""

from decimal import Decimal
from typing import cast

from django.db import transaction

from gongkai.annualreports import typed
from gongkai.annualreports.actions.record import finish, lock, require_open, unsign
from gongkai.annualreports.models import AnnualReport, FigureCorrection, ReportFigure
from gongkai.annualreports.packing import pack, unpack
from gongkai.annualreports.permissions import require_sign_report
from gongkai.annualreports.queries import format_of
from gongkai.annualreports.sums import is_leaf, sums_over
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable
from gongkai.law.figures import Address, Origin, plain


@transaction.atomic
def correct_figure(
    report: AnnualReport, address: Address, value: str, reason: str, *, actor: Actor, seen_version: int | None = None
) -> AnnualReport:
    """手工更正一格. A leader's word stands in a cell that is counted and no sum; the sums above it follow.

    value: as typed. The records counted before stay with the cell; the correction falls when the report is compiled again.
    """
    report = lock(report)
    require_sign_report(actor, report)
    require_open(report, seen_version)
    if not is_leaf(format_of(report), address):
        raise NotAcceptable(
            "correction.not_a_leaf",
            "这一格是合计或者填报的数，不能直接改。",
            "合计请改它的分项；单位填报的数请更正填报单。",
        )
    number = _number(address, value)
    if not reason.strip():
        raise NotAcceptable("correction.no_reason", "手工更正要写明理由。", "请写明为什么与记录不同。", field="reason")
    figure = ReportFigure.objects.select_for_update(no_key=True).get(report=report, address=address)
    if figure.value == number:
        raise NotAcceptable("correction.same", "与现在的数相同。", "不需要更正的，请返回。", field="value")
    on = actor.at.date()
    before = figure.value
    FigureCorrection.objects.filter(report=report, address=address, dropped_on__isnull=True).update(dropped_on=on)
    correction = FigureCorrection.objects.create(
        report=report,
        address=address,
        counted=before,
        value=number,
        reason=reason.strip(),
        signed_by_id=cast(int, actor.person_id),  # a leader is a person
        signed_on=on,
    )
    counted = [ref for ref in unpack(bytes(figure.sources)) if not ref.startswith("figurecorrection:")]
    figure.value, figure.origin = number, Origin.DECLARED
    _store(figure, [f"figurecorrection:{correction.pk}", *counted])
    _derive_again(report, address)
    unsign(report)
    return finish(
        report,
        actor,
        "figure_corrected",
        on=on,
        address=address,
        before=plain(before),
        after=plain(number),
        reason=correction.reason,
    )


def _number(address: Address, value: str) -> Decimal:
    """The number typed; what cannot stand is refused at the field `value`."""
    try:
        return Decimal(typed.figure(address, value))
    except NotAcceptable as refusal:
        raise NotAcceptable(refusal.code, refusal.message, refusal.hint, field="value") from refusal


def _derive_again(report: AnnualReport, address: Address) -> None:
    """Every sum that the cell is part of, from its terms: values and sources."""
    figures = {figure.address: figure for figure in ReportFigure.objects.filter(report=report)}
    for total, terms in sums_over(format_of(report), address):
        figure = figures[total]
        figure.value = sum((figures[term].value for term in terms), Decimal(0))
        _store(figure, [ref for term in terms for ref in unpack(bytes(figures[term].sources))])


def _store(figure: ReportFigure, sources: list[str]) -> None:
    figure.sources, figure.count = pack(sources), len(sources)
    figure.save()
