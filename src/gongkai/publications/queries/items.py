"""One item as the desk sees it: its text, where it stands at the gate, who may do what next, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.queries import people_with
from gongkai.audit.actors import Actor
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.law import gate
from gongkai.law.gate import Step
from gongkai.publications import permissions
from gongkai.publications.facts import (
    Rules,
    rules_of,
    taken_in_round,
    who_released_urgently,
    writers_of,
    writers_of_current,
)
from gongkai.publications.models import Draft, Publication, PublishingRules, Review, Version, Withdrawal
from gongkai.publications.queries.public import READABLE

Stage, Standing = Draft.Stage, Publication.Standing
STAGES = Stage.choices
CONCLUSIONS = Review.Conclusion.choices
CHANGES = {
    "categories.founded": "建立了主题分类",
    "publication.imported": "导入了",
    "publication.drafted": "起草了",
    "publication.saved": "修改了稿件",
    "publication.submitted": "送审了",
    "publication.recalled": "收回了稿件",
    "publication.draft_dropped": "撤销了稿件",
    "publication.revision_begun": "开始修订",
    "publication.held": "暂缓报审",
    "publication.hold_lifted": "解除暂缓",
    "publication.reviewed": "审查了",
    "publication.confirmed": "补审了",
    "publication.released_urgently": "紧急发布了",
    "publication.published": "公开了",
    "publication.release_failed": "到时间没有公开成",
    "publication.expired": "期满处理了",
    "publication.withdrawn": "撤下了",
    "publication.archived": "归档了",
    "publication.reassessed": "评估了不予公开的信息",
    "publication.file_attached": "添加了附件",
    "publication.file_described": "改了附件说明",
    "publication.file_removed": "删去了附件",
    "publication.files_ordered": "排了附件次序",
    "publication.finding_accepted": "保留了核对指出的一处",
    "publishing.rules_set": "更改了发布规则",
}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of the gate on a draft. state: past, now, "" for later; told: by whom and when, or who may take it.

    mine: whether the actor may take it now; why: what keeps them from it although their duty carries it.
    """

    step: Step
    state: str
    told: str
    mine: bool
    why: str


@dataclass(frozen=True, slots=True)
class May:
    """What the actor may do with an item now."""

    write: bool = False
    submit: bool = False
    revise: bool = False
    recall: bool = False
    drop: bool = False
    urgently: bool = False
    archive: bool = False
    withdraw: bool = False
    reassess: bool = False
    confirm: bool = False


def item_at_desk(key: int) -> Publication | None:
    """The item with all its page names; None when there is none."""
    return (
        Publication.objects.select_related(
            "issued_by", "section", "current__category", "duty__element__matter__field", "duty__agency"
        )
        .filter(pk=key)
        .first()
    )


def draft_of_item(item: Publication) -> Draft | None:
    """The working copy, if somebody works on it."""
    return (
        Draft.objects.select_related("publication__issued_by", "section", "category", "written_by", "edited_by")
        .filter(publication=item)
        .first()
    )


def reviews_of(item: Publication) -> list[Review]:
    """Every step taken, the newest first."""
    return list(item.reviews.select_related("released_as").order_by("-at", "-pk"))


def released(item: Publication) -> list[Version]:
    """The versions, the newest first, without their texts."""
    return list(item.versions.defer("body", "text").order_by("-number"))


def version_at_desk(item: Publication, number: int) -> Version | None:
    return item.versions.select_related("category").filter(number=number).first()


def withdrawals_of(item: Publication) -> list[Withdrawal]:
    return list(item.withdrawals.select_related("released_as", "replaced_by__current").order_by("-at"))


def acts_on(item: Publication) -> Sequence[Entry]:
    """What was done with the item, from the journal, oldest first."""
    return list(entries_of(f"publication:{item.pk}"))


def by_index_number(number: str) -> Publication | None:
    """The public item with that index number, typed by an officer."""
    return Publication.objects.select_related("current").filter(index_number=number.strip(), standing="public").first()


