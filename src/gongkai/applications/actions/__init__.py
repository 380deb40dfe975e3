"""The verbs of an application. Doors import them from here; each file holds the verbs about one noun."""

from gongkai.applications.actions.appeals import (
    conclude_lawsuit,
    conclude_reconsideration,
    record_lawsuit,
    record_reconsideration,
)
from gongkai.applications.actions.consultation import (
    consult_agency,
    consult_third_party,
    record_delivery,
    record_opinion,
)
from gongkai.applications.actions.desk import add_note, assign_officer, look_at_identity_paper, look_up
from gongkai.applications.actions.extension import extend_deadline
from gongkai.applications.actions.intake import (
    Details,
    Identity,
    Submission,
    confirm_receipt,
    register_application,
    submit_application,
)
from gongkai.applications.actions.messages import send_message_again, settle_message
from gongkai.applications.actions.record import recompute_due_days
from gongkai.applications.actions.replies import (
    approve_reply,
    draft_reply,
    preview_reply,
    reply_content,
    return_reply,
    serve_reply,
    withdraw_application,
)
from gongkai.applications.actions.supplement import lapse_application, receive_supplement, request_supplement

__all__ = [
    "Details",
    "Identity",
    "Submission",
    "add_note",
    "approve_reply",
    "assign_officer",
    "conclude_lawsuit",
    "conclude_reconsideration",
    "confirm_receipt",
    "consult_agency",
    "consult_third_party",
    "draft_reply",
    "extend_deadline",
    "lapse_application",
    "look_at_identity_paper",
    "look_up",
    "preview_reply",
    "receive_supplement",
    "recompute_due_days",
    "record_delivery",
    "record_lawsuit",
    "record_opinion",
    "record_reconsideration",
    "register_application",
    "reply_content",
    "request_supplement",
    "return_reply",
    "send_message_again",
    "serve_reply",
    "settle_message",
    "submit_application",
    "withdraw_application",
]
