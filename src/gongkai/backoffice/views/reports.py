"""The annual report at the desk: the list, compiling, the page, signing, publishing, the files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.annualreports import actions, exports, permissions, queries
from gongkai.annualreports.sums import is_leaf
from gongkai.backoffice.forms.reports import CompileForm, CorrectForm, SignForm
from gongkai.backoffice.journal_words import verb_in_words
from gongkai.backoffice.report_cells import csv_lines, of_the_register, open_cell, rows_of
from gongkai.backoffice.report_page import publish_by, sheet_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.figures import Address, Figure
from gongkai.screens import clock
from gongkai.screens.downloads import download
from gongkai.screens.forms import refusals_into

HERE = {"here": "年报"}


def year_to_report(today: Any) -> int:
    """The year one most likely works on: last year's until June, then this one."""
    year: int = today.year - 1 if today.month <= 6 else today.year
    return year


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def report_list(request: HttpRequest) -> HttpResponse:
    """年报: the agency's reports, and compiling one."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    today = clock.today()
    may_compile = permissions.may_compile(actor, agency.pk)
    form = CompileForm(
        request.POST or None,
        this_year=today.year,
        initial={"year": year_to_report(today), "scope": "with_below"},
    )
    if request.method == "POST" and form.is_valid():
        report = None
        with refusals_into(form):
            report = actions.compile_report(
                agency,
                form.cleaned_data["year"],
                scope=form.cleaned_data["scope"],
                actor=actor,
                seen_version=form.seen,
            )
        if report is not None:
            _tell_compiled(request, report)
            return redirect("backoffice:report", report.pk)
    context = {
        "reports": queries.reports_of(agency.pk),
        "agency": agency,
        "form": form,
        "may_compile": may_compile,
        "may_fill": permissions.may_fill(actor, agency.pk),
        "year": year_to_report(today),
        "open_form": bool(form.errors),
        **HERE,
    }
    return render(request, "backoffice/report_list.html", context, status=422 if form.errors else 200)


@at_desk
@require_safe
def report_page(request: HttpRequest, key: int) -> HttpResponse:
    """One report: its tables, findings and texts."""
    return _page(request, report_or_404(request, key))


@at_desk
@require_safe
def report_cell(request: HttpRequest, key: int, table: str, row: str, column: str) -> HttpResponse:
    """The report with one cell opened. `?from=50`: the cases from the 51st on."""
    return _page(request, report_or_404(request, key), opened=f"{table}/{row}/{column}")


@at_desk
@require_safe
def cases_file(request: HttpRequest, key: int, table: str, row: str, column: str) -> HttpResponseBase:
    """Every record behind a counted cell or a sum, as CSV with a byte-order mark."""
    report, address = report_or_404(request, key), f"{table}/{row}/{column}"
    references = queries.sources_of(report, address)
    if address not in queries.cells_of(report) or (table == "t2" and not of_the_register(references)):
        raise Http404
    lines = csv_lines(rows_of(references, actor_of(request)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    label = queries.format_of(report).label(address)
    response["Content-Disposition"] = content_disposition_header(True, f"{report.year}年{label}.csv")
    return response


@at_desk
@require_POST
def correct_cell(request: HttpRequest, key: int, table: str, row: str, column: str) -> HttpResponse:
    """手工更正一格."""
    report, address = report_or_404(request, key), f"{table}/{row}/{column}"
    form = CorrectForm(request.POST)
    if form.is_valid():
        changed = None
        with refusals_into(form):
            changed = actions.correct_figure(
                report,
                address,
                form.cleaned_data["value"],
                form.cleaned_data["reason"],
                actor=actor_of(request),
                seen_version=form.seen,
            )
        if changed is not None:
            label = queries.format_of(report).label(address)
            messages.success(request, f"{label}已经更正，上面的合计跟着改了。", extra_tags="done")
            return redirect(f"{cell_page(key, address)}#opened")
        form.now_seen(queries.report(key).version)
    return _page(request, report_or_404(request, key), opened=address, correcting=form)


def cell_page(key: int, address: Address) -> str:
    """Where the cell of a report opens."""
    return reverse("backoffice:report_cell", args=[key, *address.split("/")])


def report_or_404(request: HttpRequest, key: int) -> Any:
    """The report, if the actor may see it."""
    try:
        report = queries.report(key)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    permissions.require_see_report(actor_of(request), report)
    return report


def _page(
    request: HttpRequest, report: Any, *, opened: Address = "", correcting: CorrectForm | None = None
) -> HttpResponse:
    actor, form = actor_of(request), queries.format_of(report)
    cells = queries.cells_of(report)
    if opened and opened not in cells:
        raise Http404
    judgement = queries.judgement_of(report, cells)
    base = reverse("backoffice:report", args=[report.pk])
    sheet = sheet_of(
        form,
        {at: Figure(cell.value, origin=cell.origin) for at, cell in cells.items()},
        judgement,
        link=lambda address: f"{base}{address}/#opened",
        opened=opened,
    )
    corrections = queries.corrections_of(report)
    board = queries.returns_board(report.agency, report.year) if report.state != "published" else []
    may_sign = permissions.may_sign_report(actor, report.agency_id)
    context: dict[str, Any] = {
        "report": report,
        "form": form,
        "sheet": sheet,
        "judgement": judgement,
        "basis": queries.basis_in_words(report),
        "corrections": corrections,
        "acts": [(entry, verb_in_words(entry.verb)) for entry in queries.acts_on(report)],
        "undeclared": [line.agency for line in board if not line.current],
        "publish_by": publish_by(report.agency.kind, report.year),
        "may_compile": permissions.may_compile(actor, report.agency_id),
        "may_sign": may_sign,
        "year_runs": report.year >= clock.today().year,
        "report_address": base,
        **HERE,
    }
    if opened:
        context["closed"] = f"{base}#part-{opened[1]}"
        context["opened_table"], context["opened_row"], context["opened_column"] = opened.split("/")
        living = next((found for found in corrections if found.address == opened and not found.dropped_on), None)
        context["opened"] = open_cell(
            form,
            cells,
            opened,
            actor=actor,
            read=lambda start, stop: queries.sources_of(report, opened, start, stop),
            link=lambda address: f"{base}{address}/#opened",
            start=number_in(request.GET.get("from", "")),
            correction=living,
        )
        if may_sign and report.state != "published" and is_leaf(form, opened):
            context["correcting"] = correcting or CorrectForm(initial={"seen_version": report.version})
    status = 422 if correcting is not None and correcting.errors else 200
    return render(request, "backoffice/report.html", context, status=status)


def number_in(typed: str) -> int:
    """A number out of an address, 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _tell_compiled(request: HttpRequest, report: Any) -> None:
    told = f"已经汇编：计入{report.agencies_counted}个机关的记录。"
    today = report.compiled_at.date()
    form = queries.format_of(report)
    dropped = [form.label(found.address) for found in queries.corrections_of(report) if found.dropped_on == today]
    if dropped:
        messages.warning(
            request,
            f"{told}重新汇编以记录为准，原来手工更正的{'、'.join(dict.fromkeys(dropped))}没有带过来；仍需更正的，请负责人再改一次。",
            extra_tags="warn",
        )
    else:
        messages.success(request, f"{told}请看核对结果，再写正文。", extra_tags="done")


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def sign_report(request: HttpRequest, key: int) -> HttpResponse:
    """签发: what is signed, what stands against it, and the signature."""
    report = report_or_404(request, key)
    form = SignForm(request.POST or None, initial={"seen_version": report.version})
    if request.method == "POST" and form.is_valid():
        signed = None
        with refusals_into(form):
            signed = actions.sign_report(
                report,
                actor=actor_of(request),
                on=clock.today(),
                override_reason=form.cleaned_data["override_reason"],
                seen_version=form.seen,
            )
        if signed is not None:
            messages.success(
                request, "已经签发。下一步由经办人公布；公布之前改动内容，需要重新签发。", extra_tags="done"
            )
            return redirect("backoffice:report", key)
    cells = queries.cells_of(report)
    sums = [cells[f"t3/{row}/total"].value for row in ("received", "carried_in", "closed_total", "carried_out")]
    context = {
        "report": report,
        "form": form,
        "judgement": queries.judgement_of(report, cells),
        "cells": sums,
        "balanced": sums[0] + sums[1] == sums[2] + sums[3],
        "corrections": [found for found in queries.corrections_of(report) if not found.dropped_on],
        "may_sign": permissions.may_sign_report(actor_of(request), report.agency_id),
        "year_runs": report.year >= clock.today().year,
        **HERE,
    }
    return render(request, "backoffice/report_sign.html", context, status=422 if form.errors else 200)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def publish_report(request: HttpRequest, key: int) -> HttpResponse:
    """公布: the signed report goes out and is frozen."""
    report = report_or_404(request, key)
    form = SignForm(request.POST or None, initial={"seen_version": report.version})
    if request.method == "POST" and form.is_valid():
        published = None
        with refusals_into(form):
            published = actions.publish_report(
                report, actor=actor_of(request), on=clock.today(), seen_version=form.seen
            )
        if published is not None:
            messages.success(request, "已经公布。这份报告不再改动；网上的页面和文件已经可以打开。", extra_tags="done")
            return redirect("backoffice:report", key)
    context = {
        "report": report,
        "form": form,
        "may_compile": permissions.may_compile(actor_of(request), report.agency_id),
        **HERE,
    }
    return render(request, "backoffice/report_publish.html", context, status=422 if form.errors else 200)


@at_desk
@require_safe
def report_file(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """The report as PDF, DOCX, CSV or JSON; unpublished, it is marked as a draft."""
    report = report_or_404(request, key)
    if kind not in exports.MEDIA_TYPES:
        raise Http404
    return download(*exports.file_of(report, kind))
