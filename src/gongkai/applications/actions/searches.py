"""检索: looked for, and what was found; whose the information is (Regulations art. 10) and proof that there is none (art. 36)."""

from datetime import date

from django.db import transaction

from gongkai.applications.actions.record import finish, lock, require_day, require_fits, require_verb
from gongkai.applications.models import Application, SearchRecord
from gongkai.applications.permissions import require_handle
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Verb

_NEEDED = {
    "searched_by": "检索人",
    "office": "检索的机构",
    "sources": "检索的档案、系统",
    "keywords": "关键词",
}
_FROM_OTHERS = frozenset({SearchRecord.Origin.AGENCY, SearchRecord.Origin.JOINT})


@transaction.atomic
def record_search(
    application: Application,
    *,
    searched_by: str,
    office: str,
    sources: str,
    keywords: str,
    found: bool,
    actor: Actor,
    on: date,
    result: str = "",
    origin: str = "",
    origin_agency: str = "",
    seen_version: int | None = None,
) -> Application:
    """登记检索记录: who, where, by which words, when, and what was found. A court asks for it where nothing is held (art. 36).

    origin: of what was found, and so who releases it (art. 10): the maker, the keeper of what citizens gave, the agency that
    made or first obtained it, the lead of several makers; origin_agency names the last two.
    """
    application = lock(application, seen_version)
    require_handle(actor, application.agency_id, "登记检索记录")
    require_verb(application, Verb.RECORD_SEARCH)
    require_day(on, actor, not_before=application.arrived_on, before_what="到达之日")
    record = SearchRecord(
        application=application,
        searched_on=on,
        searched_by=searched_by.strip(),
        office=office.strip(),
        sources=sources.strip(),
        keywords=keywords.strip(),
        found=found,
        result=result.strip() or ("" if found else "没有检索到"),
        origin=origin,
        origin_agency=origin_agency.strip(),
    )
    _require_told(record)
    require_fits(record)
    record.save()
    ground = cite("条例", 10) if found else cite("条例", 36, None, 4)
    return finish(application, actor, "search_recorded", on=on, ground=ground, found=found, origin=origin)


def _require_told(record: SearchRecord) -> None:
    for field, what in _NEEDED.items():
        if not getattr(record, field):
            raise NotAcceptable(
                "search.incomplete", f"检索记录还没有填{what}。", f"请填写{what}，四项缺一不可。", field=field
            )
    if record.origin and record.origin not in SearchRecord.Origin.values:
        raise NotAcceptable("search.origin", "信息的来源不在可选范围内。", "请从列出的选项中选择来源。", field="origin")
    if record.found and not record.result:
        raise NotAcceptable("search.no_result", "检索到了什么还没有写。", "请写明文件的名称、文号。", field="result")
    if record.found and not record.origin:
        raise NotAcceptable(
            "search.no_origin",
            "检索到的信息从哪里来，还没有选。",
            "请选择来源：由谁公开按来源定（条例第十条）。",
            field="origin",
        )
    if record.origin in _FROM_OTHERS and not record.origin_agency:
        raise NotAcceptable(
            "search.no_agency",
            "还没有写是哪个机关。",
            "请写制作、最初获取或者牵头制作的机关的名称。",
            field="origin_agency",
        )
