"""登记回执: the sheet an applicant prints at the moment of submission. Legible without glasses, complete without a screen."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.typesetting.pdf import compose
from gongkai.typesetting.texts import date_in_words, paragraphs

TITLE = "政府信息公开申请登记回执"
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receipt says.

    number, code: with which the applicant looks up the case. submitted: the moment in words (2026年4月13日9时5分).
    received_on with received_basis: the day that counts as received and why (art. 31). due_on with due_sum: the last
    day for a reply and its arithmetic in words; provisional: what is still unsure about it, or nothing.
    asked: what was asked for; form: the chosen form and the way of getting it; attachments: file names.
    address: of the status page, also drawn as a QR code; contact: telephone and counter of the office.
    """

    agency: str
    number: str
    code: str
    received_on: date
    received_basis: str
    asked: str
    form: str
    address: str
    contact: str = ""
    applicant: str = ""
    submitted: str = ""
    due_on: date | None = None
    due_sum: str = ""
    provisional: str = ""
    attachments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def entries(self) -> list[tuple[str, list[str]]]:
        """The lines of the record: name and paragraphs; empty ones left out, attachments always said."""
        files = [f"{place}. {name}" for place, name in enumerate(self.attachments, 1)]
        lines = [
            ("申请人", paragraphs(self.applicant)),
            ("提交时间", paragraphs(self.submitted)),
            ("收到申请之日", [_day(self.received_on), *paragraphs(self.received_basis)]),
            ("申请公开的内容", paragraphs(self.asked)),
            ("获取的形式", paragraphs(self.form)),
            ("附件", files if len(files) > 1 else list(self.attachments) or ["没有附件"]),
        ]
        return [(name, values) for name, values in lines if values]


def receipt_pdf(receipt: Receipt, *, font_folder: Path | None = None) -> bytes:
    """The receipt as PDF/A-2b and PDF/UA-1: one A4 page, more only where the request itself is long."""
    data = {
        "title": TITLE,
        "agency": receipt.agency,
        "number": receipt.number,
        "code": receipt.code,
        "due": _day(receipt.due_on) if receipt.due_on else "",
        "due_sum": receipt.due_sum,
        "provisional": receipt.provisional,
        "entries": receipt.entries(),
        "address": receipt.address,
        "contact": receipt.contact,
        "notes": receipt.notes,
        "qr": {"svg": qr_svg(receipt.address), "alt": f"二维码，内容是查看办理情况的网址：{receipt.address}"},
        "draft": False,
    }
    return compose("receipt", data, dated_on=receipt.received_on, font_folder=font_folder)


def qr_svg(text: str) -> str:
    """A QR code (level M) as an SVG of one path, with its quiet zone of four modules."""
    import qrcode  # only for who prints one

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(matrix) for x, filled in enumerate(line) if filled)
    side = len(matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}" fill="#000"/></svg>'


def _day(day: date) -> str:
    return f"{date_in_words(day.year, day.month, day.day)}　星期{_WEEKDAYS[day.weekday()]}"
