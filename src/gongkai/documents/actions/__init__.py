"""The verbs of the life of a document, split by noun. Doors import them from here."""

from gongkai.documents.actions.changes import ChangeTold, record_change
from gongkai.documents.actions.cleanup_results import decide_cleanup, publish_cleanup
from gongkai.documents.actions.cleanups import drop_cleanup, open_cleanup, propose_lines
from gongkai.documents.actions.concluding import conclude_review, draft_report
from gongkai.documents.actions.corrections import cancel_change, correct_entry
from gongkai.documents.actions.drafting import (
    draft_document,
    drop_document,
    finish_drafting,
    mark_urgent,
    revise_document,
)
from gongkai.documents.actions.entering import EntryTold, enter_document
from gongkai.documents.actions.handed import Handed
from gongkai.documents.actions.importing import RegisterImportDone, import_documents
from gongkai.documents.actions.interpretations import (
    InterpretationTold,
    draft_interpretation,
    drop_interpretation,
    exempt_interpretation,
    note_interpretation_elsewhere,
)
from gongkai.documents.actions.opinions import (
    answer_opinion,
    change_opinion,
    give_opinion,
    record_answer,
    send_opinions,
    withdraw_opinion,
)
from gongkai.documents.actions.publishing import link_text, note_releases, prepare_text
from gongkai.documents.actions.registering import register_document
from gongkai.documents.actions.reviews import (
    ReviewTold,
    hand_in_draft,
    submit_for_review,
    take_back_review,
    take_review,
)
from gongkai.documents.actions.rules import set_document_rules
from gongkai.documents.actions.steps import record_deliberation, record_evaluation, record_solicitation, skip_step
from gongkai.documents.actions.told import BasisTold, DocumentTold
from gongkai.documents.actions.validity import update_validity

__all__ = [
    "BasisTold",
    "ChangeTold",
    "DocumentTold",
    "EntryTold",
    "Handed",
    "InterpretationTold",
    "RegisterImportDone",
    "ReviewTold",
    "answer_opinion",
    "cancel_change",
    "change_opinion",
    "conclude_review",
    "correct_entry",
    "decide_cleanup",
    "draft_document",
    "draft_interpretation",
    "draft_report",
    "drop_cleanup",
    "drop_document",
    "drop_interpretation",
    "enter_document",
    "exempt_interpretation",
    "finish_drafting",
    "give_opinion",
    "hand_in_draft",
    "import_documents",
    "link_text",
    "mark_urgent",
    "note_interpretation_elsewhere",
    "note_releases",
    "open_cleanup",
    "prepare_text",
    "propose_lines",
    "publish_cleanup",
    "record_answer",
    "record_change",
    "record_deliberation",
    "record_evaluation",
    "record_solicitation",
    "register_document",
    "revise_document",
    "send_opinions",
    "set_document_rules",
    "skip_step",
    "submit_for_review",
    "take_back_review",
    "take_review",
    "update_validity",
    "withdraw_opinion",
]
