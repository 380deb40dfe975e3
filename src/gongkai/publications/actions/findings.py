"""What the checks point at and a writer lets stand, with a reason that reviewers read."""

from typing import Any

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable
from gongkai.publications.actions.drafting import require_being_written
from gongkai.publications.actions.record import draft_of, lock, require_fits, require_reason, trace
from gongkai.publications.checking import ACCEPTABLE
from gongkai.publications.checking.findings import LONGEST
from gongkai.publications.models import AcceptedFinding, Publication
from gongkai.publications.permissions import require_write


@transaction.atomic
def accept_finding(publication: Publication, *, code: str, excerpt: str, reason: str, actor: Actor) -> AcceptedFinding:
    """保留一处 that the checks point at, with the reason. It holds for these very words; changed words are judged anew."""
    publication = lock(publication)
    require_write(actor, publication.issued_by, "保留核对指出的一处")
    draft = draft_of(publication)
    require_being_written(draft, "改核对的结果")
    if code not in ACCEPTABLE or not excerpt or len(excerpt) > LONGEST:
        raise NotAcceptable(
            "finding.not_acceptable",
            "这一处不能写理由保留。",
            "请照提示改正文、附件或者资料；改好后提示自然消失。",
            field="reason",
        )
    reason = require_reason(reason, example="名称没有错，2025年6月已经更名")
    row, _ = AcceptedFinding.objects.get_or_create(
        draft=draft, code=code, excerpt=excerpt, defaults={"reason": "", "by_name": "", "at": actor.at}
    )
    row.reason, row.by_name, row.at = reason, actor.name, actor.at
    require_fits(row)
    row.save()
    # Words of persons do not go into the journal, which is never purged.
    told: dict[str, Any] = {} if code.startswith("personal.") else {"excerpt": excerpt}
    trace(actor, "finding_accepted", publication, code=code, reason=reason, **told)
    return row
