"""Messages whose fate a person must settle: the agency's desk officers do."""

from django.db import transaction

from gongkai.agencies.models import Agency, Duty
from gongkai.agencies.permissions import require_duty
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.notices import actions as notices
from gongkai.notices.models import Message


@transaction.atomic
def send_message_again(message: Message, *, actor: Actor) -> Message:
    """再发一次: a message that failed, came back, or whose fate is not known. NotAcceptable when it needs no care."""
    _require_theirs(message, actor, "再发通知")
    message = notices.send_again(message, at=actor.at)
    audit.record(actor, "notice.sent_again", message, on=actor.at.date(), about=message.about)
    return message


@transaction.atomic
def settle_message(message: Message, *, arrived: bool, actor: Actor) -> Message:
    """登记通知的下落: whether it arrived after all, or that it was printed and posted."""
    _require_theirs(message, actor, "登记通知的下落")
    message = notices.settle_by_hand(message, arrived=arrived, at=actor.at)
    audit.record(actor, "notice.settled", message, on=actor.at.date(), about=message.about, arrived=arrived)
    return message


def _require_theirs(message: Message, actor: Actor, verb: str) -> None:
    agency = Agency.objects.get(code=message.agency)
    require_duty(actor, Duty.DESK_OFFICER, agency=agency.pk, verb=verb)
