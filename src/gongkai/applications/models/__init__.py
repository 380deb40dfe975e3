"""Disclosure on application: the application, who made it, what happened, what was answered, what followed."""

from gongkai.applications.models.appeals import AppealOrder, AppealResult, Hearing, Lawsuit, Reconsideration
from gongkai.applications.models.application import (
    KIND_LABELS,
    Applicant,
    Application,
    CaseKind,
    Channel,
    Delivery,
    Form,
    IdentityPaper,
    Namesake,
)
from gongkai.applications.models.archive import ArchivePackage
from gongkai.applications.models.course import Event, Note, QueryAttempt
from gongkai.applications.models.fees import FeeNotice
from gongkai.applications.models.letters import Document, LetterTemplate, Service
from gongkai.applications.models.replies import Attachment, Reply, ReplyItem, SearchRecord
from gongkai.applications.models.tasks import Task

__all__ = [
    "KIND_LABELS",
    "AppealOrder",
    "AppealResult",
    "Applicant",
    "Application",
    "ArchivePackage",
    "Attachment",
    "CaseKind",
    "Channel",
    "Delivery",
    "Document",
    "Event",
    "FeeNotice",
    "Form",
    "Hearing",
    "IdentityPaper",
    "Lawsuit",
    "LetterTemplate",
    "Namesake",
    "Note",
    "QueryAttempt",
    "Reconsideration",
    "Reply",
    "ReplyItem",
    "SearchRecord",
    "Service",
    "Task",
]
