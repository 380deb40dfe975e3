"""What stands in the register put right: an entry, an act recorded by mistake. What stood before stays in the journal."""

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.documents.actions.changes import groups_of
from gongkai.documents.actions.entering import EntryTold, write_entry
from gongkai.documents.actions.holding import settle_holds
from gongkai.documents.actions.record import ISSUED, finish, keep_validity, lock, told_day
from gongkai.documents.actions.told import set_links
from gongkai.documents.facts import fact_of, with_changes
from gongkai.documents.models import Change, NormativeDocument
from gongkai.documents.permissions import require_register
from gongkai.law.changes import require_sound
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.pages.actions import touch
from gongkai.publications.actions.record import require_fits, require_reason


@transaction.atomic
def correct_entry(
    document: NormativeDocument, *, told: EntryTold, reason: str, actor: Actor, seen_version: int | None = None
) -> NormativeDocument:
    """更正登记 of an issued document, with the reason. Refused where its days would no longer agree with the acts on it and by it."""
    document = lock(document, seen_version=seen_version)
    require_register(actor, document.agency, "更正登记")
    if document.stage not in ISSUED:
        raise NotLawful(
            "document.not_issued",
            None,
            f"“{document.title}”还没有登记编号，登记簿里没有可以更正的登记。",
            "制定过程中的内容，请在“修改文件信息”里改。",
        )
    reason = require_reason(reason, example="成文日期录错，应为2020年3月2日，以印发的文件为准")
    if document.number and not told.number.strip():
        raise NotAcceptable(
            "document.number_dropped",
            f"这份文件原来登记有字号{document.number}。",
            "字号填错的，请改成印发的字号，不要空着。",
            field="number",
        )
    before = _told(document)
    write_entry(document, told, actor)
    set_links(document, told)
    document.save()
    require_agreement(document)
    after = _told(document)
    changed = [label for label in after if after[label] != before[label]]
    if not changed:
        raise NotAcceptable("document.unchanged", "登记的内容没有改动。", "请改正填错的一项；没有错的，不用提交。")
    keep_validity(document, actor.at.date())
    finish(
        actor,
        "corrected",
        document,
        title=document.title,
        reason=reason,
        before={label: before[label] for label in changed},
        after={label: after[label] for label in changed},
    )
    settle_holds(document, actor=actor)  # the number put right comes onto a text that is still being written
    touch(*groups_of(document))
    return document


@transaction.atomic
def cancel_change(change: Change, *, reason: str, actor: Actor, seen_version: int | None = None) -> Change:
    """取消效力变动 that was recorded by mistake: the row stays and says so, and the document stands as if it had not been.

    Refused while a later act rests on it: cancel that one first.
    """
    document = lock(change.document, seen_version=seen_version)
    require_register(actor, document.agency, "取消效力变动")
    change = Change.objects.select_for_update(of=("self",), no_key=True).select_related("acting").get(pk=change.pk)
    if change.cancelled_at is not None:
        raise NotLawful(
            "change.cancelled", None, "这一条效力变动已经取消。", "请看最新的登记；要再登记的，请点“登记效力变动”。"
        )
    change.cancelled_at = actor.at
    change.cancelled_because = require_reason(reason, example="废止的是另一份同名文件，登记错了")
    require_fits(change)
    change.save()
    require_agreement(document)
    keep_validity(document, actor.at.date())
    finish(
        actor,
        "change_cancelled",
        document,
        title=document.title,
        change=change.kind,
        effective_on=told_day(change.effective_on),
        reason=change.cancelled_because,
    )
    touch(*groups_of(document, change.acting))
    return change


def require_agreement(document: NormativeDocument) -> None:
    """NotLawful when the saved days of a document no longer agree with the acts on it and by it: cancel or correct those first."""
    fact = fact_of(with_changes(NormativeDocument.objects.filter(pk=document.pk)).get())
    others = NormativeDocument.objects.filter(acts__document=document, acts__cancelled_at__isnull=True)
    acting = {other.reference: other for other in map(fact_of, with_changes(others.distinct()))}
    acts = Change.objects.filter(acting=document, cancelled_at__isnull=True)
    acted = {
        row.pk: fact_of(row) for row in with_changes(NormativeDocument.objects.filter(changes__in=acts).distinct())
    }
    require_sound(fact, acting, [(acted[act.document_id], act.effective_on) for act in acts])


def _told(document: NormativeDocument) -> dict[str, str]:
    """The entry as the journal tells it: label → text."""
    bases = [f"《{basis.title}》{basis.article}" for basis in document.bases.all()]
    return {
        "标题": document.title,
        "类别": document.get_kind_display(),
        "发文字号": document.number,
        "登记编号": document.registration_number,
        "成文日期": told_day(document.issued_on),
        "登记之日": told_day(document.registered_on),
        "施行日期": told_day(document.effective_on),
        "有效期至": told_day(document.valid_until),
        "首次公开之日": told_day(document.disclosed_on),
        "试行": "是" if document.trial else "否",
        "领域": document.field.name if document.field else "",
        "联合制定机关": "、".join([*(agency.name for agency in document.joint.all()), *document.joint_outside]),
        "制定依据": "；".join(bases),
    }
