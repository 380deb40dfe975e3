"""Files that no version ever released, destroyed when nothing is to be made of them."""

from django.db.models import ProtectedError

from gongkai.files.actions import destroy_content
from gongkai.publications.models import Attachment, Publication, Version


def is_released(attachment: Attachment) -> bool:
    """Whether it stands in a version: then it stays as long as that does, which is for ever."""
    return Version.objects.filter(attachments=attachment).exists()


def destroy(attachment: Attachment) -> None:
    """Its row, and its file and preview where no other row has them; the bytes go when the transaction has committed."""
    file, preview = attachment.file, attachment.preview
    attachment.delete()
    for kept in (file, preview):
        if (
            kept is None
            or Attachment.objects.filter(file=kept).exists()
            or Attachment.objects.filter(preview=kept).exists()
        ):
            continue
        try:
            destroy_content(kept)
        except ProtectedError:
            continue  # a case has it too: what is given to one may be published for all


def destroy_unreleased(publication: Publication) -> None:
    """All files of an item without a working copy that no version has."""
    for attachment in Attachment.objects.filter(publication=publication).select_related("file", "preview"):
        if not is_released(attachment):
            destroy(attachment)
