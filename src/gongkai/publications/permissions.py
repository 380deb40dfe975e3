"""Who writes, reviews, approves and takes down items, and who sets the rules: by the duty of the post an actor holds.

The head is the agency at the top of the house, whose disclosure office (公开办) helps agencies with too few people.
"""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import holds, keeps, may_set_rules
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed
from gongkai.law.gate import LABELS, Step

WRITING = (Duty.DESK_OFFICER, Duty.CONTACT, Duty.EDITOR)
AT_THE_AGENCY: dict[Step, tuple[Duty, ...]] = {
    Step.FIRST: (Duty.REVIEWER, Duty.DESK_OFFICER, Duty.EDITOR, Duty.LEADER),
    Step.SECOND: (Duty.REVIEWER, Duty.LEADER),
    Step.FINAL: (Duty.LEADER,),
    Step.DISCLOSURE: (Duty.REVIEWER, Duty.DESK_OFFICER, Duty.EDITOR, Duty.LEGAL_REVIEWER, Duty.LEADER),
    Step.SECRECY: (Duty.REVIEWER, Duty.LEGAL_REVIEWER, Duty.LEADER),
    Step.CONFIRMATION: (Duty.LEADER,),
}
AT_THE_HEAD: dict[Step, tuple[Duty, ...]] = {
    Step.FIRST: (),
    Step.SECOND: (Duty.REVIEWER, Duty.EDITOR),
    Step.FINAL: (Duty.LEADER,),
    Step.DISCLOSURE: (Duty.REVIEWER, Duty.LEGAL_REVIEWER, Duty.LEADER),
    Step.SECRECY: (Duty.REVIEWER, Duty.LEGAL_REVIEWER, Duty.LEADER),
    Step.CONFIRMATION: (Duty.LEADER,),
}
SEEING = (*WRITING, Duty.REVIEWER, Duty.LEGAL_REVIEWER, Duty.LEADER, Duty.AUDITOR)
SEEING_ALL = (Duty.REVIEWER, Duty.EDITOR, Duty.LEGAL_REVIEWER, Duty.LEADER, Duty.AUDITOR)
TAKING_DOWN = (Duty.LEADER, Duty.EDITOR, Duty.REVIEWER)


def at_the_head(actor: Actor, agency: Agency, *duties: Duty) -> bool:
    """Whether the actor holds one of the duties at the head of the house that the agency belongs to."""
    post = actor.post
    if post is None or post.agency_path.count("/") != 1:
        return False
    return post.duty in duties and agency.path.startswith(post.agency_path)


def may_write(actor: Actor, agency: Agency) -> bool:
    """A desk officer, contact or editor of the agency."""
    return holds(actor, *WRITING, agency=agency)


def require_write(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_write`. verb: what was wanted, in Chinese."""
    if not may_write(actor, agency):
        _refuse(actor, "item.not_writing", f"{verb}须由{agency.short_name}的经办人、部门联络员或者编辑办理。")


def may_take(actor: Actor, step: Step, agency: Agency) -> bool:
    """Whether the actor's duty carries that step for an item of the agency; that they have not taken another is the law's."""
    return holds(actor, *AT_THE_AGENCY[step], agency=agency) or at_the_head(actor, agency, *AT_THE_HEAD[step])


def require_take(actor: Actor, step: Step, agency: Agency) -> None:
    """Raise NotAllowed unless `may_take`, naming who may."""
    if not may_take(actor, step, agency):
        _refuse(actor, "item.not_reviewing", f"{LABELS[step]}须由{who_may_take(step, agency)}办理。")


def who_may_take(step: Step, agency: Agency) -> str:
    """区教育局的负责人，或者区政府信息公开工作机构的负责人: who may take a step, in words."""
    own = f"{agency.short_name}的{_labels(AT_THE_AGENCY[step])}"
    head = AT_THE_HEAD[step]
    return f"{own}，或者区一级公开工作机构的{_labels(head)}" if head and agency.parent_id else own


def may_release_urgently(actor: Actor, agency: Agency) -> bool:
    """A leader of the agency or of the head."""
    return may_take(actor, Step.FINAL, agency)


def may_take_down(actor: Actor, agency: Agency) -> bool:
    """A leader, editor or reviewer of the agency, or of the head."""
    return holds(actor, *TAKING_DOWN, agency=agency) or at_the_head(actor, agency, *TAKING_DOWN)


def require_take_down(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_take_down`. verb: what was wanted, in Chinese."""
    if not may_take_down(actor, agency):
        told = f"{verb}须由{agency.short_name}或者区一级公开工作机构的负责人、编辑、审核人办理。"
        _refuse(actor, "item.not_taking_down", told)


def may_see(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may see what the agency has not published yet: those who work on it, the head's, an auditor above."""
    return holds(actor, *SEEING, agency=agency) or at_the_head(actor, agency, *SEEING_ALL)


def require_see(actor: Actor, agency: Agency) -> None:
    if not may_see(actor, agency):
        _refuse(actor, "item.not_yours", f"{agency.short_name}的公开稿件，您现在的岗位看不到。")


def require_rules(actor: Actor, agency: Agency) -> None:
    """Raise NotAllowed unless the actor may set the agency's rules of publishing: its leaders, and who keeps its system."""
    if not may_set_rules(actor, agency):
        _refuse(actor, "item.not_setting", f"发布规则由{agency.short_name}的负责人或者系统管理员更改。")


def may_keep_words(actor: Actor, agency: Agency) -> bool:
    """Who keeps the system for the agency, or one of its editors."""
    return keeps(actor, agency) or holds(actor, Duty.EDITOR, agency=agency)


def require_keep_words(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_keep_words`. verb: what was wanted, in Chinese."""
    if not may_keep_words(actor, agency):
        _refuse(actor, "words.not_keeping", f"{verb}由{agency.short_name}的编辑或者系统管理员办理。")


def _labels(duties: tuple[Duty, ...]) -> str:
    return "、".join(str(duty.label) for duty in duties)


def _refuse(actor: Actor, code: str, told: str) -> None:
    place = f"您现在的岗位是“{actor.post.title}”。" if actor.post else "您现在没有岗位。"
    raise NotAllowed(code, f"{told}{place}", "如果您还有别的岗位，请切换岗位；否则请转交有此职责的同事。")
