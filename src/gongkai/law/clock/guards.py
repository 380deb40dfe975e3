"""What a verb asks before it touches a time limit. Each raises NotLawful with what to do instead.

What the law tolerates with a defect (a supplement notice after working day 7, a late confirmation) passes here: the
replay tells it. What would have no effect (an extension after the due day) is refused.
"""

from datetime import date

from gongkai.law.citations import Citation, cite
from gongkai.law.clock.answer import Clock
from gongkai.law.clock.periods import PERIODS
from gongkai.law.errors import NotLawful
from gongkai.law.fees import require_fee_possible
from gongkai.law.workdays import in_words

_LATE_HINT = "请先送达答复，并登记逾期原因。"


def require_open(clock: Clock, on: date, what: str, citation: Citation | None = None) -> None:
    """The application is received by that day and not replied to."""
    if clock.replied_on is not None:
        raise NotLawful(
            "clock.already_replied",
            citation,
            f"现在不能{what}：{in_words(clock.replied_on)}已经答复。",
            "如答复有误，请依法另行更正或重新答复。",
        )
    if clock.received_on is None:
        raise NotLawful(
            "clock.unconfirmed",
            cite("条例", 31),
            f"现在不能{what}：收到申请之日还没有确定。",
            "请先与申请人确认，并登记收到之日。",
        )
    if on < clock.received_on:
        raise NotLawful(
            "clock.before_receipt",
            citation,
            f"不能{what}：{in_words(on)}早于收到申请之日{in_words(clock.received_on)}。",
            "请核对日期。",
        )


def require_supplement(clock: Clock, on: date) -> None:
    """Regulations art. 30: asked once. A notice after working day 7 passes; `read_clock` tells it as a defect."""
    require_open(clock, on, "要求补正", cite("条例", 30))
    if clock.supplement_requests:
        raise NotLawful(
            "supplement.repeated",
            cite("条例", 30),
            "现在不能再次要求补正：补正应当一次性告知，本件已经告知过。",
            "内容仍不明确的，请与申请人沟通，或以“补正后申请内容仍不明确”答复。",
        )


def require_extension(clock: Clock, workdays: int, on: date) -> None:
    """Regulations art. 33 para 2: on or before the due day, at most 20 working days in all."""
    article = cite("条例", 33, 2)
    require_open(clock, on, "延长", article)
    if workdays < 1:
        raise NotLawful("extension.no_days", article, "延长的工作日数应当在1以上。", "请填写延长多少个工作日。")
    if clock.deferred_to is not None:
        raise NotLawful(
            "extension.after_deferral",
            cite("条例", 35),
            f"现在不能延长：已经依第三十五条确定{in_words(clock.deferred_to)}答复。",
            "确需更晚的，请另行确定延迟答复的日期并告知申请人。",
        )
    if clock.ordered_to is not None:
        raise NotLawful(
            "extension.ordered",
            article,
            f"现在不能延长：复议决定或者判决限{in_words(clock.ordered_to)}前答复。",
            "请在限定的期限内答复；确实不能的，请同作出决定的机关沟通，并写内部备注。",
        )
    _require_no_fee_awaited(clock, "extension.fee_awaited", "延长")
    _require_not_late(clock, on, "extension.after_due", article, "延长", "延长不能使已过的期限恢复")
    left = clock.extension_workdays_left
    if workdays > left:
        told = f"本件已延长{clock.extended_workdays}个，" if clock.extended_workdays else ""
        raise NotLawful(
            "extension.too_long",
            article,
            f"不能延长{workdays}个工作日：延长合计不得超过{PERIODS.extension}个工作日，{told}还可延长{left}个。",
            f"请填写{left}以内的数目。" if left else "请在到期日前答复。",
        )


