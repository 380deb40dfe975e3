"""What lies on paper where people can read it (Regulations art. 25): reading places, their shelves, what was handed over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.law.workdays import in_words
from gongkai.pages.actions import touch
from gongkai.publications.actions.record import require_fits
from gongkai.publications.keeping import require_keep_place
from gongkai.publications.models import Deposit, Publication, ReadingPlace, ShelfRecord
from gongkai.publications.queries import hall as queries
from gongkai.publications.queries.public import READABLE

ARTICLE = cite("条例", 25)
PAGES = "hall"  # the group of the public list
MOST_COPIES = 10_000
DEPOSITS = frozenset(
    {ReadingPlace.Kind.ARCHIVE, ReadingPlace.Kind.LIBRARY}
)  # what is public is handed to these (art. 25)


@dataclass(frozen=True)
class PlaceTold:
    """What is told of a reading place. kind: archive, library, service_hall or other."""

    kind: str
    name: str
    address: str
    hours: str
    phone: str = ""


@dataclass(frozen=True)
class ShelfTold:
    """What is put on a shelf. title may be left empty where it is a print of a public item; shelf: 政务公开架·2层."""

    shelf: str
    since: date
    title: str = ""
    copies: int = 1


@transaction.atomic
def found_reading_place(agency: Agency, *, told: PlaceTold, actor: Actor) -> ReadingPlace:
    """设立查阅场所 of an agency: archive, library, service hall or another place with what is needed for reading (art. 25)."""
    require_keep_place(actor, agency, "设立查阅场所")
    place = ReadingPlace(agency=agency)
    _tell(place, told)
    place.save()
    _trace(actor, "place.founded", place, agency=agency.short_name, name=place.name)
    return place


@transaction.atomic
def change_reading_place(
    place: ReadingPlace, *, told: PlaceTold, actor: Actor, seen_version: int | None
) -> ReadingPlace:
    """更改查阅场所: address, hours, telephone as they are now."""
    place = _open_place(place, "更改查阅场所", actor, seen_version)
    before = {name: getattr(place, name) for name in PlaceTold.__annotations__}
    _tell(place, told)
    changed = {
        str(place._meta.get_field(name).verbose_name): f"{old} → {getattr(place, name)}"  # type: ignore[union-attr]
        for name, old in before.items()
        if getattr(place, name) != old
    }
    if not changed:
        raise NotAcceptable("place.unchanged", "内容没有改动。", "请改要改的一项；没有要改的，不用提交。")
    place.version += 1
    place.save()
    _trace(actor, "place.changed", place, name=place.name, changed=changed)
    return place


@transaction.atomic
def close_reading_place(place: ReadingPlace, *, reason: str, actor: Actor, seen_version: int | None) -> ReadingPlace:
    """撤销查阅场所: what still lies there is taken off the shelves. The place stays on record."""
    place = _open_place(place, "撤销查阅场所", actor, seen_version)
    reason = _require_reason(reason, "场所迁到别处")
    on = actor.at.date()
    cleared = ShelfRecord.objects.filter(place=place, until__isnull=True)
    count = cleared.update(until=on, taken_off_because=f"查阅场所撤销：{reason}"[:200])
    place.closed_on = on
    place.version += 1
    place.save()
    _trace(actor, "place.closed", place, name=place.name, reason=reason, count=count)
    return place


@transaction.atomic
def shelve(
    place: ReadingPlace, *, told: ShelfTold, actor: Actor, publication: Publication | None = None
) -> ShelfRecord:
    """上架: a print of a public item, or something else people may read there."""
    place = _open_place(place, "上架", actor)
    if publication is not None:
        _require_public(publication)
    title = told.title.strip() or (publication.current.title if publication and publication.current else "")
    if not title:
        raise NotAcceptable(
            "shelf.no_title", "还没有写名称。", "请写架上资料的名称，或者选一件公开的信息。", field="title"
        )
    if not told.shelf.strip():
        raise NotAcceptable("shelf.no_shelf", "还没有写架位。", "请写放在哪里，例如“政务公开架2层”。", field="shelf")
    if not 1 <= told.copies <= MOST_COPIES:
        raise NotAcceptable("shelf.copies", f"份数是{told.copies}。", "请照实际份数填写，至少一份。", field="copies")
    _require_day(told.since, actor, "since")
    record = ShelfRecord(
        place=place,
        publication=publication,
        title=title,
        shelf=told.shelf.strip(),
        copies=told.copies,
        since=told.since,
    )
    require_fits(record)
    record.save()
    _trace(actor, "shelf.put", record, on=told.since, name=record.title, place=place.name, shelf=record.shelf)
    return record


@transaction.atomic
def take_off_shelf(record: ShelfRecord, *, reason: str, on: date, actor: Actor) -> ShelfRecord:
    """下架, with the reason: replaced, withdrawn, worn out. The record stays."""
    record = (
        ShelfRecord.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place__agency")
        .get(pk=record.pk)
    )
    require_keep_place(actor, record.place.agency, "下架")
    if record.until:
        raise NotLawful(
            "shelf.off", None, f"“{record.title}”{in_words(record.until)}已经下架。", "要再放上去的，请重新上架。"
        )
    reason = _require_reason(reason, "已有新版")
    _require_day(on, actor, "on")
    if on < record.since:
        raise NotAcceptable(
            "shelf.off_before_on",
            f"下架之日早于上架之日（{in_words(record.since)}）。",
            "请核对两个日期，改正填错的一个。",
            field="on",
        )
    record.until, record.taken_off_because = on, reason
    require_fits(record)
    record.save()
    _trace(actor, "shelf.taken_off", record, on=on, name=record.title, place=record.place.name, reason=reason)
    return record


@transaction.atomic
def record_deposit(
    place: ReadingPlace, *, since: date, until: date, handed_on: date, actor: Actor, received_by: str = ""
) -> Deposit:
    """登记移交 to archive or library: what became public in a period, with index numbers, as it stood that day (art. 25)."""
    place = _open_place(place, "登记移交", actor)
    if place.kind not in DEPOSITS:
        raise NotLawful(
            "deposit.kind",
            ARTICLE,
            f"“{place.name}”是{place.get_kind_display()}，不接收移交。",
            "条例第二十五条说的是向国家档案馆、公共图书馆提供；放在别处供人查阅的，请用“上架”登记。",
        )
    if since > until:
        raise NotAcceptable("deposit.period", "起日晚于止日。", "请核对两个日期。", field="until")
    _require_day(handed_on, actor, "handed_on")
    if until > handed_on:
        raise NotAcceptable("deposit.not_over", "移交的时段还没有过完。", "止日不要晚于移交之日。", field="until")
    earlier = Deposit.objects.filter(place=place, since__lte=until, until__gte=since).first()
    if earlier is not None:
        raise NotAcceptable(
            "deposit.twice",
            f"{in_words(earlier.since)}至{in_words(earlier.until)}公开的，{in_words(earlier.handed_on)}已经移交过。",
            "请把起日改到那以后。",
            field="since",
        )
    items = [
        {"key": item.pk, "index_number": item.index_number, "title": item.current.title if item.current else ""}
        for item in queries.released_between(place.agency, since, until)
    ]
    if not items:
        raise NotAcceptable(
            "deposit.nothing", "这段时间没有公开的信息，没有可以移交的。", "请核对起止日期。", field="since"
        )
    deposit = Deposit(
        place=place, since=since, until=until, handed_on=handed_on, items=items, received_by=received_by.strip()
    )
    require_fits(deposit)
    deposit.save()
    period = f"{in_words(since)}至{in_words(until)}"
    _trace(actor, "deposit.recorded", deposit, on=handed_on, place=place.name, period=period, count=len(items))
    return deposit


def _tell(place: ReadingPlace, told: PlaceTold) -> None:
    if told.kind not in ReadingPlace.Kind.values:
        raise NotAcceptable("place.kind", "没有这种查阅场所。", "请从列出的类别里选。", field="kind")
    for name, label in (("name", "名称"), ("address", "地址"), ("hours", "开放时间")):
        if not getattr(told, name).strip():
            raise NotAcceptable(f"place.no_{name}", f"还没有写{label}。", "读者要凭它找到地方，请写上。", field=name)
    for name, value in vars(told).items():
        setattr(place, name, value.strip())
    require_fits(place)
    if ReadingPlace.objects.filter(name=place.name).exclude(pk=place.pk).exists():
        raise NotAcceptable(
            "place.name_taken", f"已经有名称是“{place.name}”的查阅场所。", "请写全称，加以区别。", field="name"
        )


def _open_place(place: ReadingPlace, verb: str, actor: Actor, seen_version: int | None = None) -> ReadingPlace:
    """The place as it stands now, locked, still open, and kept by the actor."""
    place = ReadingPlace.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=place.pk)
    if seen_version is not None and place.version != seen_version:
        raise Stale(
            "place.edited",
            f"您打开这一页之后，有同事改动了“{place.name}”。",
            "您填的内容都还在。请看过最新的登记，再决定是否提交。",
        )
    require_keep_place(actor, place.agency, verb)
    if place.closed_on:
        raise NotLawful(
            "place.closed", None, f"“{place.name}”{in_words(place.closed_on)}已经撤销。", "请在别的查阅场所办理。"
        )
    return place


def _require_public(publication: Publication) -> None:
    standing = Publication.objects.values_list("standing", flat=True).get(pk=publication.pk)
    if standing not in READABLE:
        raise NotLawful(
            "shelf.not_public", ARTICLE, "这一件现在没有公开，不能上架。", "请选已经公开的信息。", field="publication"
        )


def _require_reason(reason: str, example: str) -> str:
    if not reason.strip():
        raise NotAcceptable("shelf.no_reason", "还没有写理由。", f"请写明理由，例如“{example}”。", field="reason")
    return reason.strip()


def _require_day(on: date, actor: Actor, field: str) -> None:
    if on > actor.at.date():
        raise NotAcceptable("date.future", f"{in_words(on)}还没有到。", "请填已经发生的日期。", field=field)


def _trace(actor: Actor, verb: str, subject: Any, *, on: date | None = None, **details: Any) -> None:
    audit.record(actor, verb, subject, on=on or actor.at.date(), ground=ARTICLE, **details)
    touch(PAGES)
