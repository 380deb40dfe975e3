"""What the editing page reads: an item with its draft and files, and what may be chosen for its fields."""

from django.db.models import QuerySet

from gongkai.agencies.models import Agency
from gongkai.publications.models import Attachment, Category, Content, Draft, ElementDuty, Publication, Section

CHOICES = {
    name: tuple((str(value), str(label)) for value, label in kind.choices)
    for name, kind in (
        ("openness", Content.Openness),
        ("validity", Content.Validity),
        ("origin", Content.Origin),
        ("after_expiry", Publication.AfterExpiry),
    )
}
WRITING = str(Draft.Stage.WRITING)


def item(key: int) -> Publication:
    """With its agency and duty. Publication.DoesNotExist when there is none."""
    return Publication.objects.select_related("issued_by", "section", "current", "duty__element__matter__field").get(
        pk=key
    )


def draft_of(publication: Publication) -> Draft | None:
    return (
        Draft.objects.select_related("publication__issued_by", "section", "category", "edited_by", "written_by")
        .filter(publication=publication)
        .first()
    )


def files_of(draft: Draft) -> list[Attachment]:
    """In order, with their stored files."""
    return list(draft.attachments.select_related("file", "preview"))


def file_of(publication: Publication, key: int) -> Attachment | None:
    """A file of the item, whether the draft or a released version has it."""
    return Attachment.objects.select_related("file", "preview").filter(publication=publication, pk=key).first()


def open_sections() -> QuerySet[Section]:
    return Section.objects.filter(closed_on__isnull=True).select_related("parent")


def categories() -> QuerySet[Category]:
    return Category.objects.all()


def duties_of(agency: Agency) -> QuerySet[ElementDuty]:
    """The elements the agency owes now, field by field."""
    return (
        ElementDuty.objects.filter(agency=agency, until__isnull=True, not_applicable="")
        .select_related("element__matter__field", "agency")
        .order_by("element__matter__field__position", "element__matter__position", "element__position")
    )
