"""Who drafts, reviews, registers, interprets and cleans up: by the duty of the post an actor holds.

The head is the agency at the top of the house: its legal office reviews for all below it and keeps one register for the district.
"""

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import holds, may_set_rules
from gongkai.audit.actors import Actor
from gongkai.documents.models import LegalityReview, NormativeDocument
from gongkai.law.errors import NotAllowed
from gongkai.publications.permissions import at_the_head

DRAFTING = (Duty.DESK_OFFICER, Duty.CONTACT, Duty.EDITOR)
REVIEWING = (Duty.LEGAL_REVIEWER,)
REGISTERING = (Duty.LEGAL_REVIEWER, Duty.DESK_OFFICER)
SEEING_ALL = (Duty.DESK_OFFICER, Duty.REVIEWER, Duty.EDITOR, Duty.LEGAL_REVIEWER, Duty.LEADER, Duty.AUDITOR)


def may_draft(actor: Actor, agency: Agency) -> bool:
    """A desk officer, contact or editor of the agency that drafts."""
    return holds(actor, *DRAFTING, agency=agency)


def may_draft_document(actor: Actor, document: NormativeDocument) -> bool:
    """Who drafts at the drafting agency or at the agency whose document it is."""
    return may_draft(actor, document.drafted_by) or may_draft(actor, document.agency)


def require_draft(actor: Actor, document: NormativeDocument, verb: str) -> None:
    """Raise NotAllowed unless `may_draft_document`. verb: what was wanted, in Chinese."""
    if not may_draft_document(actor, document):
        refuse(
            actor,
            "document.not_drafting",
            f"{verb}须由起草单位{document.drafted_by.short_name}的经办人、联络员或者编辑办理。",
        )


def may_review(actor: Actor, agency: Agency) -> bool:
    """A legal reviewer of the agency that reviews."""
    return holds(actor, *REVIEWING, agency=agency)


def require_review(actor: Actor, review: LegalityReview, verb: str) -> None:
    """Raise NotAllowed unless the actor reviews at the reviewing agency."""
    if not may_review(actor, review.agency):
        refuse(actor, "review.not_reviewing", f"{verb}须由{review.agency.short_name}的合法性审核人办理。")


def may_register(actor: Actor, agency: Agency) -> bool:
    """Who keeps the register: a legal reviewer or desk officer of the agency, or a legal reviewer of the head."""
    return holds(actor, *REGISTERING, agency=agency) or at_the_head(actor, agency, *REVIEWING)


def require_register(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_register`. verb: what was wanted, in Chinese."""
    if not may_register(actor, agency):
        refuse(
            actor,
            "document.not_registering",
            f"{verb}须由{agency.short_name}的合法性审核人、经办人，或者区一级的合法性审核人办理。",
        )


def may_decide(actor: Actor, agency: Agency) -> bool:
    """A leader of the agency."""
    return holds(actor, Duty.LEADER, agency=agency)


def require_decide(actor: Actor, agency: Agency, verb: str) -> None:
    """Raise NotAllowed unless `may_decide`. verb: what was wanted, in Chinese."""
    if not may_decide(actor, agency):
        refuse(actor, "document.not_deciding", f"{verb}须由{agency.short_name}的负责人办理。")


def may_see(actor: Actor, agency: Agency) -> bool:
    """Whether the actor sees what is not public of that agency's documents: any post there, or at the head who works on them."""
    post = actor.post
    if post is None:
        return False
    return post.agency_id == agency.pk or at_the_head(actor, agency, *SEEING_ALL)


def may_see_document(actor: Actor, document: NormativeDocument) -> bool:
    """As `may_see`, at the agency or at the one that drafts."""
    return may_see(actor, document.agency) or may_see(actor, document.drafted_by)


def require_see_document(actor: Actor, document: NormativeDocument) -> None:
    if not may_see_document(actor, document):
        refuse(actor, "document.not_yours", "这份文件不归您现在的岗位办理，看不到。")


def require_rules(actor: Actor, agency: Agency) -> None:
    """Raise NotAllowed unless the actor may set the agency's rules of documents: its leaders, and who keeps its system."""
    if not may_set_rules(actor, agency):
        refuse(actor, "document.not_setting", f"规范性文件规则由{agency.short_name}的负责人或者系统管理员更改。")


def refuse(actor: Actor, code: str, told: str) -> None:
    """Raise NotAllowed, naming the post the actor holds and what to do."""
    place = f"您现在的岗位是“{actor.post.title}”。" if actor.post else "您现在没有岗位。"
    raise NotAllowed(code, f"{told}{place}", "如果您还有别的岗位，请切换岗位；否则请转交有此职责的同事。")


def may_answer_review(actor: Actor, review: LegalityReview) -> bool:
    """Who hands texts in and answers opinions: who drafts at the agency that submitted, or at the document's own."""
    document = review.document
    return may_draft(actor, review.submitted_by) or (document is not None and may_draft_document(actor, document))


def require_answer_review(actor: Actor, review: LegalityReview, verb: str) -> None:
    """Raise NotAllowed unless `may_answer_review`. verb: what was wanted, in Chinese."""
    if not may_answer_review(actor, review):
        refuse(
            actor,
            "review.not_submitting",
            f"{verb}须由送审单位{review.submitted_by.short_name}的经办人、联络员或者编辑办理。",
        )


def may_see_review(actor: Actor, review: LegalityReview) -> bool:
    """As `may_see`, at the agency that reviews or at the one that submitted."""
    return may_see(actor, review.agency) or may_see(actor, review.submitted_by)


def require_see_review(actor: Actor, review: LegalityReview) -> None:
    if not may_see_review(actor, review):
        refuse(actor, "review.not_yours", "这次审核不归您现在的岗位办理，看不到。")
