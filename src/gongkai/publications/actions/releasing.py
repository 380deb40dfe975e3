"""The one release: a version that never changes, the index number, what readers see and find, the trace."""

from django.db import transaction

from gongkai.agencies.actions import next_number
from gongkai.agencies.models import Agency
from gongkai.agencies.queries import calendar
from gongkai.audit.actors import Actor
from gongkai.law import gate
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.pages.actions import touch
from gongkai.publications.actions.drafting import require_complete
from gongkai.publications.actions.holding import require_not_held
from gongkai.publications.actions.record import draft_of, lock, require_fits, require_person, require_reason, trace
from gongkai.publications.actions.reviews import write_review
from gongkai.publications.actions.showing import show
from gongkai.publications.actions.telling import tell_released
from gongkai.publications.actions.written import copy_content
from gongkai.publications.cleaning import words_of
from gongkai.publications.facts import digest_of_draft, rules_of, taken_in_round, writers_of
from gongkai.publications.models import Draft, Publication, PublishingRules, Review, Version, Withdrawal
from gongkai.publications.permissions import may_release_urgently

Standing, Stage = Publication.Standing, Draft.Stage
LAST_SERIAL = 99_999  # five digits in the index number


@transaction.atomic
def publish(publication: Publication, *, actor: Actor) -> Version:
    """公开: release the working copy, which has passed the gate or is released urgently. Called by the verbs that let it through.

    NotLawful unless the final approval of this very text is on record with everything before it.
    """
    publication = lock(publication)
    draft = draft_of(publication)
    touch(f"item:{publication.pk}")  # the journal's lock before that of the numbers, as whoever approves takes them
    require_not_held(publication, "公开")
    require_complete(draft, actor.at)
    digest = digest_of_draft(draft)
    if not draft.urgent:
        _require_approved(draft, digest)
    version = _write_version(publication, draft, digest, actor)
    formerly = publication.section
    publication.current = version
    publication.section = draft.section
    publication.expires_at, publication.after_expiry = draft.expires_at, draft.after_expiry
    publication.expired = False
    if publication.published_at is None:
        publication.index_number = _index_number(publication.issued_by, actor)
        publication.published_at = actor.at
    else:
        publication.revised_at = actor.at
    publication.standing, publication.reassess_on = Standing.PUBLIC, None
    if not draft.urgent:
        publication.confirm_by = None
    writers = writers_of(draft)
    Withdrawal.objects.filter(publication=publication, ended_at__isnull=True).update(ended_at=actor.at)
    Review.objects.filter(publication=publication, round=draft.round, released_as__isnull=True).update(
        released_as=version
    )
    draft.delete()
    publication.save()
    show(publication, formerly=formerly)
    trace(
        actor,
        "published",
        publication,
        ground=gate.ARTICLE,
        title=version.title,
        number=version.number,
        index_number=publication.index_number,
    )
    tell_released(publication, version.title, writers, actor)
    return version


def _require_approved(draft: Draft, digest: str) -> None:
    taken = taken_in_round(draft)
    gate.require_ready(taken, digest=digest, reviews=rules_of(draft.publication.issued_by).reviews)
    if not any(one.step is gate.Step.FINAL and one.digest == digest for one in taken):
        raise NotLawful(
            "item.not_approved", gate.ARTICLE, "这件稿件还没有经过终审。", "请由有此职责的负责人终审后公开。"
        )


def _write_version(publication: Publication, draft: Draft, digest: str, actor: Actor) -> Version:
    last = publication.versions.order_by("-number").first()
    version = Version(
        publication=publication,
        number=last.number + 1 if last else 1,
        released_at=actor.at,
        released_by=_approved_by(draft) or actor.name,
        change_note=draft.change_note if last else "",
        text=words_of(draft.body),
        digest=digest,
    )
    copy_content(draft, version)
    version.save()
    version.attachments.set(draft.attachments.all())
    return version


def _approved_by(draft: Draft) -> str:
    """Who gave the final approval: a release at a time set is theirs, not the timer's."""
    final = Review.objects.filter(
        publication=draft.publication_id, round=draft.round, kind=Review.Kind.FINAL, released_as__isnull=True
    ).last()
    return final.person_name if final else ""


def _index_number(agency: Agency, actor: Actor) -> str:
    """〈机构代码〉/〈年份或者年月〉-〈五位顺序号〉: one series a year, so that no number is left out and none comes twice."""
    rules = rules_of(agency)
    if not rules.index_code:
        raise NotAcceptable(
            "item.no_code",
            f"{agency.short_name}还没有设机构代码，编不出索引号。",
            "请负责人或者系统管理员在“发布规则”里填写组织机构代码或者统一社会信用代码。",
        )
    day = actor.at.date()
    dated = f"{day:%Y%m}" if rules.index_by == PublishingRules.IndexBy.MONTH else f"{day:%Y}"
    while True:
        serial = next_number(agency, "index", day.year)
        if serial > LAST_SERIAL:
            raise NotLawful(
                "item.numbers_used_up", None, f"{agency.short_name}今年的索引号已经编满。", "请联系系统管理员。"
            )
        number = f"{rules.index_code}/{dated}-{serial:05d}"
        if not Publication.objects.filter(index_number=number).exists():  # a number that came with an import
            return number


@transaction.atomic
def publish_urgently(publication: Publication, *, reason: str, actor: Actor) -> Version:
    """紧急发布: released by a leader before the readings, which a second person confirms within the days the agency set.

    The two examinations of art. 17 cannot be put off: those still wanting are made by the leader in this act.
    """
    publication = lock(publication)
    if not may_release_urgently(actor, publication.issued_by):
        raise NotAllowed(
            "item.not_urgent",
            f"紧急发布须由{publication.issued_by.short_name}或者区一级公开工作机构的负责人办理。",
            "请转交负责人；如果您还有这个岗位，请先切换岗位。",
        )
    draft = draft_of(publication)
    if publication.standing == Standing.REFUSED:
        raise NotLawful("item.refused", gate.ARTICLE, "这一件的结论是不予公开。", "请先评估，可以公开的再发布。")
    reason = require_reason(reason, example="山洪预警，须立即告知沿河群众")
    require_complete(draft, actor.at)
    gate.require_other(gate.Step.FINAL, require_person(actor), writers=writers_of(draft), taken=())
    draft.urgent = reason
    require_fits(draft)
    draft.save()
    _examine(publication, draft, reason, actor)
    days = rules_of(publication.issued_by).confirm_workdays
    publication.confirm_by = calendar().nth_workday_after(actor.at.date(), days)
    trace(actor, "released_urgently", publication, ground=gate.ARTICLE, reason=reason, title=draft.title)
    return publish(publication, actor=actor)


def _examine(publication: Publication, draft: Draft, reason: str, actor: Actor) -> None:
    """The examinations that nobody made of this text yet, by the leader who answers for the release."""
    digest = digest_of_draft(draft)
    passed = {one.step for one in taken_in_round(draft) if one.digest == digest}
    for step in gate.EXAMINATIONS:
        if step not in passed:
            write_review(
                publication,
                step,
                Review.Conclusion.PASSED,
                round_=draft.round,
                digest=digest,
                actor=actor,
                opinion=f"紧急发布时一并审查：{reason}"[:500],
            )
