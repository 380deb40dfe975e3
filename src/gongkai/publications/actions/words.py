"""The word lists of the checks: a wording added, ended, many taken from a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.publications.actions.record import require_fits, require_reason
from gongkai.publications.models import WordRule
from gongkai.publications.permissions import require_keep_words

MOST = 20_000  # rules of one agency


@dataclass(frozen=True, slots=True)
class WordTold:
    """A rule as it is told. kind: leader, place, agency, sensitive; right: empty where there is none; must: has to be mended."""

    kind: str
    wrong: str
    reason: str
    right: str = ""
    must: bool = False


@transaction.atomic
def add_word_rule(agency: Agency, *, told: WordTold, since: date, actor: Actor) -> WordRule:
    """添加用语规则 for the agency and all below it, from a day on. One that holds for the same wording must be ended first."""
    require_keep_words(actor, agency, "添加用语规则")
    rule = _new(agency, told, since)
    if _held(agency, since).filter(wrong=rule.wrong).exists():
        raise NotAcceptable(
            "words.there", f"“{rule.wrong}”已经有规则。", "要改的，请先停用原来的一条，再添加。", field="wrong"
        )
    _require_room(agency, since, 1)
    rule.save()
    audit.record(
        actor,
        "word.added",
        rule,
        on=actor.at.date(),
        agency=agency.short_name,
        wrong=rule.wrong,
        right=rule.right,
        reason=rule.reason,
    )
    return rule


@transaction.atomic
def end_word_rule(rule: WordRule, *, reason: str, actor: Actor) -> WordRule:
    """停用用语规则 from today on; what it was stays on record."""
    rule = WordRule.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=rule.pk)
    require_keep_words(actor, rule.agency, "停用用语规则")
    reason = require_reason(reason, example="机构改革后名称可以使用")
    today = actor.at.date()
    if rule.until is not None and rule.until < today:
        raise NotLawful("words.ended", None, f"“{rule.wrong}”这一条已经停用。", "不用再停用；要恢复的，请重新添加。")
    if rule.since >= today:
        wrong, key = rule.wrong, rule.pk
        rule.delete()  # it never held on a day before
        rule.pk = key
        audit.record(actor, "word.ended", rule, on=today, wrong=wrong, reason=reason)
        return rule
    rule.until = date.fromordinal(today.toordinal() - 1)
    rule.save()
    audit.record(actor, "word.ended", rule, on=today, wrong=rule.wrong, reason=reason)
    return rule


@transaction.atomic
def import_word_rules(agency: Agency, *, rows: Sequence[WordTold], since: date, actor: Actor) -> int:
    """导入用语规则: all of them or none. Wordings that have a rule already are left out. Returns how many were added."""
    require_keep_words(actor, agency, "导入用语规则")
    there = set(_held(agency, since).values_list("wrong", flat=True))
    new: dict[str, WordRule] = {}
    for number, told in enumerate(rows, start=1):
        try:
            rule = _new(agency, told, since)
        except NotAcceptable as refused:
            raise NotAcceptable(
                refused.code,
                f"第{number}条：{refused.message}",
                f"{refused.hint}改好后重新导入，这次一条也没有收。",
                field="file",
            ) from refused
        if rule.wrong not in there:
            new.setdefault(rule.wrong, rule)
    _require_room(agency, since, len(new))
    WordRule.objects.bulk_create(new.values(), batch_size=500)
    audit.record(actor, "word.imported", agency, on=actor.at.date(), rules=len(new), left_out=len(rows) - len(new))
    return len(new)


def _new(agency: Agency, told: WordTold, since: date) -> WordRule:
    """The rule, unsaved. NotAcceptable names what is missing or cannot be."""
    told = replace(told, wrong=told.wrong.strip(), right=told.right.strip(), reason=told.reason.strip())
    if told.kind not in WordRule.Kind.values:
        raise NotAcceptable(
            "words.kind", "类别不在可选范围内。", f"请从{'、'.join(WordRule.Kind.labels)}中选。", field="kind"
        )
    if len(told.wrong) < 2:
        raise NotAcceptable(
            "words.short", "“不用的写法”至少两个字。", "一个字会到处命中，请写完整的词。", field="wrong"
        )
    if told.wrong == told.right:
        raise NotAcceptable("words.same", f"“{told.wrong}”改前改后一样。", "请核对“改成”一栏。", field="right")
    if not told.reason:
        raise NotAcceptable(
            "words.no_reason", f"“{told.wrong}”还没有写理由。", "请写依据，例如“区编办2025年6月名录”。", field="reason"
        )
    rule = WordRule(
        agency=agency,
        kind=told.kind,
        wrong=told.wrong,
        right=told.right,
        reason=told.reason,
        must=told.must,
        since=since,
    )
    require_fits(rule)
    return rule


def _held(agency: Agency, on: date) -> QuerySet[WordRule]:
    return WordRule.objects.filter(Q(until__isnull=True) | Q(until__gte=on), agency=agency)


def _require_room(agency: Agency, on: date, more: int) -> None:
    count = _held(agency, on).count()
    if count + more > MOST:
        raise NotAcceptable(
            "words.too_many", f"用语规则最多{MOST}条，现在有{count}条。", "请先停用不再需要的，再添加。", field="file"
        )
