"""Everything at once, in parts: each a stretch of keys whose address stays, rendered anew, so that no file outlives a withdrawal."""

import csv
import io
import json
from typing import Annotated, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Router

from gongkai.api import telling
from gongkai.api.shapes import Bulk, Error, Item
from gongkai.documents.queries import library
from gongkai.publications.queries import open_data
from gongkai.screens import clock
from gongkai.typesetting.formulas import as_text

router = Router()
LAST_PART = (1 << 63) // open_data.PART - 1
COLUMNS = {
    "id": "编号", "index_number": "索引号", "title": "标题", "document_number": "发文字号", "agency": "发布机构",
    "section": "栏目", "field": "重点领域", "element": "公开内容（要素）", "category": "主题分类", "genre": "体裁分类",
    "dated_on": "成文日期", "published_at": "发布日期", "revised_at": "修订日期", "effective_on": "实施日期",
    "repealed_on": "废止日期", "validity_label": "有效性", "keywords": "关键词", "summary": "内容概述", "source": "信息来源",
    "url": "网址",
}  # fmt: skip
Number = Annotated[int, Path(ge=0, le=LAST_PART)]


@router.get("/bulk", response={200: Bulk}, url_name="bulk", summary="成批下载：各部分的地址")
def bulk(request: HttpRequest) -> dict[str, Any]:
    """The parts that hold something."""
    return {
        "licence": settings.GONGKAI_DATA_LICENCE,
        "parts": [
            {
                "number": part.number,
                "items": part.items,
                "changed_at": part.changed_at,
                "jsonl": reverse("api:bulk_jsonl", args=[part.number]),
                "csv": reverse("api:bulk_csv", args=[part.number]),
            }
            for part in open_data.parts()
        ],
    }


_LINES = {
    "responses": {
        200: {
            "description": "一行一件，JSON，形状同 /items/{key}，没有 versions",
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        }
    }
}
_TABLE = {
    "responses": {
        200: {"description": "一行一件，不含正文", "content": {"text/csv": {"schema": {"type": "string"}}}},
    }
}


@router.get(
    "/bulk/{number}.jsonl",
    response={404: Error, 422: Error},
    url_name="bulk_jsonl",
    summary="一部分，一行一件，附正文",
    openapi_extra=_LINES,
)
def jsonl(request: HttpRequest, number: Number) -> HttpResponse:
    lines = [json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":")) for row in _rows(number)]
    return HttpResponse("\n".join(lines) + "\n", content_type="application/x-ndjson; charset=utf-8")


@router.get(
    "/bulk/{number}.csv",
    response={404: Error, 422: Error},
    url_name="bulk_csv",
    summary="一部分，作为表格",
    openapi_extra=_TABLE,
)
def table(request: HttpRequest, number: Number) -> HttpResponse:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for row in _rows(number):
        told = {**row, **{name: (row[name] or {}).get("name", "") for name in ("agency", "section", "field")}}
        writer.writerow(_plain(told[name]) for name in COLUMNS)
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")


def _rows(number: int) -> list[dict[str, Any]]:
    """The items of a part, as `Item` without its versions. Http404 for a part that holds nothing."""
    today, items = clock.today(), list(open_data.part(number))
    register = library.validities([item.pk for item in items], today)
    rows = [
        telling.item_whole(item, today, register, files=list(item.current.attachments.all()), versions=[])
        for item in items
        if item.current is not None
    ]
    if not rows:
        raise Http404
    names = [name for name in Item.model_fields if name != "versions"]
    return [{name: row[name] for name in names} for row in rows]


def _plain(value: object) -> str:
    """A cell; one that a spreadsheet would take for a formula is marked as text."""
    text = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return as_text(text)
