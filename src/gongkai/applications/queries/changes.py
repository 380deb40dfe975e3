"""What was done to an application, in words: for the journal and for who comes second."""

from gongkai.applications.models import Application
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of

CHANGES = {
    "application.submitted": "提交了申请",
    "application.registered": "登记了申请",
    "application.receipt_confirmed": "确认了收到之日",
    "application.supplement_requested": "告知了补正",
    "application.supplement_received": "登记了补正材料",
    "application.lapsed": "因逾期不补正终止了办理",
    "application.consultation_sent": "发出了征求意见",
    "application.consultation_delivered": "登记了对方收到之日",
    "application.opinion_recorded": "登记了意见",
    "application.deadline_extended": "延长了答复期限",
    "application.reply_drafted": "拟写了答复",
    "application.reply_returned": "退回了答复稿",
    "application.reply_approved": "批准了答复",
    "application.reply_served": "送达了答复",
    "application.withdrawn": "登记了撤回",
    "application.assigned": "更换了经办人",
    "application.noted": "写了内部备注",
    "application.identity_looked_at": "查看了身份证明",
    "application.reconsideration_recorded": "登记了行政复议",
    "application.reconsideration_concluded": "登记了复议结果",
    "application.lawsuit_recorded": "登记了行政诉讼",
    "application.lawsuit_concluded": "登记了诉讼结果",
}


def changes_since(application: Application, version: int) -> list[Entry]:
    """What others did to the application after that version was read."""
    return list(entries_of(f"application:{application.pk}").filter(details__version__gt=version))


def told(entry: Entry) -> str:
    """An act in words: 王敏告知了补正."""
    return f"{entry.actor_name}{CHANGES.get(entry.verb, entry.verb)}"
