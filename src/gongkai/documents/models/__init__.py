"""The tables of normative documents, split by noun. Rooms above and this room's own files import them from here."""

from gongkai.documents.models.cleanups import CleanUp, CleanUpLine
from gongkai.documents.models.interpretations import Interpretation
from gongkai.documents.models.register import Basis, Change, DocumentRules, NormativeDocument, Step
from gongkai.documents.models.reviews import LegalityReview, Opinion, ReviewDraft

__all__ = [
    "Basis",
    "Change",
    "CleanUp",
    "CleanUpLine",
    "DocumentRules",
    "Interpretation",
    "LegalityReview",
    "NormativeDocument",
    "Opinion",
    "ReviewDraft",
    "Step",
]
