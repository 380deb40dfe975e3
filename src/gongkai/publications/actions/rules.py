"""发布规则 of an agency: how many readings, how items are numbered, by when an urgent release is confirmed, the marks of the site."""

import re
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, Stale
from gongkai.pages.actions import SITE, touch
from gongkai.publications.actions.record import require_fits
from gongkai.publications.models import PublishingRules
from gongkai.publications.permissions import require_rules

_CODE = re.compile(r"[0-9A-Z]{18}|[0-9A-Z]{8}-?[0-9X]|[0-9]{7}-[0-9X]")  # 统一社会信用代码, 组织机构代码
MOST_CONFIRM_WORKDAYS = 10


@transaction.atomic
def set_publishing_rules(agency: Agency, *, actor: Actor, seen_version: int | None, **rules: Any) -> PublishingRules:
    """更改发布规则. rules: fields of `PublishingRules` by name; those not named stay. They bind what is handled after."""
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    require_rules(actor, agency)
    row = PublishingRules.objects.filter(agency=agency).first()
    if seen_version is not None and seen_version != (row.version if row else 0):
        raise Stale(
            "rules.changed",
            "您打开这一页之后，有同事改过发布规则。",
            "您填的内容都还在。请看过最新的规则，再决定是否提交。",
        )
    row = row or PublishingRules(agency=agency, version=0)
    before = {name: getattr(row, name) for name in rules}
    for name, value in rules.items():
        row._meta.get_field(name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    _require_sound(row)
    row.version += 1
    row.save()
    changed = {
        name: [str(before[name]), str(getattr(row, name))] for name in rules if before[name] != getattr(row, name)
    }
    audit.record(actor, "publishing.rules_set", agency, on=actor.at.date(), agency=agency.name, changed=changed)
    if changed:
        touch(f"agency:{agency.pk}" if agency.parent_id else SITE)  # the marks of the site stand in every page
    return row


def _require_sound(row: PublishingRules) -> None:
    require_fits(row)
    if not 1 <= row.reviews <= 3:
        raise NotAcceptable(
            "rules.reviews", "审次应当是一审、二审或者三审。", "请从列出的选项中选择。", field="reviews"
        )
    if row.index_by not in PublishingRules.IndexBy.values:
        raise NotAcceptable("rules.index_by", "没有这种索引号。", "请从列出的选项中选择。", field="index_by")
    if not 1 <= row.confirm_workdays <= MOST_CONFIRM_WORKDAYS:
        raise NotAcceptable(
            "rules.confirm",
            f"补审的期限应当在1到{MOST_CONFIRM_WORKDAYS}个工作日之间。",
            "请填工作日数。",
            field="confirm_workdays",
        )
    if row.index_code and not _CODE.fullmatch(row.index_code):
        raise NotAcceptable(
            "rules.code",
            f"“{row.index_code}”不像机构代码。",
            "请填9位组织机构代码或者18位统一社会信用代码，字母大写。",
            field="index_code",
        )
    taken = PublishingRules.objects.filter(index_code=row.index_code).exclude(agency=row.agency_id)
    if row.index_code and taken.exists():
        raise NotAcceptable(
            "rules.code_taken", "这个机构代码已经由别的机关使用。", "请核对代码，两个机关不能相同。", field="index_code"
        )
