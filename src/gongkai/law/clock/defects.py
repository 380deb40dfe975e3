"""What is wrong with the handling of a case, told and never raised: one code, the article, plain words, the day.

Defects come from the events alone, so they do not change as days pass; that a case is overdue today is its state.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.law.citations import Citation, cite
from gongkai.law.workdays import in_words

_CITATIONS = {
    "supplement_notice_late": cite("条例", 30),
    "supplement_repeated": cite("条例", 30),
    "extension_late": cite("条例", 33, 2),
    "extension_too_long": cite("条例", 33, 2),
    "deferral_late": cite("条例", 35),
    "confirmed_late": cite("条例", 31),
    "consultation_undated": cite("条例", 33, 3),
    "fee_notice_late": cite("条例", 42),
    "payment_late": cite("信息处理费管理办法", 6),
    "reply_late": cite("条例", 33, 2),
    "correction_late": cite("条例", 41),
    "dates_out_of_order": None,
}
CODES = tuple(_CITATIONS)


@dataclass(frozen=True, slots=True)
class Defect:
    """code: one of CODES; on: the day of the event that shows it (None for a letter without a date)."""

    code: str
    message: str
    citation: Citation | None
    on: date | None


def defect(code: str, on: date | None, message: str) -> Defect:
    return Defect(code, message, _CITATIONS[code], on)


def supplement_notice_late(on: date, due_on: date) -> Defect:
    return defect(
        "supplement_notice_late",
        on,
        f"补正通知{in_words(on)}发出，最迟应在{in_words(due_on)}。"
        "通知仍然有效；是否重新计算期限有不同看法，请同时留意原到期日。",
    )


def supplement_repeated(on: date) -> Defect:
    return defect("supplement_repeated", on, f"{in_words(on)}再次要求补正。补正应当一次性告知，请一并说明理由并留存。")


def extension_late(on: date, due_on: date, instead: date | None) -> Defect:
    """instead: the due day it would have given, had it been served in time."""
    lost = f"本可延长到{in_words(instead)}，现仍以{in_words(due_on)}为准。" if instead else ""
    return defect(
        "extension_late",
        on,
        f"延期通知{in_words(on)}送达，答复期限{in_words(due_on)}已过，延长不能使已过的期限恢复。{lost}"
        "请先送达答复，并登记逾期原因。",
    )


def deferral_late(on: date, due_on: date, instead: date) -> Defect:
    """instead: the day the agency set."""
    return defect(
        "deferral_late",
        on,
        f"延迟答复通知{in_words(on)}送达，答复期限{in_words(due_on)}已过，所定的{in_words(instead)}不起作用。"
        "请先送达答复，并登记逾期原因。",
    )


def extension_too_long(on: date, asked: int, left: int, limit: int) -> Defect:
    return defect(
        "extension_too_long",
        on,
        f"{in_words(on)}延长{asked}个工作日，此时最多还可延长{left}个（合计不超过{limit}个），超出部分不计。"
        "请按计得的到期日答复。",
    )


def confirmed_late(arrived_on: date, confirmed_on: date, due_on: date) -> Defect:
    return defect(
        "confirmed_late",
        confirmed_on,
        f"申请{in_words(arrived_on)}到达，{in_words(confirmed_on)}才与申请人确认，"
        f"宜在{in_words(due_on)}前确认。请登记迟延的原因。",
    )


def consultation_undated(ref: str) -> Defect:
    return defect(
        "consultation_undated", None, f"征求意见书“{ref}”没有发出日期，所用时间不能扣除。请查明发出之日并补登。"
    )


def fee_notice_late(on: date, due_on: date) -> Defect:
    return defect(
        "fee_notice_late",
        on,
        f"收费通知{in_words(on)}送达，答复期限{in_words(due_on)}已过，通知不能使期限停下。请先送达答复，并登记逾期原因。",
    )


def payment_late(on: date, due_on: date) -> Defect:
    return defect(
        "payment_late",
        on,
        f"申请人{in_words(on)}缴费，缴费期限{in_words(due_on)}已过。"
        "已收下的，按缴费之日重新计算期限；视为放弃的，请退回款项并告知。",
    )


def reply_late(on: date, due_on: date) -> Defect:
    return defect("reply_late", on, f"答复{in_words(on)}送达，迟于到期日{in_words(due_on)}。请登记逾期原因。")


def correction_late(on: date, due_on: date) -> Defect:
    """Art. 41 sets no limit: what was passed is the agency's own."""
    return defect(
        "correction_late",
        on,
        f"更正申请{in_words(on)}答复，迟于本机关自定的到期日{in_words(due_on)}（条例没有规定期限）。请登记迟延的原因。",
    )


def out_of_order(on: date | None, what: str) -> Defect:
    return defect("dates_out_of_order", on, f"{what}。请核对这两个日期，改正登记错的一个。")
