"""Changing the house: agencies, people, posts, numbers, settings."""

import secrets
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.agencies.models import Agency, Duty, Office, Person, Post, Series
from gongkai.agencies.permissions import THE_HOUSE, keeps, may_set_rules, require_keeper
from gongkai.agencies.queries import calendar_fingerprint
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.pages.actions import SITE, touch

SETTINGS = {
    "confirmation": Agency.Confirmation,
    "counting_received": Agency.Received,
    "counting_closed": Agency.Closed,
    "counting_appeals": Agency.Appeals,
    "counting_reopened": Agency.Reopened,
    "counting_items": Agency.Items,
    "counting_documents_from": Agency.DocumentsFrom,
    "counting_documents_total": Agency.DocumentsTotal,
    "reassessment": Agency.Reassessment,
}
LONGEST_KEPT = 1000  # years
WEAK = {  # by the codes of Django's validators, whose own messages are not all in Chinese
    "password_too_short": "密码太短，至少要{min_length}个字符。",
    "password_too_common": "这个密码太常见，容易被猜到。",
    "password_too_similar": "密码同登录名或者姓名太像，容易被猜到。",
}


@transaction.atomic
def found_agency(*, parent: Agency | None, actor: Actor, offices: tuple[str, ...] = (), **fields: Any) -> Agency:
    """设立机关. fields: as the model names them; the first of `offices` is the disclosure office (art. 4).

    By who keeps the system for the agency above; the first of all by the installation itself.
    """
    if not (keeps(actor, parent) if parent else actor.post is None and actor.reference == THE_HOUSE):
        raise NotAllowed("agency.not_keeper", "设立机关须由上级机关的系统管理员办理。", "请联系系统管理员。")
    agency = Agency.objects.create(parent=parent, **fields)
    agency.path = f"{parent.path if parent else ''}{agency.pk}/"
    agency.save(update_fields=["path"])
    for position, name in enumerate(offices):
        Office.objects.create(agency=agency, name=name, is_disclosure_office=position == 0)
    touch("agencies" if parent else SITE)
    audit.record(actor, "agency.founded", agency, name=agency.name)
    return agency


@transaction.atomic
def enrol_person(*, username: str, name: str, actor: Actor, password: str | None = None, phone: str = "") -> Person:
    """登记人员. NotAcceptable when the username is taken or the password too weak; both are named.

    By a keeper, wherever. Without a password the person cannot sign in until a keeper sets one.
    """
    if not _is_keeper(actor):
        raise NotAllowed("person.not_keeper", "登记人员须由系统管理员办理。", "请联系系统管理员。")
    if not username.strip():
        raise NotAcceptable("person.no_username", "没有填登录名。", "请填写登录名。", field="username")
    if Person.objects.filter(username=username).exists():
        raise NotAcceptable("person.taken", f"登录名“{username}”已有人用。", "请换一个登录名。", field="username")
    if not name.strip():
        raise NotAcceptable("person.no_name", "没有填姓名。", "请填写姓名。", field="name")
    person = Person(username=username, name=name, phone=phone)
    _set_password(person, password)
    person.save()
    audit.record(actor, "person.enrolled", person, name=name)
    return person


@transaction.atomic
def appoint(
    person: Person,
    *,
    agency: Agency,
    duty: str,
    since: date,
    actor: Actor,
    office: Office | None = None,
    title: str = "",
) -> Post:
    """任职: the person holds that duty at the agency from `since` on. A keeper's act, never for oneself."""
    require_keeper(actor, agency, "安排岗位")
    if actor.person_id == person.pk:
        raise NotAllowed("post.own", "不能给自己安排岗位。", "请由另一位系统管理员办理。")
    if office is not None and office.agency_id != agency.pk:
        raise NotAcceptable("post.office", "这个内设机构不属于该机关。", "请从列出的内设机构中选择。", field="office")
    if Post.objects.held_on(since).filter(person=person, agency=agency, duty=duty).exists():
        raise NotAcceptable("post.held_already", f"{person.name}已经在这个岗位上。", "不用再安排。", field="duty")
    post = Post.objects.create(person=person, agency=agency, office=office, duty=Duty(duty), title=title, since=since)
    audit.record(actor, "post.appointed", post, on=since, person=person.name, agency=agency.name, duty=post.duty)
    return post


