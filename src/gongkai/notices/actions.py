"""Queueing a message, handing it over, and what is known of its fate."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import MIMEPart

from django.conf import settings
from django.db import transaction

from gongkai.law.errors import NotAcceptable
from gongkai.notices.hours import after_quiet
from gongkai.notices.models import Message
from gongkai.notices.ports import Port, Refused, TryLater, Unknown, port_for
from gongkai.outbox import actions as outbox

DELIVER = "notices.deliver"
KEPT = timedelta(days=90)  # how long a text stays after its fate is settled


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when until when nothing is sent."""

    since: time = time(21, 0)
    until: time = time(8, 0)


@transaction.atomic
def queue(
    *,
    channel: str,
    address: str,
    subject: str,
    body: str,
    about: str,
    agency: str,
    key: str,
    at: datetime,
    quiet: Quiet | None = None,
) -> Message:
    """Queue a message in the transaction of the act it tells of: nothing goes out unless that is committed.

    key: names the message; the same key again queues nothing. about: `application:12`; agency: the code of who sends.
    """
    found = Message.objects.filter(key=key).first()
    if found is not None:
        return found
    not_before = after_quiet(at, quiet.since, quiet.until) if quiet else at
    message = Message.objects.create(
        channel=channel,
        address=address,
        subject=subject,
        body=body,
        about=about,
        agency=agency,
        key=key,
        queued_at=at,
        not_before=not_before,
    )
    named = hashlib.sha256(key.encode()).hexdigest()[:16]  # short: the column holds the longest domain, too
    message.message_id = f"<{message.pk}.{named}@{settings.GONGKAI_MAIL_FROM.rsplit('@', 1)[-1]}>"
    message.save(update_fields=["message_id"])
    if channel != Message.Channel.PRINT:
        outbox.put(DELIVER, {"message": message.pk}, at=at, due_at=not_before)
    return message


def deliver(key: int, *, now: datetime, port: Port | None = None) -> Message:
    """Hand a queued message over. TryLater passes through, so that its job is tried again; all else settles its fate.

    What is found half-sent was left by a crash: nobody knows whether it went out, so it is not sent again.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update(no_key=True).get(pk=key)
        if message.state == Message.State.SENDING:
            return _settle(message, Message.State.UNCERTAIN, "发送当中程序中断，不知道有没有发出。")
        if message.state != Message.State.QUEUED:
            return message
        message.state, message.tries = Message.State.SENDING, message.tries + 1
        message.save(update_fields=["state", "tries"])
    try:
        (port or port_for(message)).send(message)
    except TryLater as error:
        _settle(message, Message.State.QUEUED, str(error))
        raise
    except Refused as error:
        return _settle(message, Message.State.FAILED, str(error))
    except Unknown as error:
        return _settle(message, Message.State.UNCERTAIN, str(error))
    message.sent_at = now
    return _settle(message, Message.State.SENT, "")


def give_up(key: int) -> Message:
    """The last try has failed: the message is shown to a person."""
    return _settle(Message.objects.get(pk=key), Message.State.FAILED, "多次发送都没有成功。")


@transaction.atomic
def send_again(message: Message, *, at: datetime) -> Message:
    """A person has decided that a message that failed, bounced or whose fate is not known goes out once more."""
    message = Message.objects.select_for_update(no_key=True).get(pk=message.pk)
    _require_open(message)
    message.state, message.error = Message.State.QUEUED, ""
    message.save(update_fields=["state", "error"])
    outbox.put(DELIVER, {"message": message.pk}, at=at)
    return message


@transaction.atomic
def settle_by_hand(message: Message, *, arrived: bool, at: datetime) -> Message:
    """A person has found out, say by telephone, whether it arrived; or has printed and posted it."""
    message = Message.objects.select_for_update(no_key=True).get(pk=message.pk)
    _require_open(message)
    if arrived:
        message.sent_at = at
    return _settle(
        message, Message.State.SENT if arrived else Message.State.FAILED, "" if arrived else "经核实没有收到。"
    )


def record_bounce(mail: bytes) -> Message | None:
    """退信: mark the message a bounce (RFC 3464) speaks of. None when it speaks of none of ours, or of a mere delay."""
    bounce = message_from_bytes(mail, policy=policy.default)
    reports = [part for part in bounce.walk() if part.get_content_type() == "message/delivery-status"]
    failed = any(_says_failed(block) for report in reports for block in _blocks(report))
    named = {str(part.get("Message-ID", "")).strip() for part in bounce.walk()} | {
        str(bounce.get("In-Reply-To", "")).strip()
    }
    named.discard("")
    message = Message.objects.filter(message_id__in=named).first()
    if message is None or not failed:
        return None
    return _settle(message, Message.State.BOUNCED, "对方的邮件服务器退回了这封邮件。")


def forget(*, now: datetime) -> int:
    """Empty addresses and texts of messages settled long ago; that they were sent stays on record. Returns how many."""
    settled = (Message.State.SENT, Message.State.BOUNCED, Message.State.FAILED)
    old = Message.objects.filter(state__in=settled, queued_at__lt=now - KEPT).exclude(address="", body="")
    return old.update(address="", body="")


def _blocks(report: MIMEPart) -> list[MIMEPart]:
    return list(report.iter_parts()) if report.is_multipart() else [report]


def _says_failed(block: MIMEPart) -> bool:
    return str(block.get("Action", "")).strip().lower() == "failed"


def _settle(message: Message, state: str, error: str) -> Message:
    message.state, message.error = state, error[:300]
    message.save(update_fields=["state", "error", "sent_at"])
    return message


def _require_open(message: Message) -> None:
    waiting = message.channel == Message.Channel.PRINT and message.state == Message.State.QUEUED
    if message.state not in (Message.State.FAILED, Message.State.BOUNCED, Message.State.UNCERTAIN) and not waiting:
        raise NotAcceptable(
            "notice.settled",
            f"这条通知现在是“{message.get_state_display()}”，不需要处理。",
            "请刷新页面，看最新的状态。",
        )
