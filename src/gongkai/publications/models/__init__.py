"""The tables of publishing, split by noun. Rooms above and this room's own files import them from here."""

from gongkai.publications.models.catalogue import Element, ElementDuty, Matter, PriorityField
from gongkai.publications.models.gate import PublishingRules, Review, Withdrawal
from gongkai.publications.models.hall import Deposit, ReadingPlace, ShelfRecord
from gongkai.publications.models.items import Attachment, Category, Content, Draft, Publication, Version
from gongkai.publications.models.sections import FormerAddress, Section, SectionPart
from gongkai.publications.models.words import AcceptedFinding, WordRule

__all__ = [
    "AcceptedFinding",
    "Attachment",
    "Category",
    "Content",
    "Deposit",
    "Draft",
    "Element",
    "ElementDuty",
    "FormerAddress",
    "Matter",
    "PriorityField",
    "Publication",
    "PublishingRules",
    "ReadingPlace",
    "Review",
    "Section",
    "SectionPart",
    "ShelfRecord",
    "Version",
    "Withdrawal",
    "WordRule",
]