@transaction.atomic
def end_post(post: Post, *, until: date, actor: Actor) -> Post:
    """离任: `until` is the last day. What the person did at the post stays theirs. The last keeper cannot be ended."""
    post = Post.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "person").get(pk=post.pk)
    require_keeper(actor, post.agency, "办理离任")
    others = Post.objects.held_on(until + timedelta(days=1)).filter(duty=Duty.KEEPER).exclude(pk=post.pk)
    if post.duty == Duty.KEEPER and not others.exists():
        raise NotAcceptable(
            "post.last_keeper", "这是最后一位系统管理员。", "请先安排接手的人，再办离任。", field="until"
        )
    if until < post.since:
        raise NotAcceptable("post.ends_early", "离任日期早于任职日期。", "请核对日期。", field="until")
    post.until = until
    post.save(update_fields=["until"])
    audit.record(actor, "post.ended", post, on=until, person=post.person.name, agency=post.agency.name, duty=post.duty)
    return post


@transaction.atomic
def set_rules(agency: Agency, *, actor: Actor, **rules: str) -> Agency:
    """更改机关设置: confirmation and counting basis. They bind what comes after; reports keep the basis they were made on."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if not may_set_rules(actor, agency):
        raise NotAllowed("agency.rules", "统计口径等设置由本机关负责人或者系统管理员更改。", "请转交有此职责的同事。")
    changed = {}
    for name, value in rules.items():
        if value not in SETTINGS[name].values:
            raise NotAcceptable("agency.setting", "这个选项不在可选范围内。", "请从列出的选项中选择。", field=name)
        if getattr(agency, name) != value:
            changed[name] = [getattr(agency, name), value]
            setattr(agency, name, value)
    agency.save(update_fields=list(rules))
    if changed:
        touch(f"agency:{agency.pk}")
        audit.record(actor, "agency.rules_set", agency, agency=agency.name, changed=changed)
    return agency


@transaction.atomic
def set_means(
    agency: Agency,
    *,
    fee_account: str,
    email: str,
    quiet_from: time,
    quiet_until: time,
    keep_years: int,
    actor: Actor,
) -> Agency:
    """更改收费、通知和保管设置: how fees are paid (art. 42), when nobody is disturbed, how long dossiers are kept (0: for ever)."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if not may_set_rules(actor, agency):
        raise NotAllowed("agency.means", "这些设置由本机关负责人或者系统管理员更改。", "请转交有此职责的同事。")
    if not 0 <= keep_years <= LONGEST_KEPT:
        raise NotAcceptable(
            "agency.keep_years",
            f"保管年限应当在0到{LONGEST_KEPT}之间。",
            "请填写年数；永久保管填0。",
            field="keep_years",
        )
    told = {
        "fee_account": fee_account.strip(),
        "email": email.strip(),
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "keep_years": keep_years,
    }
    changed = {name: [str(getattr(agency, name)), str(value)] for name, value in told.items()}
    for name, value in told.items():
        setattr(agency, name, value)
    try:
        agency.clean_fields(exclude=[field.name for field in Agency._meta.fields if field.name not in told])
    except ValidationError as error:
        field = next(iter(error.message_dict))
        labels = {one.name: one.verbose_name for one in Agency._meta.fields}
        raise NotAcceptable(
            "agency.means", f"“{labels[field]}”的写法不对。", "请核对后再保存。", field=field
        ) from error
    agency.save(update_fields=list(told))
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if changed:
        touch(f"agency:{agency.pk}")
        audit.record(actor, "agency.means_set", agency, agency=agency.name, changed=changed)
    return agency


