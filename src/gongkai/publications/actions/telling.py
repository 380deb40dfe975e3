"""Who is told by message that an item waits for them: that it does, and its title; never what it says."""

from collections.abc import Iterable

from gongkai.agencies.models import Person
from gongkai.agencies.queries import people_with, root
from gongkai.audit.actors import Actor
from gongkai.law.gate import EXAMINATIONS, Step
from gongkai.notices import actions as notices
from gongkai.publications.facts import taken_in_round, writers_of
from gongkai.publications.models import Draft, Publication
from gongkai.publications.permissions import AT_THE_AGENCY, AT_THE_HEAD


def tell(publication: Publication, draft: Draft, actor: Actor) -> None:
    """After a step: whoever may take the next one, or the writers when the text came back to them."""
    if draft.stage == Draft.Stage.WRITING:
        told = (
            "不予公开，已登记评估日期" if publication.standing == Publication.Standing.REFUSED else "退回修改，请看意见"
        )
        _tell(publication, draft.title, told, Person.objects.filter(pk__in=writers_of(draft)), actor)
    elif draft.stage == Draft.Stage.SCHEDULED:
        _tell(publication, draft.title, "已经批准，到时间公开", Person.objects.filter(pk__in=writers_of(draft)), actor)
    else:
        taken = taken_in_round(draft)
        barred = writers_of(draft) | {one.person for one in taken}
        passed = {one.step for one in taken}
        for step in (Step(draft.stage), *(one for one in EXAMINATIONS if one not in passed)):
            people = [person for person in _who_may(publication, step, actor) if person.pk not in barred]
            _tell(publication, draft.title, f"等待{step.label}", people, actor)


def tell_released(publication: Publication, title: str, writers: Iterable[int], actor: Actor) -> None:
    """The writers that it is public; after an urgent release the other leaders that a confirmation is due."""
    _tell(publication, title, "已经公开", Person.objects.filter(pk__in=list(writers)), actor)
    if publication.confirm_by is not None:
        told = f"已经紧急发布，请在{publication.confirm_by:%Y-%m-%d}前补审"
        _tell(publication, title, told, _who_may(publication, Step.CONFIRMATION, actor), actor)


def tell_failed(publication: Publication, draft: Draft, actor: Actor) -> None:
    """The writers that what was to be released could not be."""
    _tell(publication, draft.title, "到时间没有公开，请看原因", Person.objects.filter(pk__in=writers_of(draft)), actor)


def _who_may(publication: Publication, step: Step, actor: Actor) -> list[Person]:
    """Those of the agency whose duty carries the step; those of the head only where the agency has none but the actor."""
    day = actor.at.date()
    own = people_with(AT_THE_AGENCY[step], publication.issued_by_id, day)
    if any(person.pk != actor.person_id for person in own):
        return own
    return people_with(AT_THE_HEAD[step], root(), day) if AT_THE_HEAD[step] else []


def _tell(publication: Publication, title: str, told: str, people: Iterable[Person], actor: Actor) -> None:
    agency = publication.issued_by
    for person in people:
        if person.email and person.pk != actor.person_id:
            notices.queue(
                channel="email",
                address=person.email,
                subject=f"{title[:40]}：{told}"[:100],
                body=f"{person.name}：\n{agency.short_name}的政府信息“{title}”：{told}。\n请登录工作台“公开”办理。",
                about=f"publication:{publication.pk}",
                agency=agency.code,
                key=f"publication.{publication.pk}.{publication.version}.{told[:20]}.person.{person.pk}",
                at=actor.at,
                quiet=notices.Quiet(agency.quiet_from, agency.quiet_until),
            )