def steps_of(item: Publication, draft: Draft, actor: Actor) -> list[StepShown]:
    """The steps of this round in their order: readings, then the examinations of art. 17, then the final approval."""
    rules, taken = rules_of(item.issued_by), taken_in_round(draft)
    writers = writers_of(draft)
    passed = {
        review.kind: review
        for review in Review.objects.filter(
            publication=item, round=draft.round, released_as__isnull=True, conclusion="passed"
        )
    }
    order = (*gate.readings(rules.reviews)[:-1], *gate.EXAMINATIONS, Step.FINAL)
    wanting = gate.missing(taken, digest=next((one.digest for one in taken), ""), reviews=rules.reviews)
    shown = []
    for step in order:
        if step.value in passed:
            review = passed[step.value]
            shown.append(
                StepShown(step, "past", f"{review.person_name}，{timezone.localtime(review.at):%m-%d %H:%M}", False, "")
            )
            continue
        due = _is_due(step, draft, rules)
        carries = due and permissions.may_take(actor, step, item.issued_by)
        why = gate.bars(step, actor.person_id or 0, writers=writers, taken=taken) if carries else ""
        if carries and not why and step is Step.FINAL and wanting:
            why = f"还缺{'、'.join(one.label for one in wanting)}"
        told = permissions.who_may_take(step, item.issued_by)
        shown.append(StepShown(step, "now" if due else "", told, carries and not why, why))
    return shown


def _is_due(step: Step, draft: Draft, rules: Rules) -> bool:
    if draft.stage in {Stage.WRITING, Stage.SCHEDULED}:
        return False
    if step in gate.EXAMINATIONS or draft.stage == step.value:
        return True
    return draft.stage == Stage.FINAL_APPROVAL and step in gate.readings(rules.reviews)


def may_of(item: Publication, draft: Draft | None, actor: Actor) -> May:
    """What the page offers the actor."""
    agency = item.issued_by
    writes = permissions.may_write(actor, agency)
    open_ = draft is not None and item.standing != Standing.REFUSED
    writing = open_ and draft is not None and draft.stage == Stage.WRITING
    leads = permissions.may_take(actor, Step.FINAL, agency)
    public = item.standing == Standing.PUBLIC
    mine = draft is not None and actor.person_id in writers_of(draft)
    barred = writers_of_current(item) | who_released_urgently(item) if item.confirm_by else frozenset()
    return May(
        write=writes and writing,
        submit=writes and writing,
        drop=writes and writing,
        revise=writes and draft is None and item.current_id is not None,
        recall=open_ and not writing and (writes or leads),
        urgently=open_ and leads and not mine and draft is not None and draft.stage != Stage.SCHEDULED,
        archive=public and permissions.may_take_down(actor, agency),
        withdraw=item.standing in READABLE and permissions.may_take_down(actor, agency),
        reassess=item.standing == Standing.REFUSED and permissions.may_take(actor, Step.DISCLOSURE, agency),
        confirm=bool(item.confirm_by)
        and permissions.may_take(actor, Step.CONFIRMATION, agency)
        and actor.person_id not in barred,
    )


def rules_row(agency: Agency) -> PublishingRules | None:
    """The agency's own row of rules, if it has one."""
    return PublishingRules.objects.filter(agency=agency).first()


def rules_in_force(agency: Agency) -> Rules:
    """What holds at the agency, its own or from above."""
    return rules_of(agency)


def people_wanting(agency: Agency, day: date) -> list[str]:
    """What an agency lacks to bring an item through its gate by itself, in words; empty when it can."""
    steps = (*gate.readings(rules_of(agency).reviews), *gate.EXAMINATIONS)
    found = []
    for step in steps:
        if people_with(permissions.AT_THE_AGENCY[step], agency, day):
            continue
        helped = agency.parent_id and permissions.AT_THE_HEAD[step]
        found.append(
            f"{agency.short_name}没有人可以做{step.label}"
            + (
                "，由区一级公开工作机构代办"
                if helped
                else f"，请系统管理员安排{permissions.who_may_take(step, agency)}"
            )
        )
    people = people_with((*permissions.WRITING, Duty.REVIEWER, Duty.LEGAL_REVIEWER, Duty.LEADER), agency, day)
    needed = len(gate.readings(rules_of(agency).reviews)) + 1
    if len(people) < needed:
        found.append(
            f"拟稿和{needed - 1}次审查须由{needed}个人分别做，{agency.short_name}现有{len(people)}人；"
            "可以减少审次，或者请区一级公开工作机构代审"
        )
    return found
