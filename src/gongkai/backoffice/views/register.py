"""文件 · 登记簿: the register as of any day, one document with its whole life, and a file of it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.backoffice.forms.register import AsOf
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.documents import permissions
from gongkai.documents.queries import histories, register, terms
from gongkai.documents.queries.acts import CHANGES
from gongkai.documents.queries.register import Line, RegisterPage, Wanted
from gongkai.law.validity import Validity
from gongkai.law.workdays import in_words
from gongkai.screens import clock
from gongkai.screens.listings import as_file

HERE = {"here": "文件"}
SIZE = 50
TONES = {
    Validity.IN_FORCE: "good",
    Validity.AMENDED: "partly",
    Validity.NOT_YET: "soon",
    Validity.REPEALED: "void",
    Validity.LAPSED: "void",
    Validity.DECLARED_LAPSED: "void",
}
HEADS = (
    "标题", "发文字号", "登记编号", "类别", "制定机关", "区外的联合制定机关", "领域", "成文日期", "施行日期", "有效期至",
    "有效性", "自何日起", "依据的文件", "依据的文件字号", "代替", "首次公开之日",
)  # fmt: skip


@at_desk
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """文件登记簿 as of a day (`?day=2020-12-31`, else today), narrowed by `validity`, `kind`, `agency`, `year`, `field`, `words`."""
    actor, today = actor_of(request), clock.today()
    form = AsOf(request.GET if request.GET.get("day") else None, initial={"day": today})
    wanted = _wanted(request, form)
    page = register.register_page(actor, wanted, page=_number(request.GET.get("page", "")) or 1, size=SIZE)
    agency = request.post_held.agency  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        **HERE,
        "agency": agency,
        "form": form,
        "wanted": wanted,
        "past": wanted.day != today,
        "page": page,
        "rows": [(line, TONES[line.validity], _days_left(line, wanted.day, today)) for line in page.lines],
        "states": [(key, label, page.by_validity.get(key, 0)) for key, label in register.STATES],
        "fitting": sum(page.by_validity.values()),
        "kinds": register.KINDS,
        "pager": _pager(request, page),
        "query": _query(request, without=("validity", "page")),
        "everything": _query(request, without=("page",)),
        "enters": permissions.may_register(actor, agency),
        "sets": permissions.may_set_rules(actor, agency),
        "filtered": any((wanted.kind, wanted.agency, wanted.year, wanted.field, wanted.words)),
        "terms": terms.terms_for(actor, today) if _plain(request) else [],
    }
    return render(request, "backoffice/document_list.html", context)


@at_desk
@require_safe
def documents_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list whole, as XLSX or CSV."""
    wanted = _wanted(request, AsOf(request.GET if request.GET.get("day") else None))
    lines = register.register_lines(actor_of(request), wanted)
    name = f"规范性文件登记簿（截至{in_words(wanted.day)}）"
    return as_file([HEADS, *(_told(line) for line in lines)], name, kind)


def document_for(request: HttpRequest, key: int) -> Any:
    """The document with all its page tells, for somebody who may see it; what is public, for everybody. Http404 when there is none."""
    document = histories.document_at_desk(key)
    if document is None:
        raise Http404
    if histories.disclosed_on(document) is None:
        permissions.require_see_document(actor_of(request), document)
    return document


@at_desk
@require_safe
def document(request: HttpRequest, key: int) -> HttpResponse:
    """One document: how it stands and why, its life day by day, what it rests on, what it changed. While it is made: its making."""
    found, today = document_for(request, key), clock.today()
    standing = histories.standing_of(found, today)
    if standing is None:
        return redirect("backoffice:life", key)
    actor = actor_of(request)
    history = histories.history_of(found)
    keeps = permissions.may_register(actor, found.agency)
    context = {
        **HERE,
        "document": found,
        "standing": standing,
        "tone": TONES[standing.validity] if standing.validity else "",
        "made_so": _made_so(found, standing),
        "past": [moment for moment in history if moment.on <= today],
        "coming": [moment for moment in history if moment.on > today],
        "disclosed_on": histories.disclosed_on(found),
        "joint": [*(one.name for one in found.joint.all()), *found.joint_outside],
        "keeps": keeps,
        "changes": keeps and not (standing.ends and standing.ends[0] <= today),
        "acts": [(entry, CHANGES.get(entry.verb, entry.verb)) for entry in histories.acts_on(found)] if keeps else [],
        "today": today,
    }
    return render(request, "backoffice/document.html", context)


def _made_so(found: Any, standing: histories.Standing) -> Any:
    """The standing act that ended or last amended it; None where a term or nothing did."""
    kinds = {
        Validity.REPEALED: "repealed",
        Validity.DECLARED_LAPSED: "declared_lapsed",
        Validity.AMENDED: "amended",
    }
    wanted = kinds.get(standing.validity) if standing.validity else None
    rows = [one for one in found.all_changes if one.cancelled_at is None and one.kind == wanted]
    return next((one for one in reversed(rows) if standing.since and one.effective_on <= standing.since), None)


def _wanted(request: HttpRequest, form: AsOf) -> Wanted:
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("validity", "kind", "words")}
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    return Wanted(
        day=day or clock.today(),
        validity=asked["validity"] if asked["validity"] in dict(register.STATES) else "",
        kind=asked["kind"] if asked["kind"] in dict(register.KINDS) else "",
        agency=_number(request.GET.get("agency", "")),
        year=_number(request.GET.get("year", "")),
        field=_number(request.GET.get("field", "")),
        words=asked["words"],
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _plain(request: HttpRequest) -> bool:
    """Whether the list is as it opens: then terms that run out are told above it."""
    return not any(value for value in request.GET.values())


def _days_left(line: Line, day: date, today: date) -> int | None:
    """How many days its term has left, the last day counted; None without one, long before it, and in a list of a past day."""
    if line.last_day is None or not line.validity.holds or day != today:
        return None
    left = (line.last_day - today).days + 1
    return left if 0 < left <= 90 else None


def _query(request: HttpRequest, *, without: tuple[str, ...], **wanted: str) -> str:
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    for name, value in wanted.items():
        query[name] = value
    return query.urlencode()


def _pager(request: HttpRequest, page: RegisterPage) -> dict[str, str]:
    def at(number: int) -> str:
        return f"?{_query(request, without=('page',), page=str(number))}"

    return {
        "older": at(page.page + 1) if page.page < page.pages else "",
        "newest": at(page.page - 1) if page.page > 1 else "",
    }


def _told(line: Line) -> list[str]:
    """A row of the file. Days as 2020-03-02, so that spreadsheets sort them."""
    act, fact = line.act, line.fact
    days = [fact.issued_on, fact.effective_on, line.last_day]
    issued, begins, last = (day.isoformat() if day else "" for day in days)
    return [
        line.title,
        line.number,
        line.registration_number,
        line.kind_label,
        line.agency,
        "、".join(line.joint_outside),
        line.field,
        issued,
        begins,
        last,
        line.validity.label,
        act.on.isoformat() if act else "",
        act.title if act else "",
        act.number if act else "",
        "是" if act and act.replaced else "",
        fact.disclosed_on.isoformat() if fact.disclosed_on else "",
    ]
