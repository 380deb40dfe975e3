"""What a form may choose from, as plain (value, label) pairs: doors do not import models."""

from gongkai.applications.models import (
    KIND_LABELS,
    AppealOrder,
    AppealResult,
    Channel,
    Delivery,
    FeeNotice,
    Form,
    IdentityPaper,
    Lawsuit,
    Reconsideration,
    SearchRecord,
    Service,
)

Choices = list[tuple[str, str]]


def _pairs(choices: type) -> Choices:
    return [(str(value), str(label)) for value, label in choices.choices]  # type: ignore[attr-defined]


APPLICANT_KINDS: Choices = [(kind.value, label) for kind, label in KIND_LABELS.items()]
CHANNELS = _pairs(Channel)
FORMS = _pairs(Form)
DELIVERIES = _pairs(Delivery)
IDENTITY_PAPERS = _pairs(IdentityPaper.Kind)
SERVICES = _pairs(Service.Way)
APPEAL_RESULTS = _pairs(AppealResult)
APPEAL_ORDERS = _pairs(AppealOrder)
REVIEW_PROCEDURES = _pairs(Reconsideration.Procedure)
COURT_PROCEDURES = _pairs(Lawsuit.Procedure)
ROUTES = _pairs(Lawsuit.Route)
FEE_SCALES = _pairs(FeeNotice.Scale)
SEARCH_ORIGINS = _pairs(SearchRecord.Origin)
CORRECTION_RESULTS: Choices = [
    ("corrected", "予以更正"),
    ("forwarded", "转送有权更正的机关"),
    ("told", "告知向有权更正的机关提出"),
    ("not_wrong", "记录准确，不予更正"),
]
