"""Reading messages: those a person must look at, and those about one record."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from gongkai.notices.models import Message

_TO_LOOK_AT = Q(state__in=(Message.State.FAILED, Message.State.BOUNCED, Message.State.UNCERTAIN)) | Q(
    channel=Message.Channel.PRINT, state=Message.State.QUEUED
)


def to_look_at(agency: str, *, size: int = 100) -> Sequence[Message]:
    """The agency's messages that nobody else will take care of: uncertain, failed, returned, or to be printed."""
    return list(Message.objects.filter(_TO_LOOK_AT, agency=agency).order_by("queued_at", "pk")[:size])


def how_many_to_look_at(agency: str) -> int:
    return Message.objects.filter(_TO_LOOK_AT, agency=agency).count()


def about(reference: str) -> QuerySet[Message]:
    """The messages about one record, the oldest first."""
    return Message.objects.filter(about=reference).order_by("queued_at", "pk")


def message(key: int) -> Message | None:
    """One message, if it is there."""
    return Message.objects.filter(pk=key).first()
