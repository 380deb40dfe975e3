"""How dates and numbers are written: 2020年4月13日, 星期一, 1,862.4. Built into every template."""

import re
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from gongkai.law.citations import in_chinese
from gongkai.law.figures import plain as without_zeros
from gongkai.law.workdays import in_words
from gongkai.screens.sums import count_in_words

register = template.Library()
_WEEKDAYS = "一二三四五六日"
_SENSE = re.compile(r"(?<=申请)(?=答复书|登记回执)|(?=（)")
_ALL = ""
_CASEWORK = "desk_officer reviewer leader legal_reviewer editor auditor keeper"
_PUBLISHING = "desk_officer contact editor reviewer legal_reviewer leader auditor"
DESK_WORDS = (  # word, where it leads, the duties it is for (none named: every post; top.: at the head of the house)
    ("今日", "backoffice:today", _ALL),
    ("公开", "backoffice:items", _PUBLISHING),
    ("申请", "backoffice:applications", _CASEWORK),
    ("登记簿", "backoffice:register", _CASEWORK),
    ("申请人", "backoffice:applicants", "desk_officer"),
    ("审批", "backoffice:decisions", "leader reviewer"),
    ("复议诉讼", "backoffice:appeals", "desk_officer leader reviewer legal_reviewer"),
    ("归档", "backoffice:archive", "desk_officer leader reviewer"),
    ("文书", "backoffice:templates", "desk_officer leader"),
    ("目录", "backoffice:catalogue", _ALL),
    ("文件", "backoffice:documents", _ALL),
    ("填报", "backoffice:returns", _ALL),
    ("年报", "backoffice:reports", _ALL),
    ("栏目", "backoffice:columns", "top.editor top.leader top.desk_officer"),
    ("大厅", "backoffice:hall", "editor top.leader top.desk_officer"),
    ("监督", "backoffice:complaints", "leader top.auditor top.desk_officer"),
    ("留痕", "backoffice:journal", "top.auditor top.keeper"),
    ("设置", "backoffice:settings", "keeper leader"),
)


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """2020年4月13日; nothing for nothing."""
    found = _day(value)
    return in_words(found) if found else ""


@register.filter
def day_short(value: date | datetime | None) -> str:
    """4月13日, where the year is plain."""
    found = _day(value)
    return f"{found.month}月{found.day}日" if found else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """星期一 … 星期日."""
    found = _day(value)
    return f"星期{_WEEKDAYS[found.weekday()]}" if found else ""


@register.filter
def moment(value: datetime | None) -> str:
    """4月13日 9:05, in the zone of the house."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local.month}月{local.day}日 {local.hour}:{local.minute:02}"


@register.filter
def machine(value: date | datetime | None) -> str:
    """2020-04-13, for `datetime` attributes and date fields."""
    found = _day(value)
    return found.isoformat() if found else ""


@register.filter
def stamp(value: datetime | None) -> str:
    """2020-04-13 09:05, in the zone of the house: PubDate of the meta tags."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value is not None else ""


@register.filter
def number(value: int | Decimal | None) -> str:
    """12,345 and 1,862.4: thousands with a comma, no trailing zeros."""
    if value is None or value == "":
        return ""
    digits = without_zeros(value if isinstance(value, int) else Decimal(str(value)))
    whole, point, fraction = digits.partition(".")
    return f"{int(whole):,}{point}{fraction}" if not whole.startswith("-0") else digits


@register.filter
def plain(value: int | Decimal | None) -> str:
    """The number without a comma and without trailing zeros, for downloads and fields."""
    return "" if value is None else without_zeros(value)


@register.filter
def chinese(value: int) -> str:
    """20 → 二十, as the law writes numbers."""
    return in_chinese(value)


@register.filter
def how_many(value: int) -> str:
    """两, 三, 十二: before a measure word."""
    return count_in_words(value)


@register.filter
def size(value: int) -> str:
    """A file's size: 820 KB, 3.4 MB."""
    return f"{value / 1024 / 1024:.1f} MB" if value >= 1024 * 1024 else f"{max(1, round(value / 1024))} KB"


@register.filter
def covered(name: str) -> str:
    """陈知远 → 陈**: a name as others may see it over someone's shoulder."""
    return name[:1] + "*" * max(1, min(len(name) - 1, 2))


@register.filter
def parts(title: str) -> list[str]:
    """Where a heading may break: 政府信息公开申请｜答复书｜（部分公开）."""
    return [part for part in _SENSE.split(title) if part]


@register.filter
def widget_kind(field: BoundField) -> str:
    """choices, tick, file or line: how a field is laid out."""
    widget = field.field.widget
    if getattr(widget, "input_type", "") == "file":
        return "file"
    if widget.__class__.__name__ in {"RadioSelect", "CheckboxSelectMultiple"}:
        return "choices"
    return "tick" if getattr(widget, "input_type", "") == "checkbox" else "line"


@register.filter
def group_role(field: BoundField) -> str:
    """The role of a group of choices: one of them (radiogroup) or several (group)."""
    return "radiogroup" if field.field.widget.__class__.__name__ == "RadioSelect" else "group"


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of what explains a field: its help, then what is wrong with it."""
    return " ".join(
        ([f"{field.auto_id}_helptext"] if field.help_text else [])
        + ([f"{field.auto_id}_error"] if field.errors else [])
    )


@register.simple_tag(takes_context=True)
def desk_words(context: template.Context) -> list[tuple[str, str]]:
    """The words of the officers' bar with their addresses: those whose rooms are built and which the post may use."""
    post = getattr(context.get("request"), "post_held", None)
    held = {post.duty, f"top.{post.duty}" if post.agency.parent_id is None else ""} if post else set()
    found = []
    for word, name, duties in DESK_WORDS:
        if post is None or (duties and not held.intersection(duties.split())):
            continue
        try:
            found.append((word, reverse(name)))
        except NoReverseMatch:
            continue
    return found
