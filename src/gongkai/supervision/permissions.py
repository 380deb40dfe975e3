"""Who supervises disclosure (art. 47, 51) and records trainings (art. 48): the supervising office's agency, over all below it."""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import holds
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed
from gongkai.supervision.models import Complaint

SUPERVISING = frozenset({Duty.LEADER, Duty.AUDITOR})
ANSWERING = (Duty.LEADER, Duty.DESK_OFFICER)
TRAINING = frozenset({Duty.LEADER, Duty.DESK_OFFICER})


def may_supervise(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may take up complaints about that agency: a leader or auditor at the head of the house, over it."""
    return _at_the_head(actor, agency, SUPERVISING)


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


def may_train(actor: Actor, agency: Agency) -> bool:
    """Whether the actor records what trainings that agency held: a leader or desk officer at the head of the house, over it."""
    return _at_the_head(actor, agency, TRAINING)


def require_train(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_train`. verb: what was wanted, in Chinese."""
    if not may_train(actor, agency):
        raise NotAllowed(
            "training.not_supervising",
            f"{verb}由区一级政府信息公开工作主管部门的负责人或者经办人办理。",
            "如果您有这个岗位，请先切换岗位；否则请把情况告诉主管部门。",
        )


def _at_the_head(actor: Actor, agency: Agency, duties: frozenset[Duty]) -> bool:
    """Whether the actor holds one of the duties at the head of the house that the agency belongs to."""
    post = actor.post
    if post is None or post.agency_path.count("/") != 1:
        return False
    return post.duty in duties and agency.path.startswith(post.agency_path)
