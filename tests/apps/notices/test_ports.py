"""The ways out against real servers: what each answer means for the message."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.apps.notices.servers import gateway, mail_server

from gongkai.notices.models import Message
from gongkai.notices.ports import Refused, TryLater, Unknown, port_for

MESSAGE = Message(
    pk=1,
    channel="email",
    address="wang@example.org",
    subject="申请有了进展",
    body="请查看。",
    message_id="<1.k@localhost>",
    queued_at=datetime(2024, 3, 4, 10, tzinfo=ZoneInfo("Asia/Shanghai")),
)
SMS = Message(pk=2, channel="sms", address="13900000000", body="请查看。", message_id="<2.k@localhost>")


def test_a_mail_reaches_the_server_with_our_identifier(settings):
    with mail_server() as (address, taken):
        settings.GONGKAI_SMTP = address
        port_for(MESSAGE).send(MESSAGE)
    assert len(taken) == 1
    assert b"<1.k@localhost>" in taken[0]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ({"RCPT": "550 no such user"}, Refused),
        ({"RCPT": "451 try later"}, TryLater),
        ({"DATA": "554 no"}, Refused),
        ({"DATA": "421 busy"}, TryLater),
        ({"END": "452 full"}, TryLater),
        ({"END": ""}, Unknown),
    ],
)
def test_each_answer_of_a_mail_server_is_understood(settings, script, told):
    with mail_server(**script) as (address, taken):
        settings.GONGKAI_SMTP = address
        with pytest.raises(told):
            port_for(MESSAGE).send(MESSAGE)
    assert taken == [] or "END" in script


def test_a_server_that_is_not_there_means_later(settings):
    settings.GONGKAI_SMTP = "smtp://127.0.0.1:9"
    with pytest.raises(TryLater, match="连不上邮件服务器"):
        port_for(MESSAGE).send(MESSAGE)


@pytest.mark.parametrize(("status", "told"), [(200, None), (400, Refused), (503, TryLater)])
def test_each_answer_of_a_gateway_is_understood(settings, status, told):
    with gateway(status) as (address, taken):
        settings.GONGKAI_SMS = address
        if told is None:
            port_for(SMS).send(SMS)
        else:
            with pytest.raises(told):
                port_for(SMS).send(SMS)
    assert json.loads(taken[0]) == {"to": "13900000000", "text": "请查看。", "id": "<2.k@localhost>"}


def test_a_gateway_that_is_not_there_means_later(settings):
    settings.GONGKAI_SMS = "http://127.0.0.1:9/sms"
    with pytest.raises(TryLater, match="连不上短信网关"):
        port_for(SMS).send(SMS)