def require_fee_notice(clock: Clock, on: date) -> None:
    """Regulations art. 42 and the measures in force from 2021-01-01: within the time limit."""
    article = cite("条例", 42)
    require_open(clock, on, "通知缴费", article)
    require_fee_possible(on)
    _require_not_late(clock, on, "fee.after_due", article, "通知缴费", "收费通知不能使已过的期限停下")
    if clock.fee_notice_on is not None:
        raise NotLawful(
            "fee.already_noticed",
            article,
            f"现在不能再次通知缴费：{in_words(clock.fee_notice_on)}的收费通知还在缴费期限内。",
            "请等待缴费，或先撤回原通知。",
        )


def require_payment(clock: Clock, on: date) -> None:
    """A payment answers a notice. One that comes after its 20 working days passes; `read_clock` tells it as a defect."""
    article = cite("信息处理费管理办法", 6)
    require_open(clock, on, "登记缴费", article)
    if clock.fee_notice_on is None or clock.pay_due_on is None:
        raise NotLawful(
            "payment.no_notice", article, "现在不能登记缴费：没有等待缴费的收费通知。", "请先登记收费通知送达之日。"
        )
    _require_not_before(on, clock.fee_notice_on, "payment.before_notice", article, "缴费之日", "收费通知送达之日")


def require_lapse(clock: Clock, on: date) -> None:
    """Regulations art. 30: given up when the limit set for the supplement has passed."""
    limit = clock.supplement_reply_by
    if clock.supplement_requested_on is None or limit is None or on <= limit:
        told = f"补正期限到{in_words(limit)}，还没有过。" if limit else "没有等待补正的通知。"
        raise NotLawful("lapse.too_early", cite("条例", 30), told, "请等期限过后再终止办理。")


def require_unpaid(clock: Clock, on: date) -> None:
    """Measures on the processing fee: given up when 20 working days after the notice have passed unpaid."""
    article = cite("信息处理费管理办法", 6)
    require_open(clock, on, "终止办理", article)
    limit = clock.pay_due_on if clock.fee_notice_on is not None else None
    if limit is None or on <= limit:
        told = f"缴费期限到{in_words(limit)}，还没有过。" if limit else "没有等待缴费的收费通知。"
        raise NotLawful("unpaid.too_early", article, told, "请等缴费期限过后再终止办理。")


def require_deferral(clock: Clock, due_on: date, on: date) -> None:
    """Regulations art. 35: a later day, set and told while the time limit runs."""
    article = cite("条例", 35)
    require_open(clock, on, "延迟答复", article)
    _require_no_fee_awaited(clock, "deferral.fee_awaited", "延迟答复")
    _require_not_late(clock, on, "deferral.after_due", article, "延迟答复", "期限已过后不能再确定延迟答复的期限")
    if due_on <= on or (clock.due_on is not None and due_on <= clock.due_on):
        latest = max(on, clock.due_on or on)
        raise NotLawful(
            "deferral.not_later",
            article,
            f"延迟答复的日期{in_words(due_on)}没有晚于{in_words(latest)}。",
            "请填写更晚的、合理的日期。",
        )


def _require_no_fee_awaited(clock: Clock, code: str, what: str) -> None:
    """While a fee is awaited the count stands, and payment starts it anew: what was granted would be lost."""
    if clock.fee_notice_on is not None:
        raise NotLawful(
            code,
            cite("信息处理费管理办法", 6),
            f"现在不能{what}：正在等申请人缴费，期限停着，缴费后重新计算。",
            "请等缴费登记以后，按重新计算的期限再看是否需要。",
        )


def _require_not_late(clock: Clock, on: date, code: str, article: Citation, what: str, why: str) -> None:
    if clock.due_on is not None and on > clock.due_on:
        raise NotLawful(code, article, f"现在不能{what}：答复期限{in_words(clock.due_on)}已过，{why}。", _LATE_HINT)


def _require_not_before(on: date, earlier: date, code: str, article: Citation, late: str, early: str) -> None:
    if on < earlier:
        raise NotLawful(code, article, f"{late}{in_words(on)}早于{early}{in_words(earlier)}。", "请核对这两个日期。")
