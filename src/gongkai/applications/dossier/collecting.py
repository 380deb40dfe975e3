"""One case with everything a dossier holds."""

from django.db.models import Prefetch

from gongkai.applications.models import Application, Attachment, Document, Lawsuit, Reply, Service


def whole_case(key: int) -> Application:
    """The case with all its papers. Application.DoesNotExist where there is none."""
    services = Prefetch("services", Service.objects.select_related("proof"))
    return (
        Application.objects.select_related("agency", "applicant", "officer", "reopens")
        .prefetch_related(
            "events",
            "searches",
            Prefetch("attachments", Attachment.objects.select_related("file__redaction__original")),
            Prefetch("documents", Document.objects.select_related("agency", "reply").prefetch_related(services)),
            Prefetch("replies", Reply.objects.select_related("drafted_by", "decided_by", "document__agency")),
            "replies__items",
            "reconsiderations__hearings",
            Prefetch("lawsuits", Lawsuit.objects.select_related("appeal").prefetch_related("hearings")),
        )
        .get(pk=key)
    )
