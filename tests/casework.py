"""One case of each standing at one desk, and the address of every page and form of casework that they open.

Used by the pictures and by the walk that asks axe about every form. All through the verbs.
"""

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import agency_by_code, calendar
from gongkai.applications import actions
from gongkai.applications.actions.tasks import open_task
from gongkai.applications.models import Application, Task
from gongkai.backoffice.acts import BY_SLUG
from gongkai.supervision import actions as supervision
from tests.builders import PASSWORD, Desk, a_closed, a_draft, an_application, details
from tests.redaction.papers import a_pdf

THIRD = ["青川兴远建设工程有限公司", "安达检测技术服务有限公司"]
NUMBER = "11010519491231002X"


class Standings:
    """Builds the cases on the days before `today`, by working days back."""

    def __init__(self, desk: Desk, today: date) -> None:
        self.desk, self.today, self.made = desk, today, 0
        Agency.objects.filter(pk=desk.agency.pk).update(fee_account="向区财政专户缴纳，账号见缴款通知书")
        desk.agency.refresh_from_db()

    def back(self, workdays: int) -> date:
        """The working day so many before today; 0 is today."""
        days, day = calendar(), self.today
        while workdays:
            day = date.fromordinal(day.toordinal() - 1)
            workdays -= days.is_workday(day)
        return day

    def case(self, received: int, **changes: Any) -> Application:
        """An application of an applicant of its own, received so many working days ago."""
        self.made += 1
        told = {
            "phone": f"1390000{self.made:04d}",
            "name": "陈知远",
            "address": f"青川区人民路{self.made}号",
            "identity": actions.Identity("identity_card", NUMBER),
            "content": f"人民路拓宽工程第{self.made}标段的施工合同和竣工验收报告",
            **changes,
        }
        return an_application(self.desk, received_on=self.back(received), **told)

    def unconfirmed(self) -> Application:
        """Came by ordinary mail; nobody has agreed with the applicant on the day it was received."""
        told = {"channel": "ordinary_mail", "arrived_on": self.back(1), "actor": self.officer(1)}
        return actions.register_application(self.desk.agency, details(), **told).application

    def officer(self, workdays: int) -> Any:
        return self.desk.officer(self.back(workdays))

    def did(self, verb: Callable[..., Any], about: Any, back: int, /, **told: Any) -> Any:
        """The verb done so many working days ago."""
        return verb(about, on=self.back(back), actor=self.officer(back), **told)

    def serve(self, case: Application, back: int) -> None:
        """Every letter of the case that was not served yet."""
        for letter in case.documents.filter(services=None):
            self.did(actions.record_service, letter, back, way="mail", mail_number="XA12345678901")

    def supplement(self, received: int, asked: int, until: int) -> Application:
        case = self.case(received, content="我父亲单位宿舍的那份文件")
        by = self.back(until) if until > 0 else calendar().nth_workday_after(self.today, 10)
        told: dict[str, Any] = {"items": ["请写明文件的名称、大致年份，或者由哪个单位制作。"], "reply_by": by}
        self.did(actions.request_supplement, case, asked, **told)
        self.serve(case, asked)
        return case

    def consulted(self) -> Application:
        """Two third parties and an agency; the first objects with good reason."""
        case = self.case(9)
        self.did(actions.consult_third_parties, case, 7, names=THIRD, subject=case.content)
        self.did(actions.consult_agency, case, 7, name="青川区交通运输局", subject="验收报告", joint=True)
        letters = list(case.documents.order_by("pk"))
        for letter in letters[:1] + letters[2:]:
            self.did(actions.record_service, letter, 6, way="mail", mail_number="XA12345678901")
        told = {"ref": "1", "consents": False, "good_reason": True}
        self.did(actions.record_opinion, case, 3, text="合同单价属于商业秘密，公开会损害竞争地位。", **told)
        return case

    def reasons(self, given: bool) -> Application:
        case = self.case(6)
        by = calendar().nth_workday_after(self.today, 5)
        self.did(actions.request_reasons, case, 4, counts="今年1月至3月共提出申请86件", reply_by=by)
        self.serve(case, 4)
        if given:
            self.did(actions.record_reasons, case, 1, text="为完成学位论文收集资料。", reasonable=True)
        return case

    def fee(self, received: int, sent: int, noticed: int | None) -> Application:
        case = self.case(received)
        self.did(actions.send_fee_notice, case, sent, scale="by_case", quantity=1, already=10)
        self.serve(case, sent)
        if noticed is not None and not case.events.filter(kind="fee_notice_received").exists():
            self.did(actions.record_fee_notice_received, case, noticed)
        return case

    def correction(self) -> Application:
        content = "房屋登记簿记载的建筑面积86平方米，与测绘报告不一致"
        told = {"channel": "in_person", "arrived_on": self.back(3), "evidence": "测绘报告复印件"}
        return actions.register_correction(
            self.desk.agency, details(content=content), actor=self.officer(3), **told
        ).application

    def closed(self, closed: int, outcome: str = "granted.provided", **changes: Any) -> Application:
        self.made += 1
        return a_closed(
            self.desk,
            received_on=self.back(closed + 8),
            closed_on=self.back(closed),
            outcome=outcome,
            phone=f"1390000{self.made:04d}",
            content=f"2023年度第{self.made}批城镇低保对象的审批结果",
            **changes,
        )

    def reviewed(self, *, noticed: bool, hearing: bool = False, result: str = "", received: bool = True) -> Any:
        case = self.closed(30, "unavailable.not_found")
        copy = {"notified_on": self.back(8)} if noticed else {}
        told = {"organ": self.desk.agency.review_organ, "procedure": "simple"}
        appeal: Any = actions.record_reconsideration(
            case, filed_on=self.back(12), actor=self.officer(8), **told, **copy
        )
        if hearing:
            ahead = calendar().nth_workday_after(self.today, 4)
            place = "区司法局行政复议听证室"
            actions.set_hearing(appeal, on=ahead, at=time(9, 30), place=place, actor=self.officer(2))
        if result:
            came = {"decision_received_on": self.back(1)} if received else {}
            told = {"decided_as": result, "order": "reply_anew"}
            actions.conclude_reconsideration(appeal, concluded_on=self.back(2), actor=self.officer(1), **told, **came)
        return appeal

    def lawsuit(self) -> Any:
        case = self.closed(60, "unavailable.not_found")
        told = {"route": "direct", "court": self.desk.agency.court}
        appeal: Any = actions.record_lawsuit(
            case, filed_on=self.back(40), notified_on=self.back(38), actor=self.officer(38), **told
        )
        came = {"decision_received_on": self.back(2), "decided_as": "claim_dismissed"}
        return actions.conclude_lawsuit(appeal, concluded_on=self.back(3), actor=self.officer(2), **came)

    def original(self) -> Application:
        case = self.case(4)
        paper = a_pdf(NUMBER, ["information"]).written()
        self.did(actions.keep_originals, case, 1, originals=[("施工合同.pdf", paper)])
        return case

    def ordered(self) -> Any:
        """A complaint found justified, with an order to put it right."""
        found = self.complaint()
        leader, today = self.desk.leader(self.today), self.today
        supervision.conclude_complaint(found, result="founded", finding="调阅案卷，确已逾期", actor=leader, on=today)
        told = {"text": "十日内答复，并健全到期提醒", "due_on": calendar().nth_workday_after(today, 7)}
        return supervision.order_rectification(found, actor=leader, on=today, **told)

    def complaint(self) -> Any:
        told = {"complainant": "吴秀英", "text": "申请已经超过期限，还没有答复。", "received_on": self.back(1)}
        return supervision.register_complaint(self.desk.agency, actor=self.desk.leader(self.today), **told)


