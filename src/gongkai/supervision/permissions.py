"""Who supervises disclosure (art. 47, 51): the leaders and auditors of the supervising office's agency, over all below it."""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import holds
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed
from gongkai.supervision.models import Complaint

SUPERVISING = frozenset({Duty.LEADER, Duty.AUDITOR})
ANSWERING = (Duty.LEADER, Duty.DESK_OFFICER)


def may_supervise(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may take up complaints about that agency: a leader or auditor at the head of the house, over it."""
    post = actor.post
    at_the_head = post is not None and post.agency_path.count("/") == 1 and agency.path.startswith(post.agency_path)
    return at_the_head and post is not None and post.duty in SUPERVISING


def require_supervise(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_supervise`. verb: what was wanted, in Chinese."""
    if not may_supervise(actor, agency):
        raise NotAllowed(
            "complaint.not_supervising",
            f"{verb}由区一级政府信息公开工作主管部门的负责人或者监督审计人办理。",
            "如果您有这个岗位，请先切换岗位；否则请转交主管部门。",
        )


def may_see(actor: Actor, complaint: Complaint) -> bool:
    """Who supervises, and the desk and leaders of the agency complained about."""
    return may_supervise(actor, complaint.agency) or holds(actor, *ANSWERING, agency=complaint.agency)


def require_see(actor: Actor, complaint: Complaint) -> None:
    if not may_see(actor, complaint):
        raise NotAllowed(
            "complaint.not_yours",
            "这件投诉不归您现在的岗位办理，看不到。",
            "如果您在主管部门或者被投诉的机关有岗位，请先切换岗位。",
        )


def may_answer(actor: Actor, agency: Agency) -> bool:
    """Whether the actor answers for the agency that was told to put something right."""
    return holds(actor, *ANSWERING, agency=agency)
