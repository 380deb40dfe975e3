"""The ways out of the house: a mail server, an SMS gateway, or, by default, a folder of this installation.

Each sends one message and says what became of it. `Refused`: it will never be taken; `TryLater`: not handed over, may be
sent again; `Unknown`: handed over perhaps, and no word came back.
"""

import json
import smtplib
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from gongkai.notices.models import Message

_SECONDS = 20


class Refused(Exception):
    """The other side said no for good: a wrong address, a full blacklist."""


class TryLater(Exception):
    """It was not handed over: no connection, a full mailbox, a busy server."""


class Unknown(Exception):
    """It may have been handed over: the connection broke after the text had begun to go out."""


class Port(Protocol):
    """What can send a message."""

    def send(self, message: Message) -> None:
        """Hand it over. Refused, TryLater, Unknown."""


def port_for(message: Message) -> Port:
    """The way this installation sends such a message."""
    address = {"email": settings.GONGKAI_SMTP, "sms": settings.GONGKAI_SMS}.get(message.channel, "")
    if not address:
        return Folder(settings.GONGKAI_HOME / "outbox" / message.channel)
    parts = urlsplit(address)
    return MailServer(parts) if message.channel == "email" else Gateway(address)


def as_mail(message: Message) -> EmailMessage:
    """The message as an e-mail: plain text, its identifier our own, so that a bounce is recognised."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings.GONGKAI_MAIL_FROM, message.address, message.subject
    mail["Date"], mail["Message-ID"] = format_datetime(message.queued_at), message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body)
    return mail


@dataclass(frozen=True)
class Folder:
    """The embedded way: one file a message under GONGKAI_HOME/outbox, for who carries it out by hand, and for trying things."""

    folder: Path

    def send(self, message: Message) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        mail = message.channel == "email"
        content = bytes(as_mail(message)) if mail else f"{message.address}\n{message.body}\n".encode()
        draft = self.folder / f".{message.pk}.part"
        draft.write_bytes(content)
        draft.replace(self.folder / f"{message.pk}.{'eml' if mail else 'txt'}")


@dataclass(frozen=True)
class MailServer:
    """smtp://user:password@host:port (STARTTLS where offered) or smtps://…"""

    where: SplitResult

    def send(self, message: Message) -> None:
        try:
            server = self._open()
        except smtplib.SMTPAuthenticationError as error:
            raise TryLater(f"邮件服务器不接受登录：{error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(f"连不上邮件服务器：{error}") from error
        try:
            server.send_message(as_mail(message))
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            raise (Refused if code >= 500 else TryLater)(f"收件地址没有被接受：{code}") from error
        except smtplib.SMTPResponseException as error:
            raise (Refused if error.smtp_code >= 500 else TryLater)(f"邮件服务器答复{error.smtp_code}") from error
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            raise Unknown(f"发送当中连接断开：{error}") from error
        finally:
            server.close()

    def _open(self) -> smtplib.SMTP:
        host, context = self.where.hostname or "localhost", ssl.create_default_context()
        if self.where.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, self.where.port or 465, timeout=_SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, self.where.port or 25, timeout=_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
        if self.where.username:
            server.login(unquote(self.where.username), unquote(self.where.password or ""))
        return server


@dataclass(frozen=True)
class Gateway:
    """An SMS gateway that takes JSON over HTTP: {"to", "text", "id"} posted to the address, 2xx when taken."""

    address: str

    def send(self, message: Message) -> None:
        body = {"to": message.address, "text": message.body, "id": message.message_id}
        request = urllib.request.Request(self.address, json.dumps(body).encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS):
                return
        except urllib.error.HTTPError as error:
            raise (Refused if error.code < 500 else TryLater)(f"短信网关答复{error.code}") from error
        except urllib.error.URLError as error:
            raise TryLater(f"连不上短信网关：{error.reason}") from error
        except OSError as error:
            raise Unknown(f"发送当中连接断开：{error}") from error