Pages = dict[str, str]  # name of the page: its address below the site's
AT = "desk/applications/{}/{}"
ON_ANY = (
    "request-supplement", "consult-third-party", "consult-agency", "extend-deadline", "send-fee-notice",
    "draft-reply", "known", "assistant", "identity", "take-over",
)  # fmt: skip


def of(case: Any, **acts: str) -> Pages:
    """Pages of one case: name=act, the page of the case itself where the act is empty."""
    return {name.replace("_", "-"): AT.format(case.pk, f"{act}/" if act else "") for name, act in acts.items()}


def under_way(s: Standings) -> Pages:
    """Pages of the cases that wait for somebody."""
    fresh, consulted, sent = s.case(3), s.consulted(), s.supplement(5, 2, -10)
    kin = s.case(
        2, name="陈知远", phone="13900000001", identity=actions.Identity("identity_card", "990101196001011237")
    )
    returned = s.case(6)
    s.did(actions.extend_deadline, returned, 4, workdays=10, reason="需要调阅旧卷", approved_by=s.desk.person("leader"))
    s.serve(returned, 4)
    service = returned.documents.get().services.get()
    s.did(actions.record_return, service, 1, why="查无此人")
    return {
        **of(fresh, case_open="", **{act: act for act in ON_ANY}),
        **of(kin, known_kin="known", confirm_same="confirm-same-applicant", deny_same="deny-same-applicant"),
        **of(s.unconfirmed(), case_unconfirmed="", confirm_receipt="confirm-receipt", transfer="transfer-application"),
        **of(sent, case_supplement="", receive_supplement="receive-supplement"),
        **of(s.supplement(14, 12, 3), case_lapsed="", lapse="lapse-application"),
        **of(consulted, case_consulted="", delivery="record-delivery", opinion="record-opinion"),
        **of(consulted, unreached="end-consultation"),
        **of(consulted, override="override-objection", serve_letter="serve-letter", return_letter="return-letter"),
        **of(returned, case_returned="", finish_task="finish-task"),
        **of(s.reasons(given=False), record_reasons="record-reasons"),
        **of(s.reasons(given=True), case_reasons="", defer="defer-reply"),
        **of(s.fee(6, 2, None), case_fee="", fee_received="record-fee-notice-received"),
        **of(s.fee(6, 3, 2), case_payment="", payment="record-payment"),
        **of(s.fee(40, 30, 28), case_unpaid="", unpaid="close-unpaid"),
        **of(s.correction(), case_correction="", answer_correction="answer-correction"),
        **of(redacting := s.original(), case_original=""),
        "redact": AT.format(redacting.pk, f"files/{redacting.attachments.get(role='original').pk}/redact/"),
    }


