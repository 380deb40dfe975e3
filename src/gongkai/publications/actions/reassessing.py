"""定期评估 of what was not disclosed (Regulations art. 18): it stays closed until another day, or is opened to be published."""

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.law.appeals import months_after
from gongkai.law.citations import cite
from gongkai.law.errors import NotLawful
from gongkai.law.gate import Step, require_other
from gongkai.publications.actions.record import lock, require_person, require_reason, trace
from gongkai.publications.facts import writers_of
from gongkai.publications.models import Draft, Publication
from gongkai.publications.permissions import require_take

ARTICLE = cite("条例", 18)


@transaction.atomic
def reassess_item(publication: Publication, *, may_open: bool, reason: str, actor: Actor) -> Publication:
    """评估不予公开的信息 (art. 18). may_open: it may be disclosed now and goes back to be written; else the next day is set.

    Nobody judges what they wrote: as at the first examination. Who examined it then may look again.
    """
    publication = lock(publication)
    require_take(actor, Step.DISCLOSURE, publication.issued_by)
    if publication.standing != Publication.Standing.REFUSED:
        raise NotLawful(
            "item.not_refused",
            ARTICLE,
            f"这一件现在是“{publication.get_standing_display()}”，不用评估。",
            "请打开这一件的页面，看最新的情况。",
        )
    draft = Draft.objects.filter(publication=publication).select_related("publication__issued_by").first()
    if draft is not None:
        require_other(Step.DISCLOSURE, require_person(actor), writers=writers_of(draft), taken=())
    reason = require_reason(reason, example="案件已经办结，不再影响执法")
    if may_open:
        publication.standing, publication.reassess_on = Publication.Standing.UNRELEASED, None
    else:
        publication.reassess_on = months_after(actor.at.date(), int(publication.issued_by.reassessment))
    trace(actor, "reassessed", publication, ground=ARTICLE, reason=reason, may_open=may_open)
    return publication
