"""Who may do what, from the post an actor holds. Rooms above ask through `require_duty`."""

from gongkai.agencies.models import Agency, Duty
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed

OVERSEEING = frozenset({Duty.AUDITOR, Duty.KEEPER})
THE_HOUSE = "timer"  # the installation itself: founding commands and timed work, never a person


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


def keeps(actor: Actor, agency: Agency) -> bool:
    """Whether the actor keeps the system for that agency: a keeper at it or above it, or the installation itself."""
    if actor.post is None:
        return actor.reference == THE_HOUSE
    return actor.post.duty == Duty.KEEPER and agency.path.startswith(actor.post.agency_path)


def require_keeper(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `keeps`. verb: what was wanted, in Chinese."""
    if not keeps(actor, agency):
        raise NotAllowed(
            "post.not_keeper",
            f"{verb}须由{agency.short_name}或者上级机关的系统管理员办理。",
            "请联系系统管理员；如果您还有这个岗位，请先切换岗位。",
        )


def may_set_rules(actor: Actor, agency: Agency) -> bool:
    """The agency's own leaders, and who keeps the system for it."""
    return holds(actor, Duty.LEADER, agency=agency) or keeps(actor, agency)


def may_oversee(actor: Actor) -> bool:
    """Whether the actor may read the whole journal: an auditor or keeper at the head of the house."""
    post = actor.post
    return post is not None and post.duty in OVERSEEING and post.agency_path.count("/") == 1


def require_oversee(actor: Actor) -> None:
    if not may_oversee(actor):
        raise NotAllowed(
            "journal.not_yours",
            "全部留痕由区一级的监督审计人和系统管理员查看。",
            "要看某一件事的经过，请打开那一件的页面。",
        )
