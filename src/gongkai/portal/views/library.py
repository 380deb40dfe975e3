"""文件库: the normative documents that are public, how each stands today, what changed it, its text to read and to keep."""

from dataclasses import asdict
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.documents.queries import library as queries
from gongkai.documents.queries import shown
from gongkai.portal import bodies, columns, document_record, item_record
from gongkai.portal.views.feeds import NEWEST, RSS, XML, at_site, fit, written, xml
from gongkai.portal.views.items import tombstone
from gongkai.screens import clock
from gongkai.screens.rendered import depends_on, rendered

if TYPE_CHECKING:
    from gongkai.documents.models import NormativeDocument

SIZE = 20
LONGEST = 100  # signs of the words sought
PARAMS = ("words", "validity", "agency", "year", "kind", "field", "before")
KINDS = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
LABELS = {"validity": "效力", "agency": "制定机关", "year": "成文年份", "kind": "类别", "field": "领域"}


@require_safe
@rendered("documents", "home", "agencies", "fields", params=PARAMS)
def library(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by validity, agency, year, kind, field and words, a page at a time."""
    asked = asked_of(request)
    before = request.GET.get("before", "")[:40]
    found = queries.find(asked, clock.today(), before=before, size=SIZE)
    depends_on(request, *_groups_of(found.rows))
    context = {
        "asked": asked,
        "found": found,
        "rows": [(row, item_record.TONES[row.validity]) for row in found.rows],
        "filters": [
            (name, LABELS[name], str(getattr(asked, name) or ""), told)
            for name, told in found.choices.items()
            if len(told) > 1 or getattr(asked, name)
        ],
        "older": _query(asked, before=found.older) if found.older else "",
        "first": _query(asked) if before else "",
        "is_narrowed": asked != queries.Narrowed(),
        "column": columns.LIBRARY,
        "section": "statutory",
        "feed": reverse("portal:feed_of_documents"),
    }
    return render(request, "portal/library.html", context)


def asked_of(request: HttpRequest) -> queries.Narrowed:
    """What is asked for; what cannot be understood is passed over."""
    told = {name: request.GET.get(name, "").replace("\x00", "")[:40] for name in LABELS}
    year = told.pop("year")
    return queries.Narrowed(
        **told,
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        words=" ".join(request.GET.get("words", "").replace("\x00", " ").split())[:LONGEST],
    )


def _query(asked: queries.Narrowed, **more: str) -> str:
    told = {name: value for name, value in {**asdict(asked), **more}.items() if value}
    return f"?{urlencode(told)}"


def _groups_of(rows: list[queries.Row]) -> list[str]:
    return [f"document:{row.pk}" for row in rows] + [f"item:{row.item}" for row in rows if row.item is not None]


@require_safe
@rendered("fields", "agencies")
def document(request: HttpRequest, key: int) -> HttpResponse:
    """One document: how it stands, large; its course, its bases and what rests on it, its texts, who explains it."""
    today = clock.today()
    found = _document(request, key)
    if shown.is_withdrawn(found):
        assert found.publication_id is not None
        return tombstone(request, found.publication_id)
    fact, ties = shown.ties_of(found, today)
    state = shown.state_of(fact, ties.changes, today)
    if state is None:
        raise Http404
    beside = shown.beside(found, today)
    depends_on(request, *(f"document:{one}" for one in ties.documents), *(f"item:{one}" for one in ties.items))
    readings = shown.readings_of(beside)
    depends_on(request, *(f"item:{one.key}" for one in readings if one.key is not None))
    told = document_record.told_of(state)
    context = {
        **_text_of(found, told, beside),
        "document": found,
        "told": told,
        "title_parts": item_record.parts_of(found.title),
        "rows": document_record.rows_of(found, state, beside),
        "course": document_record.course_of(found, fact, ties, beside, today),
        "ties": ties,
        "done": document_record.DONE,
        "readings": readings,
        "is_exempt": bool(found.no_interpretation),
        "address": request.build_absolute_uri(reverse("portal:document", args=[key])),
        "released_at": _released_at(fact.disclosed_on),
        "column": columns.LIBRARY,
        "section": "statutory",
    }
    return render(request, "portal/document.html", context)


def _document(request: HttpRequest, key: int) -> "NormativeDocument":
    found = shown.document(key, clock.today())
    if found is None:
        raise Http404
    depends_on(request, f"document:{key}")
    if found.publication_id is not None:
        depends_on(request, f"item:{found.publication_id}")
    return found


def _text_of(found: "NormativeDocument", told: document_record.Told, beside: list[shown.Beside]) -> dict[str, Any]:
    """The text as it stands, its earlier ones and its files; nothing where the text is not here."""
    text = shown.text_of(found)
    if text is None or found.publication_id is None:
        return {"text": None}
    item = found.publication_id
    own = [
        (
            label,
            reverse("portal:document_file", args=[found.pk, document_record.file_name(found.title, told.word, ending)]),
        )
        for ending, label in (("pdf", "PDF"), ("docx", "Word"))
    ]
    return {
        "text": text,
        "item": item,
        "body": bodies.shown(text.body, item=item),
        "own_files": own if text.body else [],
        "files": document_record.files_of(item, beside),
        "releases": [one for one in reversed(beside) if one.what == "release"],
    }


def _released_at(day: Any) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=clock.now().tzinfo) if day is not None else None


@require_safe
@rendered()
def file(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """The text set anew as it is asked for, PDF or Word. The standing is in its name and at the head of each page; an address
    that names another standing leads to the one that is right today."""
    today, (_, dot, ending) = clock.today(), name.rpartition(".")
    found = _document(request, key)
    text = shown.text_of(found)
    if not dot or ending not in KINDS or text is None or not text.body:
        raise Http404
    fact, ties = shown.ties_of(found, today)
    state = shown.state_of(fact, ties.changes, today)
    if state is None:
        raise Http404
    depends_on(request, *(f"document:{one}" for one in ties.documents), *(f"item:{one}" for one in ties.items))
    told = document_record.told_of(state)
    right = document_record.file_name(found.title, told.word, ending)
    if name != right:
        return HttpResponseRedirect(reverse("portal:document_file", args=[key, right]))
    response = HttpResponse(_set(found, told, text.body, ending), content_type=KINDS[ending])
    response["Content-Disposition"] = content_disposition_header(ending == "docx", right) or ""
    return response


def _set(found: "NormativeDocument", told: document_record.Told, body: str, ending: str) -> bytes:
    from gongkai.typesetting import normative  # large libraries, loaded by the first who keeps a text

    text = normative.NormativeText(
        title=found.title,
        number=found.number,
        agency=found.agency.name,
        state=told.word,
        told=told.sentence,
        read_on=clock.today(),
        blocks=normative.blocks_of(body),
        source=f"documents/{found.pk}",
    )
    return normative.text_pdf(text) if ending == "pdf" else normative.text_docx(text)


@require_safe
@rendered("documents", "home")
def feed(request: HttpRequest) -> HttpResponse:
    """The documents issued last, each with how it stands."""
    rows = queries.newest(clock.today(), NEWEST)
    depends_on(request, *_groups_of(rows))
    rss = written(request, "文件库", "新制定的规范性文件", reverse("portal:library"))
    for row in rows:
        address = request.build_absolute_uri(reverse("portal:document", args=[row.pk]))
        rss.add_item(
            title=fit(f"{row.title}（{row.validity.label}）"),
            link=address,
            description=fit(" ".join(filter(None, (row.agency_name, row.number, row.validity.label)))),
            unique_id=address,
            pubdate=_released_at(row.issued_on),
            author_name=fit(row.agency_name),
        )
    return HttpResponse(rss.writeString("utf-8"), content_type=RSS)


@require_safe
@rendered("documents", "home")
def sitemap(request: HttpRequest) -> HttpResponse:
    """The page of every document in the library."""
    rows = queries.rows_on(clock.today())
    before, after = at_site(request, reverse("portal:document", args=[0])).rsplit("0", 1)
    told = "".join(f"<url><loc>{before}{row.pk}{after}</loc></url>" for row in rows)
    return HttpResponse(xml("urlset", told), content_type=XML)
