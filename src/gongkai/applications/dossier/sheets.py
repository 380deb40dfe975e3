"""The sheets of a dossier that are set from records: what was asked, searched, decided, served, contested, counted, done."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.applications.models import Application, Attachment, CaseKind, Reply
from gongkai.applications.queries import CHANGES, clock_of
from gongkai.applications.queries import appeals as appeal_queries
from gongkai.audit.models import Entry
from gongkai.law.clock import Clock, Defect
from gongkai.law.outcomes import outcome
from gongkai.law.withholding import withholding_grounds
from gongkai.law.workdays import in_words
from gongkai.typesetting.binding import pairs_entry, table_entry, text_entry

Entries = tuple[dict[str, Any], ...]
VERIFYING = (
    "每一条的散列由前一条的散列和本条全部内容按 HMAC-SHA256 算出，密钥由本机关保存在数据库之外。",
    "核验：在本机关的系统上运行“gongkai audit verify”，逐条重算，改动、删除、插入、截断都会指出是哪一条；"
    "再以本表所列序号和散列同系统中的记录核对。案卷文件夹里的“留痕.json”载有各条的全部内容。",
)
ARTICLES = {
    "workdays": "条例第三十三条第二款：自收到申请之日起二十个工作日内答复",
    "pauses": "条例第三十三条第三款：征求意见所需时间不计算在内",
    "supplement": "条例第三十条：补正的，答复期限自收到补正的申请之日起计算",
    "extension": "条例第三十三条第二款：经同意并告知，延长不超过二十个工作日",
    "deferral": "条例第三十五条：延迟答复",
    "fee": "信息处理费管理办法第六条：缴费的，答复期限自缴费次日起重新计算",
    "correction": "条例第四十一条没有规定答复期限，本机关自定为二十个工作日",
}


def application_sheet(case: Application) -> Entries:
    """申请登记表: what was asked, by whom, how it came."""
    who = case.applicant
    reach = "；".join(text for text in (who.contact_person, who.phone, who.email, who.address) if text)
    rows = [
        ("登记编号", f"{case.number}（查询编号{case.query_number}）"),
        ("受理机关", case.agency.name),
        ("事项", str(case.get_case_kind_display())),
        ("申请人", f"{who.name}（{case.get_applicant_kind_display()}）"),
        ("联系方式", reach),
        ("所需信息", case.content),
        ("获取方式和途径", f"{case.get_form_display()}，{case.get_delivery_display()}"),
        ("申请渠道", str(case.get_channel_display())),
        ("到达、登记", f"{in_words(case.arrived_on)}到达，{in_words(case.registered_on)}登记"),
        ("收到申请之日", in_words(case.received_on) if case.received_on else "未确认"),
        ("签收、代填", "；".join(text for text in (case.signed_by, case.filled_in_by) if text) or "没有"),
        ("需要帮助", "阅读、视听有困难，需要帮助" if case.needs_help else "没有提出"),
        ("经办人", case.officer.name if case.officer else "没有"),
    ]
    if case.reopens:
        rows.append(("重新办理", f"按复议决定或者裁判文书重新办理，原件{case.reopens.number}"))
    return (pairs_entry(rows),)


def search_sheet(case: Application) -> Entries:
    """检索记录: who looked where, by which words, and what was found."""
    rows = [
        (
            in_words(record.searched_on),
            f"{record.office}　{record.searched_by}",
            record.sources,
            record.keywords,
            ("检索到：" if record.found else "没有检索到：") + record.result,
        )
        for record in case.searches.all()
    ]
    found: list[dict[str, Any]] = []
    if rows:
        found.append(table_entry(("日期", "检索的机构和人", "档案、系统", "关键词", "结果"), rows, (3, 4, 4, 3, 6)))
    told = [reply.search_record for reply in case.replies.all() if reply.search_record]
    if told:
        found.append(text_entry("答复所附的检索情况：", *told))
    return tuple(found)


def approval_sheet(case: Application) -> Entries:
    """审批情况: every draft, who drafted and decided it, and the remark."""
    rows = [_approval(reply) for reply in case.replies.all()]
    head = ("拟稿", "处理结果", "依据", "理由", "审批", "意见")
    entries: list[dict[str, Any]] = [table_entry(head, rows, (3, 3, 5, 7, 3, 3))] if rows else []
    for reply in case.replies.all():
        items = [(str(one.position), one.asked, outcome(one.outcome).label, one.grounds) for one in reply.items.all()]
        if items:
            entries.append(table_entry(("项", "所申请的信息", "处理结果", "依据"), items, (1, 6, 4, 5)))
    return tuple(entries)


def _approval(reply: Reply) -> tuple[str, ...]:
    drafter = reply.drafted_by.name if reply.drafted_by else ""
    decider = reply.decided_by.name if reply.decided_by else ""
    decided = f"{decider} {in_words(reply.decided_on)}" if reply.decided_on else ""
    return (
        f"{drafter} {in_words(reply.drafted_on)}",
        outcome(reply.outcome).label,
        reply.grounds,
        reply.reason,
        f"{reply.get_state_display()}　{decided}",
        reply.remark,
    )


def service_sheet(case: Application) -> Entries:
    """送达情况: each letter, how and when it was served, who took it, what came back."""
    rows = []
    for document in case.documents.all():
        for service in document.services.all():
            taken = "；".join(text for text in (service.taken_by, service.entrusted_to, service.mail_number) if text)
            back = f"{in_words(service.returned_on)}退回：{service.returned_why}" if service.returned_on else ""
            way = str(service.get_way_display())
            rows.append((document.number, document.content["title"], way, in_words(service.on), taken, back))
    if not rows:
        return ()
    head = ("文号", "文书", "送达方式", "送达之日", "签收人、邮件号", "退回")
    return (table_entry(head, rows, (4, 5, 4, 3, 4, 3)),)


def appeal_sheet(appeal: Any, on: date) -> Entries:
    """一件复议、诉讼: its days, its result, and the defect of a late answer."""
    days = (
        ("提起", appeal.filed_on),
        ("受理、立案", appeal.admitted_on),
        ("收到副本", appeal.notified_on),
        ("提交书面答复", appeal.answered_on),
        ("审结", appeal.concluded_on),
        ("收到决定书、裁判文书", appeal.decision_received_on),
    )
    due = appeal_queries.answer_due_of(appeal)
    rows = [("机关", appeal_queries.where(appeal)), ("案号", appeal.case_number or "没有")]
    rows += [("程序", str(appeal.get_procedure_display()))]
    rows += [(name, in_words(day)) for name, day in days if day is not None]
    if due is not None:
        rows.append(("书面答复的最后一天", f"{in_words(due.on)}（{due.limit.citation}）"))
    rows.append(("结果", appeal_queries.decided_in_words(appeal)))
    if appeal.order:
        until = f"，到{in_words(appeal.reply_by)}" if appeal.reply_by else ""
        rows.append(("责令的事项", f"{appeal.get_order_display()}{until}"))
    rows += [("听证、开庭", f"{in_words(one.on)} {one.place}") for one in appeal.hearings.all()]
    late = appeal_queries.late_answer_of(appeal, on)
    if late is not None:
        rows.append(("逾期", f"最迟应在{in_words(late.due_on)}提交。{late.told}（{late.cite}）"))
    return (pairs_entry(rows),)


def clock_sheet(case: Application, on: date) -> Entries:
    """期限计算: the due day, the articles, the defects, and every day with why it counts or not."""
    clock = clock_of(case, today=on)
    rows = [
        ("收到申请之日", in_words(clock.received_on) if clock.received_on else "未确认"),
        ("起算之日", in_words(clock.started_on) if clock.started_on else ""),
        ("允许的工作日", f"{clock.allowed_workdays}个"),
        ("期限届满之日", in_words(clock.due_on) if clock.due_on else "没有（等待意见、缴费或者确认）"),
        ("送达答复之日", in_words(clock.replied_on) if clock.replied_on else "没有答复"),
        ("依据", "；".join(_articles(case, clock))),
        ("日历", "国务院办公厅放假通知" + ("，暂定" if clock.provisional else "")),
    ]
    found: list[dict[str, Any]] = [pairs_entry(rows)]
    if clock.defects:
        found.append(text_entry("办理中不合规定之处：", *(_told_of(defect) for defect in clock.defects)))
    days = [(in_words(day.on), "计" if day.counts else "不计", str(day.number or ""), day.why) for day in clock.ledger]
    if days:
        found.append(table_entry(("日期", "计否", "第几个", "事由"), days, (4, 2, 2, 8)))
    return tuple(found)


def _told_of(defect: Defect) -> str:
    return f"{defect.message}（{defect.citation}）" if defect.citation else defect.message


def _articles(case: Application, clock: Clock) -> Iterator[str]:
    if case.case_kind == CaseKind.CORRECTION:
        yield ARTICLES["correction"]
        return
    if clock.ordered_to is not None:
        yield "复议决定或者判决确定的期限"
        return
    yield ARTICLES["workdays"]
    if clock.started_by == "supplement_received":
        yield ARTICLES["supplement"]
    if clock.started_by == "fee_paid":
        yield ARTICLES["fee"]
    if clock.pauses:
        yield ARTICLES["pauses"]
    if clock.extended_workdays:
        yield ARTICLES["extension"]
    if clock.deferred_to is not None:
        yield ARTICLES["deferral"]


def journal_sheet(entries: Sequence[Entry]) -> Entries:
    """留痕摘录: who did what, when, on what ground, with the hash of each entry, and how it is verified."""
    rows = [
        (
            str(entry.sequence),
            timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
            f"{entry.actor_name}　{entry.post}",
            CHANGES.get(entry.verb, entry.verb) + (f"（所及{entry.on}）" if entry.on else ""),
            entry.ground,
            entry.digest,
        )
        for entry in entries
    ]
    head = ("序号", "时间", "谁", "做了什么", "依据", "散列")
    return (text_entry(*VERIFYING), table_entry(head, rows, (2, 4, 4, 4, 4, 6)))


def redaction_sheet(attachment: Attachment) -> Entries:
    """遮盖清单: what was hidden on a released copy, on what ground, and that the copy was proven."""
    copy = attachment.file.redaction
    rows = [(str(mark["page"]), mark["kind"], _ground_in_words(mark["ground"]), mark["reason"]) for mark in copy.marks]
    told = [
        ("副本", f"{attachment.file.name}　SHA-256 {attachment.file.digest}"),
        ("原件", f"SHA-256 {copy.original.digest}（另行密封保存，不入本卷）"),
        ("制作", f"{copy.made_by}　{timezone.localtime(copy.made_at):%Y-%m-%d %H:%M}"),
    ]
    return (pairs_entry(told), table_entry(("页", "遮去什么", "依据", "理由"), rows, (1, 4, 4, 6)))


def _ground_in_words(code: str) -> str:
    """第十五条，个人隐私; the code itself of a ground that is no longer known."""
    found = withholding_grounds().get(code)
    return found.told() if found else code


def left_out_sheet(left_out: Sequence[Attachment]) -> Entries:
    """未编入的材料: what is kept elsewhere, by name, size and hash."""
    rows = [
        (str(entry.get_role_display()), entry.file.name, f"{entry.file.size}字节", entry.file.digest)
        for entry in left_out
    ]
    told = text_entry(
        "下列材料另行密封保存，不编入本卷；要核对的，凭散列向本机关查验。申请人的身份证明另行加密保存，不入本卷。"
    )
    return (told, table_entry(("用途", "文件名", "大小", "SHA-256"), rows, (3, 5, 2, 7)))
