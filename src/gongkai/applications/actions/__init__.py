"""The verbs of an application. Doors import them from here; each file holds the verbs about one noun."""

from gongkai.applications.actions.appeal_course import cancel_hearing, file_answer, set_hearing
from gongkai.applications.actions.appeal_results import conclude_lawsuit, conclude_reconsideration, receive_decision
from gongkai.applications.actions.appeals import receive_copy, record_appeal, record_lawsuit, record_reconsideration
from gongkai.applications.actions.applicants import confirm_same_applicant, deny_same_applicant
from gongkai.applications.actions.archiving import archive_application, destroy_archive, propose_destruction
from gongkai.applications.actions.consultation import (
    consult_agency,
    consult_third_parties,
    consult_third_party,
    end_consultation,
    record_delivery,
    record_opinion,
)
from gongkai.applications.actions.corrections import answer_correction, register_correction
from gongkai.applications.actions.decisions import Part
from gongkai.applications.actions.deferral import defer_reply, record_reasons, request_reasons
from gongkai.applications.actions.desk import add_note, assign_officer, look_at_identity_paper, look_up
from gongkai.applications.actions.desk_letters import ask_for_search, issue_receipt
from gongkai.applications.actions.extension import extend_deadline
from gongkai.applications.actions.fees import (
    close_unpaid,
    fee_of,
    record_fee_notice_received,
    record_payment,
    send_fee_notice,
)
from gongkai.applications.actions.intake import (
    Details,
    Identity,
    Submission,
    confirm_receipt,
    register_application,
    submit_application,
)
from gongkai.applications.actions.messages import send_message_again, settle_message
from gongkai.applications.actions.override import override_objection
from gongkai.applications.actions.previews import MadeLetter, letters_made_by
from gongkai.applications.actions.proactive import turn_proactive
from gongkai.applications.actions.record import recompute_due_days
from gongkai.applications.actions.redactions import keep_originals, release_redacted
from gongkai.applications.actions.reopening import reopen_application
from gongkai.applications.actions.replies import (
    approve_reply,
    draft_reply,
    preview_reply,
    reply_content,
    return_reply,
    serve_reply,
    withdraw_application,
)
from gongkai.applications.actions.reply_texts import (
    Lack,
    LetterText,
    edit_reply,
    judged,
    put_back,
    text_of_reply,
)
from gongkai.applications.actions.searches import record_search
from gongkai.applications.actions.service import record_return, record_service
from gongkai.applications.actions.service_forms import service_form
from gongkai.applications.actions.skeletons import earlier_reply, search_told, skeleton_of
from gongkai.applications.actions.supplement import lapse_application, receive_supplement, request_supplement
from gongkai.applications.actions.tasks import finish_task
from gongkai.applications.actions.templates import (
    Tried,
    restore_template,
    revise_template,
    text_of_letter,
    try_template,
    words_of_letter,
)
from gongkai.applications.actions.transfer import transfer_application

__all__ = [
    "Details",
    "Identity",
    "Lack",
    "LetterText",
    "MadeLetter",
    "Part",
    "Submission",
    "Tried",
    "add_note",
    "answer_correction",
    "approve_reply",
    "archive_application",
    "ask_for_search",
    "assign_officer",
    "cancel_hearing",
    "close_unpaid",
    "conclude_lawsuit",
    "conclude_reconsideration",
    "confirm_receipt",
    "confirm_same_applicant",
    "consult_agency",
    "consult_third_parties",
    "consult_third_party",
    "defer_reply",
    "deny_same_applicant",
    "destroy_archive",
    "draft_reply",
    "earlier_reply",
    "edit_reply",
    "end_consultation",
    "extend_deadline",
    "fee_of",
    "file_answer",
    "finish_task",
    "issue_receipt",
    "judged",
    "keep_originals",
    "lapse_application",
    "letters_made_by",
    "look_at_identity_paper",
    "look_up",
    "override_objection",
    "preview_reply",
    "propose_destruction",
    "put_back",
    "receive_copy",
    "receive_decision",
    "receive_supplement",
    "recompute_due_days",
    "record_appeal",
    "record_delivery",
    "record_fee_notice_received",
    "record_lawsuit",
    "record_opinion",
    "record_payment",
    "record_reasons",
    "record_reconsideration",
    "record_return",
    "record_search",
    "record_service",
    "register_application",
    "register_correction",
    "release_redacted",
    "reopen_application",
    "reply_content",
    "request_reasons",
    "request_supplement",
    "restore_template",
    "return_reply",
    "revise_template",
    "search_told",
    "send_fee_notice",
    "send_message_again",
    "serve_reply",
    "service_form",
    "set_hearing",
    "settle_message",
    "skeleton_of",
    "submit_application",
    "text_of_letter",
    "text_of_reply",
    "transfer_application",
    "try_template",
    "turn_proactive",
    "withdraw_application",
    "words_of_letter",
]
