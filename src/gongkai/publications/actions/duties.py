"""Who owes an element of the catalogue: assigned, handed over, filled, not applicable (Regulations art. 10, 19, 20, 26)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from gongkai.agencies.models import Agency, Person
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.workdays import in_words
from gongkai.pages.actions import touch
from gongkai.publications.actions.owing import clear_not_applicable, count_again, lock_duty
from gongkai.publications.actions.record import require_fits
from gongkai.publications.catalogue_permissions import (
    require_confirm,
    require_fill,
    require_hand_over,
    require_keep_catalogue,
)
from gongkai.publications.models import Element, ElementDuty, PriorityField

OWING = cite("条例", 10, 1)
IN_TIME = cite("条例", 26)


@transaction.atomic
def assign_element(
    element: Element, *, agency: Agency, since: date, actor: Actor, contact: Person | None = None
) -> ElementDuty:
    """指定公开主体: the agency owes the element from that day on; contact: who fills it (art. 10: whoever made it publishes it)."""
    require_keep_catalogue(actor, "指定公开主体")
    if ElementDuty.objects.filter(element=element, agency=agency, until__isnull=True).exists():
        raise NotAcceptable(
            "duty.assigned_already",
            f"“{element.name}”已经由{agency.short_name}负责。",
            "要换联络员的，请办交接；不再负责的，请先结束。",
            field="agency",
        )
    duty = _new_duty(element, agency, since, _contact_of(agency, contact, since))
    duty.save()
    count_again([duty])
    field = element.matter.field
    audit.record(
        actor,
        "duty.assigned",
        duty,
        on=since,
        ground=OWING,
        agency=agency.short_name,
        name=element.name,
        field=field.name,
    )
    touch("fields", f"field:{field.slug}")
    return duty


@transaction.atomic
def assign_field(
    field: PriorityField, *, agency: Agency, level: str, since: date, actor: Actor, contact: Person | None = None
) -> list[ElementDuty]:
    """整个领域指定公开主体: every element of that level ("county" or "township") the agency does not owe yet."""
    require_keep_catalogue(actor, "指定公开主体")
    if level not in {"county", "township"}:
        raise NotAcceptable("duty.level", "没有这个公开层级。", "请选县级或者乡级。", field="level")
    contact = _contact_of(agency, contact, since)
    owed = ElementDuty.objects.filter(agency=agency, until__isnull=True).values("element")
    elements = Element.objects.filter(matter__field=field, **{level: True}).exclude(pk__in=owed)
    duties = ElementDuty.objects.bulk_create([_new_duty(element, agency, since, contact) for element in elements])
    if not duties:
        raise NotAcceptable(
            "duty.nothing_to_assign",
            f"“{field.name}”里没有可以再交给{agency.short_name}的要素。",
            "请核对公开层级，或者先导入目录。",
            field="agency",
        )
    count_again(ElementDuty.objects.filter(pk__in=[duty.pk for duty in duties]).select_related("element"))
    audit.record(
        actor,
        "field.assigned",
        field,
        on=since,
        ground=OWING,
        agency=agency.short_name,
        name=field.name,
        elements=len(duties),
    )
    touch("fields", f"field:{field.slug}")
    return duties


@transaction.atomic
def end_duty(duty: ElementDuty, *, until: date, reason: str, actor: Actor, seen_version: int | None) -> ElementDuty:
    """结束公开责任: `until` is the last day. What the agency published for it stays public and counted."""
    duty = lock_duty(duty, seen_version)
    require_keep_catalogue(actor, "结束公开责任")
    require_owing(duty)
    reason = _reason(reason, "职责已经划转，依据示编〔2025〕8号")
    if until < duty.since:
        raise NotAcceptable(
            "duty.ends_early", f"{in_words(until)}早于开始负责的{in_words(duty.since)}。", "请核对日期。", field="until"
        )
    duty.until, duty.due_on = until, None
    _trace(duty, actor, "ended", on=until, reason=reason)
    return duty


@transaction.atomic
def hand_over(agency: Agency, *, leaving: Person | None, taking: Person, actor: Actor) -> int:
    """换人: every element of the agency that `leaving` had (None: that nobody had) goes to `taking`. How many."""
    touch("fields")
    require_hand_over(actor, agency)
    day = actor.at.date()
    if leaving is not None and leaving.pk == taking.pk:
        raise NotAcceptable("duty.same_person", "接手的人就是现在的联络员。", "请选另一位同事。", field="taking")
    _contact_of(agency, taking, day)
    duties = ElementDuty.objects.filter(agency=agency, until__isnull=True, contact=leaving)
    count = 0
    for duty in duties.select_for_update(no_key=True):
        duty.contact, count = taking, count + 1
        duty.version += 1
        duty.save(update_fields=["contact", "version"])
    if not count:
        raise NotAcceptable(
            "duty.nothing_to_hand_over",
            f"{leaving.name if leaving else '没有联络员的'}名下没有要交接的目录要素。",
            "不用办交接；新的要素由区一级公开工作机构指定。",
            field="leaving",
        )
    audit.record(
        actor,
        "agency.duties_handed_over",
        agency,
        on=day,
        agency=agency.short_name,
        leaving=leaving.name if leaving else "",
        taking=taking.name,
        elements=count,
    )
    return count


@transaction.atomic
def note_formed(duty: ElementDuty, *, on: date, actor: Actor, seen_version: int | None) -> ElementDuty:
    """登记信息形成: it was formed or changed that day, and is owed from then on (art. 26)."""
    duty = lock_duty(duty, seen_version)
    require_fill(actor, duty, "登记信息形成之日")
    require_owing(duty)
    require_owed(duty)
    if on > actor.at.date():
        raise NotAcceptable("date.future", f"{in_words(on)}还没有到。", "请填信息已经形成的日期。", field="on")
    duty.formed_on = on
    _save(duty)
    _trace(duty, actor, "formed", on=on, ground=IN_TIME, due_after=str(duty.due_on or ""))
    return duty


@transaction.atomic
def mark_not_applicable(duty: ElementDuty, *, reason: str, actor: Actor, seen_version: int | None) -> ElementDuty:
    """报不适用: the agency has no such information, because …; the disclosure office of the head confirms or refuses it."""
    duty = lock_duty(duty, seen_version)
    require_fill(actor, duty, "报不适用")
    require_owing(duty)
    require_owed(duty)
    if duty.entries:
        raise NotLawful(
            "duty.filled",
            IN_TIME,
            f"这一项已经公开过{duty.entries}条，不能报不适用。",
            "职责划转的，请区一级公开工作机构结束本机关的公开责任。",
        )
    duty.not_applicable = _reason(reason, "许可职权已经划转区行政审批局，见示编〔2025〕8号")
    duty.not_applicable_on, duty.not_applicable_by = actor.at.date(), actor.name
    duty.not_applicable_person_id = actor.person_id
    duty.confirmed_by, duty.confirmed_on = "", None
    _save(duty)
    _trace(duty, actor, "reported", reason=duty.not_applicable)
    return duty


@transaction.atomic
def confirm_not_applicable(duty: ElementDuty, *, actor: Actor, seen_version: int | None) -> ElementDuty:
    """核对不适用: the reason holds; the element is owed no longer until the agency or the office says otherwise."""
    duty = lock_duty(duty, seen_version)
    require_confirm(actor, duty, "核对不适用")
    _require_reported(duty)
    duty.confirmed_by, duty.confirmed_on = actor.name, actor.at.date()
    _save(duty)
    _trace(duty, actor, "confirmed", reason=duty.not_applicable)
    return duty


@transaction.atomic
def refuse_not_applicable(duty: ElementDuty, *, reason: str, actor: Actor, seen_version: int | None) -> ElementDuty:
    """退回不适用: the reason does not hold, or holds no longer; the element is owed again, with what was said kept in the journal."""
    duty = lock_duty(duty, seen_version)
    require_confirm(actor, duty, "退回不适用")
    if not duty.not_applicable:
        raise NotLawful("duty.not_reported", None, "这一项没有报不适用。", "请刷新这一页，看最新的情况。")
    reason, reported = _reason(reason, "该职权仍由你单位行使"), duty.not_applicable
    clear_not_applicable(duty)
    _save(duty)
    _trace(duty, actor, "refused", reason=reason, before=reported)
    return duty


@transaction.atomic
def recompute_duties(*, actor: Actor) -> int:
    """重算目录期限: after a calendar was loaded, bring the last days in line with it. How many changed."""
    require_keep_catalogue(actor, "重算目录期限")
    touch("fields")
    changed = count_again(ElementDuty.objects.filter(until__isnull=True).select_related("element"))
    audit.record(actor, "catalogue.recomputed", "catalogue", on=actor.at.date(), elements=changed)
    return changed


@transaction.atomic
def refresh_duties(keys: Iterable[int]) -> int:
    """A step of an import: count the entries of these duties again, all at once. How many changed."""
    touch("fields")
    return count_again(
        ElementDuty.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=list(keys))
        .select_related("element")
    )


def _new_duty(element: Element, agency: Agency, since: date, contact: Person | None) -> ElementDuty:
    return ElementDuty(element=element, agency=agency, contact=contact, since=since)


def _contact_of(agency: Agency, contact: Person | None, day: date) -> Person | None:
    """The contact named, who must hold a post at the agency that day; without one, its only contact if it has just one."""
    from_posts = _people_at(agency, day)
    if contact is None:
        only = [person for person, duty in from_posts if duty == "contact"]
        return only[0] if len(only) == 1 else None
    if contact.pk not in {person.pk for person, _ in from_posts}:
        raise NotAcceptable(
            "duty.no_post",
            f"{contact.name}在{agency.short_name}没有岗位。",
            "请先由系统管理员安排岗位，或者选别的同事。",
            field="contact",
        )
    return contact


def _people_at(agency: Agency, day: date) -> Sequence[tuple[Person, str]]:
    posts = agency.posts.held_on(day).select_related("person")
    return [(post.person, post.duty) for post in posts]


def require_owing(duty: ElementDuty) -> None:
    """NotLawful where the agency owes it no longer."""
    if duty.until is not None:
        raise NotLawful(
            "duty.over",
            OWING,
            f"{duty.agency.short_name}自{in_words(duty.until + timedelta(days=1))}起不再负责这一项。",
            "请在目录里看现在由哪个机关负责。",
        )


def require_owed(duty: ElementDuty) -> None:
    """NotLawful where it was confirmed to be not applicable."""
    if duty.not_applicable and duty.confirmed_on is not None:
        raise NotLawful(
            "duty.not_applicable",
            None,
            f"这一项已经核对为不适用（{in_words(duty.confirmed_on)}，{duty.confirmed_by}）。",
            "情况变了的，请区一级公开工作机构退回不适用，再填报。",
        )


def _require_reported(duty: ElementDuty) -> None:
    if not duty.not_applicable or duty.confirmed_on is not None:
        raise NotLawful("duty.not_reported", None, "这一项没有待核对的“不适用”。", "可能同事已经办过，请刷新这一页。")


def _reason(reason: str, example: str) -> str:
    if not reason.strip():
        raise NotAcceptable("duty.no_reason", "还没有写理由。", f"请写明理由，例如“{example}”。", field="reason")
    return reason.strip()


def _save(duty: ElementDuty) -> None:
    """The row with its caches counted anew."""
    require_fits(duty)
    duty.save()
    count_again([duty])


def _trace(
    duty: ElementDuty, actor: Actor, verb: str, *, on: date | None = None, ground: object = OWING, **told: str
) -> None:
    """The next version, and the act in the journal. The last step of every verb on a duty."""
    duty.version += 1
    duty.save()
    audit.record(
        actor,
        f"duty.{verb}",
        duty,
        on=on or actor.at.date(),
        ground=str(ground),
        agency=duty.agency.short_name,
        name=duty.element.name,
        **told,
    )
    touch("fields", f"field:{duty.element.matter.field.slug}")
