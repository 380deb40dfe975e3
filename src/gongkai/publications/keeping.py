"""Who keeps what the public side is arranged by: the columns, and the reading places with their shelves."""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import THE_HOUSE, holds
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed

ARRANGING = frozenset({Duty.EDITOR, Duty.LEADER, Duty.DESK_OFFICER})


def may_arrange(actor: Actor) -> bool:
    """Whether the actor arranges the columns: an editor, leader or desk officer at the head, or the installation itself."""
    post = actor.post
    if post is None:
        return actor.reference == THE_HOUSE
    return post.agency_path.count("/") == 1 and post.duty in ARRANGING


def require_arrange(actor: Actor, verb: str) -> None:
    """Raise NotAllowed unless `may_arrange`. verb: what was wanted, in Chinese."""
    if not may_arrange(actor):
        raise NotAllowed(
            "section.not_arranging",
            f"{verb}由区一级公开工作机构的编辑、经办人或者负责人办理。",
            "如果您有这个岗位，请先切换岗位；否则请把要改的告诉区一级公开工作机构。",
        )


def may_keep_place(actor: Actor, agency: Agency) -> bool:
    """Whether the actor keeps the reading places of that agency: its own editors, desk officers and leaders, or the head's."""
    return holds(actor, *ARRANGING, agency=agency) or may_arrange(actor)


def may_see_place(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may look at what is on record of the agency's places: with a post there or above, or who keeps them."""
    post = actor.post
    return (post is not None and agency.path.startswith(post.agency_path)) or may_keep_place(actor, agency)


def require_see_place(actor: Actor, agency: Agency) -> None:
    """Raise NotAllowed unless `may_see_place`."""
    if not may_see_place(actor, agency):
        raise NotAllowed(
            "place.not_seen",
            f"{agency.short_name}的查阅场所登记，您现在的岗位看不到。",
            "公众能看到的地址和资料，在公众网站的“查阅场所”里；如果您还有别的岗位，请切换岗位。",
        )


def require_keep_place(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_keep_place`. verb: what was wanted, in Chinese."""
    if not may_keep_place(actor, agency):
        raise NotAllowed(
            "place.not_keeping",
            f"{verb}由{agency.short_name}或者区一级公开工作机构的编辑、经办人、负责人办理。",
            "如果您还有别的岗位，请切换岗位；否则请转交有此职责的同事。",
        )
