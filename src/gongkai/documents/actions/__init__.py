"""The verbs of the life of a document, split by noun. Doors import them from here."""

from gongkai.documents.actions.changes import ChangeTold, record_change
from gongkai.documents.actions.entering import EntryTold, enter_document
from gongkai.documents.actions.told import BasisTold, DocumentTold

__all__ = [
    "BasisTold",
    "ChangeTold",
    "DocumentTold",
    "EntryTold",
    "enter_document",
    "record_change",
]