def decided(s: Standings) -> Pages:
    """Pages of the cases that were drafted, answered, fought over."""
    drafted, approved = a_draft(s.desk, s.case(6), on=s.back(1)), a_draft(s.desk, s.case(6), on=s.back(2))
    s.desk.leader(s.today)
    actions.approve_reply(approved, actor=s.desk.leader(s.back(1)), on=s.back(1))
    closed = s.closed(5)
    open_task(closed, Task.Kind.TURN_PROACTIVE, "三件申请要的是同一份信息", on=s.back(1), about="turn_proactive")
    fresh, copied = s.reviewed(noticed=False), s.reviewed(noticed=True, hearing=True)
    unread, overturned = (
        s.reviewed(noticed=True, result="revoked", received=False),
        s.reviewed(noticed=True, result="revoked"),
    )
    anew = s.reviewed(noticed=True, result="revoked")
    again = actions.reopen_application(anew, actor=s.desk.officer(s.today)).application
    lost = s.lawsuit()

    def on(appeal: Any, kind: str, **acts: str) -> Pages:
        at = f"{kind}/{appeal.pk}/"
        return of(appeal.application, **{name: at + act for name, act in acts.items()})

    return {
        **of(drafted, case_drafted="", decide="decide", reply_text="reply-text"),
        **of(approved, case_approved="", serve_reply="serve-reply"),
        **of(closed, case_closed="", appeal_reconsideration="record-reconsideration", turn_proactive="turn-proactive"),
        "letter-page": AT.format(closed.pk, f"documents/{closed.documents.latest('pk').pk}/"),
        **on(fresh, "reconsiderations", receive_copy="receive-copy"),
        **on(copied, "reconsiderations", file_answer="file-answer", set_hearing="set-hearing"),
        **on(copied, "reconsiderations", cancel_hearing="cancel-hearing", conclude="conclude"),
        **of(copied.application, case_reviewed=""),
        **on(unread, "reconsiderations", receive_decision="receive-decision"),
        **on(overturned, "reconsiderations", reopen="reopen"),
        **of(overturned.application, case_overturned=""),
        **of(anew.application, case_reopened=""),
        **of(again, case_anew=""),
        **on(lost, "lawsuits", record_appeal="record-appeal"),
        **of(lost.application, case_lawsuit=""),
    }


def house() -> Pages:
    """Lists, letters and settings."""
    names = (
        "applications", "applications/new", "applications/new-correction", "register", "appeals", "archive",
        "applicants", "letters", "letters/answer_grant", "notices", "me", "me/email", "complaints",
    )  # fmt: skip
    return {"today": "desk/", **{f"desk-{name.replace('/', '-')}": f"desk/{name}/" for name in names}}


def supervised(s: Standings) -> Pages:
    """Pages of complaints: looked into, put right."""
    came, order = s.complaint(), s.ordered()
    found = order.complaint
    return {
        "complaint": f"desk/complaints/{came.pk}/",
        "complaint-new": "desk/complaints/new/",
        "complaint-conclude": f"desk/complaints/{came.pk}/conclude/",
        "complaint-order": f"desk/complaints/{found.pk}/order/",
        "complaint-answer": f"desk/complaints/{found.pk}/orders/{order.pk}/answer/",
        "complaint-found": f"desk/complaints/{found.pk}/",
    }


def slug_of(address: str) -> str:
    """The last part of the address: which act it is."""
    return address.rstrip("/").rsplit("/", 1)[-1]


def casework(desk: Desk, today: date) -> dict[str, tuple[str, str]]:
    """Every page of casework with something on it. Name: (duty of who opens it, address)."""
    s = Standings(desk, today)
    pages = {**under_way(s), **decided(s), **house()}
    placed = {slug_of(at) for at in pages.values()}
    pages |= {slug: pages["case-open"] + f"{slug}/" for slug in BY_SLUG if slug not in placed}
    led = {
        **supervised(s),
        "decisions": "desk/decisions/",
        "decide": pages.pop("decide"),
        "desk-settings": "desk/settings/",
    }
    whose = {name: ("desk_officer", at) for name, at in pages.items()}
    return whose | {name: ("leader", at) for name, at in led.items()}


def kept(home: Path, today: date) -> dict[str, tuple[str, str]]:
    """The pages at the district government of the demonstration, built once in that home. Name: (username, address)."""
    note = home / "casework.json"
    if not note.is_file():
        agency = agency_by_code("001")
        assert agency is not None
        with transaction.atomic():
            desk = Desk(agency, password=PASSWORD)
            pages = casework(desk, today)
        told = {name: (desk.person(duty).username, at) for name, (duty, at) in pages.items()}
        note.write_text(json.dumps(told, ensure_ascii=False))
    return {name: (who, at) for name, (who, at) in json.loads(note.read_text()).items()}
