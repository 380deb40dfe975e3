"""What a served reply sets in motion later: a refusal is looked at again (Regulations art. 18), what several applicants were
given is proposed for publication (art. 44). Steps of serving a reply."""

from collections.abc import Iterable
from datetime import date

from gongkai.applications.actions.tasks import open_task
from gongkai.applications.models import Application, Task
from gongkai.applications.queries import SAME, count_applicants, similar_requests
from gongkai.law.appeals import months_after
from gongkai.law.outcomes import outcome
from gongkai.law.workdays import in_words

GIVEN = "granted.provided"
_NOT_ASSESSED = frozenset({"refused.registry_lookup"})  # another law says how it is looked up; nothing was withheld
ALIKE_BEFORE = 2  # so many others must have been given the same before it is proposed: with this one, three
_LOOKED_AT = 50


def schedule_reassessment(application: Application, outcomes: Iterable[str], on: date) -> None:
    """定期评估 (art. 18): what was withheld is looked at again after the months the agency set. outcomes: of the reply."""
    withheld = [code for code in outcomes if _withholds(code)]
    if not withheld:
        return
    due_on = months_after(on, int(application.agency.reassessment))
    labels = "、".join(dict.fromkeys(outcome(code).label for code in withheld))
    text = f"{in_words(on)}答复“{labels}”。请评估情势有没有变化，可以公开的应当公开（条例第十八条）。"
    open_task(application, Task.Kind.REASSESS, text, on=on, due_on=due_on, about="reassess")


def propose_publication(application: Application, on: date) -> None:
    """建议转为主动公开 (art. 44), once for the same information: it was given to at least three different applicants."""
    alike = similar_requests(
        application.agency_id, application.content, on=on, excluding=application.pk, least=SAME, size=_LOOKED_AT
    )
    given = [found.application for found in alike if found.application.outcome == GIVEN and found.reply]
    keys = [case.pk for case in given]
    if len(keys) < ALIKE_BEFORE or count_applicants([application.pk, *keys]) <= ALIKE_BEFORE:
        return
    kind = Task.Kind.TURN_PROACTIVE
    if Task.objects.filter(kind=kind, application__in=[application.pk, *keys]).exists():
        return
    numbers = "、".join(case.number for case in given[:5])
    text = f"不同的申请人要过类似的信息，都已提供（{numbers}）。可以公开的，建议转为主动公开（条例第四十四条）。"
    open_task(application, kind, text, on=on, about="turn_proactive")


def _withholds(code: str) -> bool:
    return (code.startswith("refused.") and code not in _NOT_ASSESSED) or code == "granted_in_part"
