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
    "application.consultation_ended": "停止等候意见",
    "application.opinion_recorded": "登记了意见",
    "application.deadline_extended": "延长了答复期限",
    "application.originals_kept": "存入了原件",
    "application.redacted": "备好了遮盖副本",
    "application.reply_drafted": "拟写了答复",
    "application.reply_edited": "修改了答复书正文",
    "application.reply_returned": "退回了答复稿",
    "application.reply_approved": "批准了答复",
    "application.reply_served": "送达了答复",
    "application.withdrawn": "登记了撤回",
    "application.letter_served": "登记了文书送达",
    "application.letter_returned": "登记了文书退回",
    "application.task_finished": "完成了待办",
    "application.turned_proactive": "转为主动公开",
    "application.reasons_requested": "要求申请人说明理由",
    "application.reasons_received": "登记了申请人说明的理由",
    "application.reply_deferred": "确定了延迟答复的期限",
    "application.fee_notice_sent": "发出了收费通知",
    "application.fee_notice_received": "登记了收到收费通知之日",
    "application.fee_paid": "登记了缴费",
    "application.closed_unpaid": "因逾期未缴费终止了办理",
    "application.objection_overridden": "因公共利益决定公开并告知第三方",
    "application.transferred": "转给了负责的机关",
    "application.transferred_in": "收到了别的机关转来的申请",
    "application.correction_registered": "登记了更正申请",
    "application.correction_answered": "答复了更正申请",
    "application.search_recorded": "登记了检索记录",
    "application.applicant_confirmed": "确认了同一申请人",
    "application.applicant_denied": "认定了申请人重名",
    "application.receipt_issued": "出具了登记回执",
    "application.search_asked": "发出了协办函",
    "application.assigned": "更换了经办人",
    "application.noted": "写了内部备注",
    "application.identity_looked_at": "查看了身份证明",
    "application.reconsideration_recorded": "登记了行政复议",
    "application.reconsideration_concluded": "登记了复议结果",
    "application.lawsuit_recorded": "登记了行政诉讼",
    "application.lawsuit_concluded": "登记了诉讼结果",
    "application.appeal_recorded": "登记了上诉",
    "application.copy_received": "登记了收到副本",
    "application.answer_filed": "登记了书面答复",
    "application.hearing_set": "登记了听证、开庭",
    "application.hearing_cancelled": "取消了听证、开庭",
    "application.decision_received": "登记了收到决定",
    "application.reopened": "按决定重新办理",
    "application.archived": "归档了案卷",
    "application.destruction_proposed": "提出了销毁案卷",
    "application.archive_destroyed": "销毁了案卷",
}


def changes_since(application: Application, version: int) -> list[Entry]:
    """What others did to the application after that version was read."""
    return list(entries_of(f"application:{application.pk}").filter(details__version__gt=version))


def told(entry: Entry) -> str:
    """An act in words: 王敏告知了补正."""
    return f"{entry.actor_name}{CHANGES.get(entry.verb, entry.verb)}"