def next_number(agency: Agency, name: str, year: int) -> int:
    """The next number of a series, without gaps. Call inside the transaction of the act that uses it."""
    Series.objects.get_or_create(agency=agency, name=name, year=year)
    series = Series.objects.select_for_update(no_key=True).get(agency=agency, name=name, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def take_numbers(agency: Agency, name: str, year: int, *, how_many: int) -> range:
    """The next numbers of a series, as `next_number` gives one. Call inside the transaction of the act that uses them all."""
    Series.objects.get_or_create(agency=agency, name=name, year=year)
    series = Series.objects.select_for_update(no_key=True).get(agency=agency, name=name, year=year)
    first = series.last + 1
    series.last += how_many
    series.save(update_fields=["last"])
    return range(first, series.last + 1)


def raise_number(agency: Agency, name: str, year: int, *, to: int) -> None:
    """See that the next number of a series comes after `to`, which was given elsewhere. Never lowers it.

    Call inside the transaction of the act that takes those numbers over.
    """
    Series.objects.get_or_create(agency=agency, name=name, year=year)
    series = Series.objects.select_for_update(no_key=True).get(agency=agency, name=name, year=year)
    if series.last < to:
        series.last = to
        series.save(update_fields=["last"])


@transaction.atomic
def set_password(person: Person, password: str, *, actor: Actor) -> Person:
    """设置密码: a person's own, or a keeper's for someone of the agencies they keep. NotAcceptable when it is too weak."""
    agencies = Agency.objects.filter(posts__person=person)
    if actor.person_id != person.pk and not (_is_keeper(actor) and all(keeps(actor, agency) for agency in agencies)):
        raise NotAllowed("person.password_of_another", "只能改自己的密码。", "忘记密码请找系统管理员重设。")
    _set_password(person, password)
    person.save(update_fields=["password"])
    audit.record(actor, "person.password_set", person, name=person.name)
    return person


@transaction.atomic
def set_email(person: Person, email: str, *, actor: Actor) -> Person:
    """设置邮箱: one's own, for the day's work in the morning and word of what waits. Empty: no messages."""
    _require_self(person, actor, "设置邮箱")
    person.email = email.strip()
    try:
        person.clean_fields(exclude=[field.name for field in Person._meta.fields if field.name != "email"])
    except ValidationError as error:
        raise NotAcceptable(
            "person.email", "邮箱的写法不对。", "请核对，例如 wang@example.gov.cn。", field="email"
        ) from error
    person.save(update_fields=["email"])
    audit.record(actor, "person.email_set", person, name=person.name)
    return person


@transaction.atomic
def renew_calendar_key(person: Person, *, actor: Actor) -> str:
    """更换日程订阅地址: the secret of the person's calendar feed. The old address ends; only a hash of the new is kept."""
    _require_self(person, actor, "更换日程订阅地址")
    key = secrets.token_urlsafe(24)
    person.calendar_key = calendar_fingerprint(key)
    person.save(update_fields=["calendar_key"])
    audit.record(actor, "person.calendar_renewed", person, name=person.name)
    return key


def _require_self(person: Person, actor: Actor, verb: str) -> None:
    if actor.person_id != person.pk:
        raise NotAllowed("person.another", f"{verb}只能由本人办理。", "请本人登录后在“我的岗位”里办理。")


def _is_keeper(actor: Actor) -> bool:
    return actor.reference == THE_HOUSE if actor.post is None else actor.post.duty == Duty.KEEPER


def _set_password(person: Person, password: str | None) -> None:
    if password is None:
        person.set_unusable_password()
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        said = "".join(WEAK[weakness.code or ""].format(**(weakness.params or {})) for weakness in error.error_list)
        raise NotAcceptable("person.password", said, "请换一个更长、不常见的密码。", field="password") from error
    person.set_password(password)


def record_sign_in(person: Person, *, actor: Actor) -> None:
    """登录留痕."""
    audit.record(actor, "session.signed_in", person)


def record_failed_sign_in(username: str, *, actor: Actor, address: str) -> None:
    """登录失败留痕: which name was tried, from where. The password is never kept."""
    audit.record(actor, "session.refused", "session", username=username[:40], address=address)
