"""Who keeps the standard catalogue, who owes its elements, who checks what was said to be not applicable."""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import THE_HOUSE, holds, keeps
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed
from gongkai.publications.models import ElementDuty

OFFICE = frozenset({Duty.DESK_OFFICER, Duty.EDITOR, Duty.REVIEWER, Duty.LEADER})
FILLING = (Duty.CONTACT, Duty.DESK_OFFICER, Duty.EDITOR)
HANDING_OVER = (*FILLING, Duty.LEADER)
_SWITCH = "如果您还有别的岗位，请切换岗位；否则请转交有此职责的同事。"


def may_keep_catalogue(actor: Actor) -> bool:
    """The disclosure office of the head of the house, its keeper, or the installation itself."""
    post = actor.post
    if post is None:
        return actor.reference == THE_HOUSE
    return post.agency_path.count("/") == 1 and post.duty in (OFFICE | {Duty.KEEPER})


def require_keep_catalogue(actor: Actor, verb: str) -> None:
    """Raise NotAllowed unless `may_keep_catalogue`. verb: what was wanted, in Chinese."""
    if not may_keep_catalogue(actor):
        raise NotAllowed("catalogue.not_keeping", f"{verb}由区一级公开工作机构的人员或者系统管理员办理。", _SWITCH)


def may_fill(actor: Actor, duty: ElementDuty) -> bool:
    """Whoever publishes for the agency that owes it: its contacts, desk officers and editors."""
    return holds(actor, *FILLING, agency=duty.agency_id)


def may_fill_at(actor: Actor, agency_id: int) -> bool:
    """Whether the actor fills what that agency owes."""
    return holds(actor, *FILLING, agency=agency_id)


def require_fill(actor: Actor, duty: ElementDuty, verb: str) -> None:
    if not may_fill(actor, duty):
        raise NotAllowed("duty.not_yours", f"{verb}由{duty.agency.short_name}的联络员、经办人或者编辑办理。", _SWITCH)


def may_confirm(actor: Actor, agency: Agency) -> bool:
    """The disclosure office of the head of the house, over the agency that owes it."""
    post = actor.post
    if post is None or post.agency_path.count("/") != 1:
        return False
    return post.duty in OFFICE and agency.path.startswith(post.agency_path)


def require_confirm(actor: Actor, duty: ElementDuty, verb: str) -> None:
    """Raise NotAllowed unless `may_confirm`, and for whoever reported it: nobody checks their own."""
    if not may_confirm(actor, duty.agency):
        raise NotAllowed("duty.not_confirming", f"{verb}由区一级公开工作机构办理。", _SWITCH)
    # Persons are compared: two may have one name. Of what was reported before persons were kept, the name is all there is.
    reported, own = duty.not_applicable_person_id, actor.person_id
    if reported == own if reported is not None else duty.not_applicable_by == actor.name:
        raise NotAllowed("duty.own_report", "不能核对自己报的“不适用”。", "请公开工作机构的另一位同事核对。")


def may_hand_over(actor: Actor, agency: Agency) -> bool:
    """The contacts of the agency, its desk and leaders, the disclosure office, and who keeps the system for it."""
    return holds(actor, *HANDING_OVER, agency=agency) or keeps(actor, agency) or may_confirm(actor, agency)


def require_hand_over(actor: Actor, agency: Agency) -> None:
    if not may_hand_over(actor, agency):
        raise NotAllowed(
            "duty.not_handing_over", f"联络员的交接由{agency.short_name}的联络员、经办人或者负责人办理。", _SWITCH
        )


def may_see_duties(actor: Actor, agency: Agency) -> bool:
    """Anyone with a post at the agency or above it, but another agency's contact."""
    post = actor.post
    if post is None:
        return False
    if post.agency_id == agency.pk:
        return True
    return post.duty != Duty.CONTACT and agency.path.startswith(post.agency_path)


def require_see_duties(actor: Actor, agency: Agency) -> None:
    if not may_see_duties(actor, agency):
        raise NotAllowed("duty.not_seen", f"{agency.short_name}的目录情况，您现在的岗位看不到。", _SWITCH)
