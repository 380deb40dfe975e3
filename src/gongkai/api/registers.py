"""What the house consists of: agencies, columns, the standard catalogue; and its published annual reports."""

from typing import TYPE_CHECKING, Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Path, Query, Router

from gongkai.agencies import queries as agencies
from gongkai.annualreports import exports
from gongkai.annualreports import queries as reports
from gongkai.api import telling
from gongkai.api.shapes import (
    AgencyRow,
    CatalogueField,
    Error,
    FieldRow,
    Report,
    Reports,
    SectionRow,
)
from gongkai.publications.queries import catalogue, site
from gongkai.screens import clock

if TYPE_CHECKING:
    from gongkai.annualreports.models import AnnualReport
    from gongkai.publications.models import PriorityField

router = Router()
LARGEST_KEY = (1 << 63) - 1
PAGE = 50
Slug = Annotated[str, Path(pattern=r"^[0-9A-Za-z_\-]{1,40}$")]


@router.get("/agencies", response={200: list[AgencyRow]}, url_name="agencies", summary="各机关和公开工作机构的联系方式")
def list_agencies(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(agency, name) for name in ("code", "name", "short_name", "address", "hours", "phone")},
            "fax": agency.fax,
            "web_contact": agency.web_contact,
            "kind": agency.kind,
            "takes_applications": agency.takes_applications,
            "url": reverse("portal:agency", args=[agency.code]),
        }
        for agency in agencies.with_all_below(agencies.root()).order_by("code")
    ]


@router.get("/sections", response={200: list[SectionRow]}, url_name="sections", summary="正在开设的栏目")
def list_sections(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "slug": section.slug,
            "name": section.name,
            "description": section.description,
            "kind": section.kind,
            "parent": section.parent.slug if section.parent else None,
            "special": section.is_special,
            "opened_on": section.opened_on,
            "url": reverse("portal:section", args=[section.slug]),
        }
        for section in site.sections(today=clock.today())
    ]


@router.get("/catalogue/fields", response={200: list[FieldRow]}, url_name="fields", summary="重点领域")
def list_fields(request: HttpRequest) -> list[dict[str, Any]]:
    return [_field(field, field.entries or 0) for field in site.fields_with_counts()]  # type: ignore[attr-defined]


@router.get(
    "/catalogue/fields/{slug}",
    response={200: CatalogueField, 404: Error, 422: Error},
    url_name="field",
    summary="一个领域的标准目录：事项、要素、由谁公开",
)
def field(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    try:
        found = catalogue.field(slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    matters: list[dict[str, Any]] = [
        {
            "number": matter.number,
            "first": matter.first,
            "second": matter.second,
            "basis": matter.basis,
            "elements": [telling.element_of(element) for element in matter.elements.all()],
        }
        for matter in catalogue.matters_of(found)
    ]
    entries = sum(
        owed["entries"] for matter in matters for element in matter["elements"] for owed in element["owed_by"]
    )
    return {**_field(found, entries), "matters": matters}


@router.get("/reports", response={200: Reports, 422: Error}, url_name="reports", summary="公布的年度报告")
def list_reports(
    request: HttpRequest,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_KEY, description="上一页给出的 next")] = None,
) -> dict[str, Any]:
    rows = reports.published(before=before, size=PAGE + 1)
    return {"reports": [_report(row) for row in rows[:PAGE]], "next": rows[PAGE - 1].pk if len(rows) > PAGE else None}


@router.get(
    "/reports/{code}/{year}",
    response={200: Report, 404: Error, 422: Error},
    url_name="report",
    summary="一份年度报告：各单元格的数字和来源",
)
def report(
    request: HttpRequest,
    code: Slug,
    year: Annotated[int, Path(ge=2008, le=2100)],
    scope: Annotated[str | None, Query(pattern=r"^(alone|with_below)$")] = None,
) -> dict[str, Any]:
    found = reports.published_report(code, year, scope or "")
    if found is None:
        raise Http404
    told = exports.as_json(found)
    cells = {
        address: {name: cell[name] for name in ("value", "origin", "sources")}
        for address, cell in told["cells"].items()
    }
    return {
        **_report(found),
        "format": told["format"],
        "overview": found.overview,
        "problems": found.problems,
        "other_matters": found.other_matters,
        "cells": cells,
    }


def _field(shown: "PriorityField", entries: int) -> dict[str, Any]:
    return {
        "slug": shown.slug,
        "name": shown.name,
        "aliases": shown.aliases,
        "certain": shown.certain,
        "entries": entries,
        "url": f"/fields/{shown.slug}/",
        "api_url": reverse("api:field", args=[shown.slug]),
    }


def _report(shown: "AnnualReport") -> dict[str, Any]:
    code, year = shown.agency.code, shown.year
    query = "?scope=alone" if shown.scope == "alone" else ""
    return {
        "agency": {"code": code, "name": shown.agency.name},
        "year": year,
        "scope": shown.scope,
        "title": shown.title,
        "published_on": shown.published_on,
        "url": reverse("portal:report", args=[code, year]) + query,
        "api_url": reverse("api:report", args=[code, year]) + query,
        "files": {
            kind: reverse("portal:report_file", args=[code, year, f"report.{kind}"]) + query
            for kind in exports.MEDIA_TYPES
        },
    }
