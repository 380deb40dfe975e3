"""Who declares, compiles, corrects, signs and publishes, and who may look."""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import holds, require_duty
from gongkai.annualreports.models import AnnualReport
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAllowed

FILLING = (Duty.CONTACT, Duty.DESK_OFFICER)
SIGNING = (Duty.LEADER, Duty.REVIEWER)


def require_fill(actor: Actor, agency_id: int) -> None:
    require_duty(actor, *FILLING, agency=agency_id, verb="填报")


def may_fill(actor: Actor, agency_id: int) -> bool:
    """The department's contact or its desk officer."""
    return holds(actor, *FILLING, agency=agency_id)


def require_sign_return(actor: Actor, agency_id: int, *, filled_in_by: int | None) -> None:
    """A leader or reviewer, and never the person who filled it in."""
    require_duty(actor, *SIGNING, agency=agency_id, verb="签报")
    if filled_in_by is not None and filled_in_by == actor.person_id:
        raise NotAllowed("return.own", "不能签报自己填的填报单。", "请交本机关负责人签报。")


def may_sign_return(actor: Actor, agency_id: int, *, filled_in_by: int | None) -> bool:
    """As `require_sign_return`, asked."""
    return holds(actor, *SIGNING, agency=agency_id) and filled_in_by != actor.person_id


def may_see_returns(actor: Actor, agency: Agency) -> bool:
    """Anyone with a post at the agency or at one above it, but another agency's contact."""
    post = actor.post
    if post is None:
        return False
    if post.agency_id == agency.pk:
        return True
    return post.duty != Duty.CONTACT and agency.path.startswith(post.agency_path)


def require_see_returns(actor: Actor, agency: Agency) -> None:
    if not may_see_returns(actor, agency):
        raise NotAllowed("return.not_yours", "这份填报单属于别的机关。", "如果您在该机关也有岗位，请先切换岗位。")


def require_compile(actor: Actor, agency_id: int) -> None:
    require_duty(actor, Duty.DESK_OFFICER, agency=agency_id, verb="汇编年度报告")


def require_sign_report(actor: Actor, report: AnnualReport) -> None:
    require_duty(actor, Duty.LEADER, agency=report.agency_id, verb="签发年度报告、更正其中的数")


def may_see_report(actor: Actor, report: AnnualReport) -> bool:
    """Anyone with a post at the agency, or an auditor at or above it."""
    post = actor.post
    if post is None:
        return False
    if post.agency_id == report.agency_id:
        return True
    return post.duty == Duty.AUDITOR and report.agency.path.startswith(post.agency_path)


def require_see_report(actor: Actor, report: AnnualReport) -> None:
    if not may_see_report(actor, report):
        raise NotAllowed("report.not_yours", "这份年度报告属于别的机关。", "如果您在该机关也有岗位，请先切换岗位。")


def may_compile(actor: Actor, agency_id: int) -> bool:
    """The agency's desk officers compile, write and publish."""
    return holds(actor, Duty.DESK_OFFICER, agency=agency_id)


def may_sign_report(actor: Actor, agency_id: int) -> bool:
    """The agency's leaders correct and sign."""
    return holds(actor, Duty.LEADER, agency=agency_id)
