"""Who may do what, from the post an actor holds. Rooms above ask through `require_duty`."""

from gongkai.agencies.models import Agency, Duty
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed

OVERSEEING = frozenset({Duty.AUDITOR, Duty.KEEPER})


def holds(actor: Actor, *duties: str, agency: Agency | int) -> bool:
    """Whether the actor holds one of the duties at that very agency."""
    key = agency if isinstance(agency, int) else agency.pk
    return actor.post is not None and actor.post.agency_id == key and actor.post.duty in duties


def require_duty(actor: Actor, *duties: str, agency: Agency | int, verb: str) -> None:
    """Raise NotAllowed unless `holds`. verb: what was wanted, in Chinese."""
    if holds(actor, *duties, agency=agency):
        return
    names = "、".join(Duty(duty).label for duty in duties)
    place = f"您现在的岗位是“{actor.post.title}”。" if actor.post else "您现在没有岗位。"
    raise NotAllowed(
        "post.not_allowed",
        f"{verb}须由该机关的{names}办理。{place}",
        "如果您还有别的岗位，请切换岗位；否则请转交有此职责的同事。",
    )
