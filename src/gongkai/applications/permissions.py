"""Who may do what with an application."""

from datetime import date

from gongkai.agencies.models import Agency, Duty, Person, Post
from gongkai.agencies.permissions import holds, require_duty
from gongkai.applications.models import Application
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed

TEMPLATING = (Duty.DESK_OFFICER, Duty.LEADER)
DECIDING = (Duty.LEADER, Duty.REVIEWER)


def may_see(actor: Actor, application: Application) -> bool:
    """Anyone with a post at the agency but the contact of a department, and an auditor at or above it."""
    return may_see_those_of(actor, application.agency)


def may_see_those_of(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may open the list of that agency's applications: as `may_see` for each of them."""
    post = actor.post
    if post is None or post.duty == Duty.CONTACT:
        return False
    return post.agency_id == agency.pk or (post.duty == Duty.AUDITOR and agency.path.startswith(post.agency_path))


def require_see(actor: Actor, application: Application) -> None:
    if not may_see(actor, application):
        raise NotAllowed(
            "application.not_yours",
            "这件申请由别的机关办理，您现在的岗位看不到。",
            "如果您在该机关也有岗位，请先切换岗位。",
        )


def may_handle(actor: Actor, application: Application) -> bool:
    """The agency's desk officers handle its applications."""
    return holds(actor, Duty.DESK_OFFICER, agency=application.agency_id)


def require_handle(actor: Actor, agency_id: int, verb: str) -> None:
    require_duty(actor, Duty.DESK_OFFICER, agency=agency_id, verb=verb)


def may_decide(actor: Actor, application: Application) -> bool:
    """The agency's leaders and reviewers decide on replies."""
    return holds(actor, *DECIDING, agency=application.agency_id)


def may_decide_for(actor: Actor, agency: Agency) -> bool:
    """Whether the actor decides on replies of that agency: as `may_decide` for each."""
    return holds(actor, *DECIDING, agency=agency)


def require_decide(actor: Actor, application: Application, *, drafted_by: int | None) -> None:
    """A leader or reviewer, and never the person who drafted."""
    require_duty(actor, *DECIDING, agency=application.agency_id, verb="审批答复")
    if drafted_by is not None and drafted_by == actor.person_id:
        raise NotAllowed("reply.own_draft", "不能审批自己拟写的答复。", "请交另一位负责人或者审核人审批。")


def require_head(application: Application, approved_by: Person, on: date, *, code: str, verb: str) -> None:
    """A leader of the agency that day agreed (art. 33 para 2: 政府信息公开工作机构负责人). verb: what was agreed to."""
    heads = Post.objects.held_on(on).filter(agency=application.agency_id, duty=Duty.LEADER)
    if not heads.filter(person=approved_by).exists():
        raise NotAllowed(
            code,
            f"{approved_by.name}不是本机关政府信息公开工作机构的负责人。",
            f"请由负责人同意后再{verb}。",
            field="approved_by",
        )


def require_templates(actor: Actor, agency: Agency) -> None:
    require_duty(actor, *TEMPLATING, agency=agency, verb="修改文书模板")


def require_reply_text(actor: Actor, application: Application) -> None:
    """Who drafts replies and who decides on them may change a draft's text."""
    require_duty(actor, Duty.DESK_OFFICER, *DECIDING, agency=application.agency_id, verb="修改答复书正文")
