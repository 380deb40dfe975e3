"""What the course of a case says of service, reasons, fees, transfer and correction: one sentence and what lies below it."""

from datetime import date
from typing import Any

from gongkai.applications.choices import CORRECTION_RESULTS, SERVICES
from gongkai.screens.sums import short


def words_of(event: Any, case: Any, name: str) -> tuple[str, str]:
    """The sentence of one event, and more below it; the kind itself where no words are known. name: whom it concerns."""
    data = event.data
    match event.kind:
        case "served":
            return f"{_title(case, data['document'])}送达，{dict(SERVICES)[data['way']]}", ""
        case "returned":
            return f"{_title(case, data['document'])}被退回", data.get("why", "")
        case "objection_overridden":
            return f"因公共利益决定公开，告知{name}，{data['approved_by']}同意", data.get("reason", "")
        case "reasons_requested":
            return f"要求申请人说明理由，{_day(data['reply_by'])}前说明", data.get("counts", "")
        case "reasons_received":
            judged = "合理" if data["reasonable"] else "不合理"
            return f"收到申请人说明的理由，认定为{judged}", data.get("text", "")
        case "deferred":
            return f"确定延迟到{_day(data['due_on'])}答复", data.get("reason", "")
        case "fee_notice_sent":
            return f"发出收费通知，{data['yuan']}元", ""
        case "fee_notice_received":
            return "申请人收到收费通知，停止计算", ""
        case "fee_paid":
            return f"缴费{data['yuan']}元，期限重新计算", ""
        case "closed_unpaid":
            return f"{_day(data['pay_by'])}前没有缴费，终止办理", ""
        case "transferred":
            return f"转给{data['to']}登记，编号{data['number']}", ""
        case "correction_asked":
            return "申请更正政府信息", data.get("evidence", "")
        case "correction_answered":
            to = f"，{data['to']}" if data.get("to") else ""
            return f"答复更正申请：{dict(CORRECTION_RESULTS)[data['result']]}{to}", data.get("checked", "")
        case kind:
            return kind, ""


def _title(case: Any, key: int) -> str:
    found = next((document for document in case.documents.all() if document.pk == key), None)
    return str(found.content["title"]) if found else "文书"


def _day(day: str) -> str:
    return short(date.fromisoformat(day))
