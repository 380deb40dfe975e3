"""规范性文件规则 of an agency: the steps it requires, the limits of review and interpretation, terms of validity, its register."""

from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.facts import default_rules, rules_of
from gongkai.documents.models import DocumentRules
from gongkai.documents.permissions import require_rules
from gongkai.law.documents import NEVER_SKIPPED, REQUIRED, StepKind
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.publications.actions.record import require_fits

LONGEST_REVIEW = 60  # working days
LONGEST_INTERPRETATION = 30
LONGEST_TERM = 30  # years
LONGEST_REMINDER = 365  # days
_BOUNDS = (  # field, least, most, unit
    ("review_workdays", 1, LONGEST_REVIEW, "个工作日"),
    ("review_least_workdays", 0, LONGEST_REVIEW, "个工作日"),
    ("urgent_review_workdays", 1, LONGEST_REVIEW, "个工作日"),
    ("interpretation_workdays", 1, LONGEST_INTERPRETATION, "个工作日"),
    ("term_years", 1, LONGEST_TERM, "年"),
    ("trial_years", 1, LONGEST_TERM, "年"),
    ("remind_days", 1, LONGEST_REMINDER, "天"),
)


@transaction.atomic
def set_document_rules(agency: Agency, *, actor: Actor, seen_version: int | None, **rules: Any) -> DocumentRules:
    """更改规范性文件规则. rules: fields of `DocumentRules` by name; those not named stay as they hold now. They bind what comes after."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    require_rules(actor, agency)
    row = DocumentRules.objects.filter(agency=agency).first()
    if seen_version is not None and seen_version != (row.version if row else 0):
        raise Stale(
            "documentrules.changed",
            "您打开这一页之后，有同事改过规范性文件规则。",
            "您填的内容都还在。请看过最新的规则，再决定是否提交。",
        )
    row = row or _copied(agency)
    before = {name: getattr(row, name) for name in rules}
    for name, value in rules.items():
        row._meta.get_field(name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.required = _required(row.required)
    _require_sound(row)
    row.version += 1
    row.save()
    changed = {
        row._meta.get_field(name).verbose_name: [str(before[name]), str(getattr(row, name))]  # type: ignore[union-attr]
        for name in rules
        if before[name] != getattr(row, name)
    }
    audit.record(actor, "documentrules.set", agency, on=actor.at.date(), agency=agency.name, changed=changed)
    return row


def _copied(agency: Agency) -> DocumentRules:
    """The agency's first own row: what held for it until now, from above or from the law's data."""
    above, row = rules_of(agency), default_rules()
    for field in DocumentRules._meta.concrete_fields:
        if field.name not in ("id", "agency", "version", "register_mark"):
            setattr(row, field.attname, getattr(above, field.attname))
    row.agency = agency
    return row


def _required(asked: Any) -> list[str]:
    """The steps required, in the order of a life; those that may never be passed over stand by themselves."""
    known = {str(step) for step in REQUIRED}
    strange = [str(step) for step in asked if str(step) not in known]
    if strange:
        raise NotAcceptable(
            "documentrules.step", f"没有“{strange[0]}”这个环节。", "请从列出的环节里选择。", field="required"
        )
    return [str(step) for step in REQUIRED if str(step) in asked or step in NEVER_SKIPPED]


def _require_sound(row: DocumentRules) -> None:
    for name, least, most, unit in _BOUNDS:
        value, label = getattr(row, name), row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        if not least <= value <= most:
            raise NotAcceptable(
                "documentrules.bounds",
                f"“{label}”应当在{least}到{most}{unit}之间，现在是{value}。",
                "请改成这个范围里的整数。",
                field=name,
            )
    if row.review_least_workdays > row.review_workdays:
        raise NotAcceptable(
            "documentrules.review",
            f"审核一般不少于{row.review_least_workdays}个工作日，比审核期限{row.review_workdays}个工作日还长。",
            "请改正填错的一个。",
            field="review_least_workdays",
        )
    if row.may_make_rules and row.agency.parent_id:
        raise NotLawful(
            "documentrules.may_not",
            None,
            f"{row.agency.short_name}是政府所属的机关，不能制定规章。",
            "规章只由有权的人民政府制定，请取消勾选。",
            field="may_make_rules",
        )
    require_fits(row)


def step_label(step: str) -> str:
    """The word of a step, for forms."""
    return StepKind(step).label
