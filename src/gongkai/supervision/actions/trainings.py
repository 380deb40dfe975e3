"""Trainings of those who work on disclosure: recorded once held, put right with a reason (Regulations art. 48)."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.applications.actions.record import require_day, require_fits
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, Stale
from gongkai.law.figures import plain
from gongkai.law.workdays import in_words
from gongkai.supervision.models import Training
from gongkai.supervision.permissions import require_train

ARTICLE = cite("条例", 48)
MOST_PEOPLE = 100_000
MOST_HOURS = Decimal(1000)


@dataclass(frozen=True)
class TrainingDetails:
    """What is told of a training. people: how many came; hours: 学时 of each, to a tenth, where counted."""

    held_on: date
    topic: str
    audience: str
    people: int
    hours: Decimal | None = None
    note: str = ""


@transaction.atomic
def record_training(agency: Agency, *, details: TrainingDetails, actor: Actor) -> Training:
    """登记培训 that the agency held. Regulations art. 48: the supervising office trains regularly."""
    require_train(actor, agency, "登记培训")
    made = Training(agency=agency, recorded_by_id=actor.person_id)
    _tell(made, details, actor)
    made.save()
    audit.record(
        actor,
        "training.recorded",
        made,
        on=made.held_on,
        ground=ARTICLE,
        agency=agency.short_name,
        topic=made.topic,
        people=made.people,
    )
    return made


@transaction.atomic
def correct_training(
    training: Training,
    *,
    details: TrainingDetails,
    reason: str,
    actor: Actor,
    counted: bool = True,
    seen_version: int | None = None,
) -> Training:
    """更正培训登记, with the reason; the journal keeps what stood before (art. 48).

    counted: False for a row that should not be there (recorded twice, not held): it stays, and no sum holds it.
    """
    training = (
        Training.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=training.pk)
    )
    if seen_version is not None and training.version != seen_version:
        raise Stale(
            "training.changed",
            "您打开这一页之后，有同事更正了这次培训的登记。",
            "您填的内容都还在。请看过最新的登记，再决定是否提交。",
        )
    require_train(actor, training.agency, "更正培训登记")
    if not reason.strip():
        raise NotAcceptable(
            "training.no_reason", "还没有写更正的理由。", "请写明错在哪里、依据什么更正。", field="reason"
        )
    before = _told(training)
    _tell(training, details, actor)
    training.counted = counted
    after = _told(training)
    changed = [label for label in after if after[label] != before[label]]
    if not changed:
        raise NotAcceptable("training.unchanged", "登记的内容没有改动。", "请改正填错的一项；没有错的，不用提交。")
    training.version += 1
    training.save()
    audit.record(
        actor,
        "training.corrected",
        training,
        on=actor.at.date(),
        ground=ARTICLE,
        reason=reason.strip(),
        before={label: before[label] for label in changed},
        after={label: after[label] for label in changed},
    )
    return training


def _tell(training: Training, details: TrainingDetails, actor: Actor) -> None:
    """Write the details on the row. NotAcceptable names what is missing or cannot be."""
    require_day(details.held_on, actor, field="held_on")
    if not details.topic.strip():
        raise NotAcceptable("training.no_topic", "还没有写培训的主题。", "请写明讲了什么。", field="topic")
    if not details.audience.strip():
        raise NotAcceptable("training.no_audience", "还没有写培训对象。", "请写明哪些人参加。", field="audience")
    if not 1 <= details.people <= MOST_PEOPLE:
        raise NotAcceptable(
            "training.people", f"参加培训的人数是{details.people}。", "请照签到的人数填写，至少一人。", field="people"
        )
    hours = details.hours
    if hours is not None and (not 0 < hours < MOST_HOURS or hours != round(hours, 1)):
        raise NotAcceptable(
            "training.hours", f"学时是{plain(hours)}。", "请填每人的学时，最多一位小数；没有计算的空着。", field="hours"
        )
    for name, value in asdict(details).items():
        setattr(training, name, value.strip() if isinstance(value, str) else value)
    require_fits(training)


def _told(training: Training) -> dict[str, str]:
    """The row as the journal tells it: label → text."""
    return {
        "举办之日": in_words(training.held_on),
        "主题": training.topic,
        "培训对象": training.audience,
        "人数": str(training.people),
        "学时": "" if training.hours is None else plain(training.hours),
        "备注": training.note,
        "计入": "是" if training.counted else "否",
    }
