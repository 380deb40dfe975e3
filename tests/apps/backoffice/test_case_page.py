"""The case page: the due day first, its sum, what is lawful, and who may open it; in a bounded number of queries."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.backoffice.pages import act_at, entries_of, text_of
from tests.builders import Desk, a_closed, a_draft, a_submission, an_agency, an_application, details

from gongkai.agencies.models import Agency
from gongkai.applications import actions
from gongkai.applications.models import Application

RECEIVED = date(2024, 3, 13)
MOST_QUERIES = 15


def page_of(client: Client, case: Application) -> Any:
    return client.get(f"/desk/applications/{case.pk}/")


def queries_for(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def lived(desk: Desk, rounds: int) -> Application:
    """A case that was extended, consulted about, drafted and returned as often, noted, contested."""
    case = an_application(desk, received_on=date(2024, 2, 5))
    day = date(2024, 2, 20)
    for number in range(rounds):
        case = actions.consult_third_party(case, name=f"公司{number}", subject="合同", actor=desk.officer(day), on=day)
        case = actions.record_delivery(case, ref=str(number + 1), actor=desk.officer(day), on=day)
        case = actions.record_opinion(
            case, ref=str(number + 1), consents=True, text="同意", actor=desk.officer(day), on=day
        )
        case = a_draft(desk, case, on=day, released=[(f"批复{number}.txt", f"批复{number}".encode())])
        case = actions.return_reply(case, remark="请再看", actor=desk.leader(day), on=day)
        actions.add_note(case, f"备注{number}", actor=desk.officer(day))
    case = a_draft(desk, case, on=day)
    case = actions.approve_reply(case, actor=desk.leader(day), on=day)
    case = actions.serve_reply(case, service="hand", actor=desk.officer(day), on=day)
    for _ in range(rounds):
        actions.record_reconsideration(case, organ="市政府", filed_on=day, actor=desk.officer(day))
        actions.record_lawsuit(case, route="direct", court="区法院", filed_on=day, actor=desk.officer(day))
    return Application.objects.get(pk=case.pk)


def test_the_due_day_stands_before_everything_with_its_sum(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=RECEIVED)
    said = text_of(page_of(officer, case))
    assert said.index("最迟4月11日（星期四）答复") < said.index("现在可以办")
    assert "今天是第6个，还剩14个" in said
    assert "4月11日期限届满20" in said


def test_a_late_supplement_notice_is_told_with_both_due_days(desk: Desk, officer: Client) -> None:
    case = an_application(desk, received_on=date(2024, 2, 20))
    day = date(2024, 3, 5)
    case = actions.request_supplement(case, items=["年份"], reply_by=date(2024, 3, 19), actor=desk.officer(day), on=day)
    actions.receive_supplement(case, text="2023年", actor=desk.officer(RECEIVED), on=RECEIVED)
    said = text_of(page_of(officer, case))
    assert "补正通知2024年3月5日发出，最迟应在2024年2月29日" in said
    assert "原到期日2024年3月19日" in said
    assert "重新计算后的到期日2024年4月11日" in said


def test_lawful_acts_are_offered_and_the_others_told_with_their_reason(
    desk: Desk, officer: Client, leader: Client
) -> None:
    case = an_application(desk, received_on=RECEIVED)
    page = page_of(officer, case)
    offered = {offer.label for offer in page.context["acts"].can}
    barred = {entry.label: entry.why for entry in page.context["acts"].cannot}
    asked_or_ended = {"告知补正", "征求第三方意见", "征求其他机关意见", "延长答复期限", "登记撤回"}
    asked_or_ended |= {"要求说明理由", "发出收费通知", "登记检索记录", "出具登记回执", "请求协助检索"}
    assert offered == {"拟写答复", *asked_or_ended, "登记行政复议", "登记行政诉讼"}
    assert barred["送达答复"] == "申请正在办理"
    assert barred["登记意见"] == "没有等待意见的征求意见书。"
    assert not page_of(leader, case).context["acts"].can
    assert "拟写答复由经办人办理" in text_of(page_of(leader, case))


def test_every_act_offered_opens_at_every_stage(desk: Desk, officer: Client, leader: Client) -> None:
    day = RECEIVED
    fresh = actions.register_application(desk.agency, details(), channel="fax", arrived_on=day, actor=desk.officer(day))
    waiting = an_application(desk, received_on=day)
    waiting = actions.request_supplement(
        waiting, items=["年份"], reply_by=date(2024, 3, 20), actor=desk.officer(day), on=day
    )
    drafted = a_draft(desk, an_application(desk, received_on=day), on=day)
    approved = a_draft(desk, an_application(desk, received_on=day), on=day)
    approved = actions.approve_reply(approved, actor=desk.leader(day), on=day)
    closed = a_closed(desk, received_on=date(2024, 2, 5), closed_on=day)
    opened = 0
    for case in (fresh.application, waiting, an_application(desk, received_on=day), drafted, approved, closed):
        for client in (officer, leader):
            for offer in page_of(client, case).context["acts"].can:
                assert queries_for(client, offer.href) <= MOST_QUERIES, offer.href
                opened += 1
    assert opened >= 15


def test_the_page_costs_as_many_queries_for_a_long_case_as_for_a_short_one(desk: Desk, officer: Client) -> None:
    short, long = lived(desk, 1), lived(desk, 6)
    few, many = (queries_for(officer, f"/desk/applications/{case.pk}/") for case in (short, long))
    assert few == many <= MOST_QUERIES


def test_a_case_with_sixty_events_costs_no_more(desk: Desk, officer: Client) -> None:
    case, day = an_application(desk, received_on=date(2024, 2, 5)), date(2024, 2, 20)
    names = [f"公司{number}" for number in range(20)]
    actions.consult_third_parties(case, names=names, subject="合同", actor=desk.officer(day), on=day)
    for number in range(1, 21):
        ref = str(number)
        actions.record_delivery(case, ref=ref, actor=desk.officer(day), on=day)
        actions.record_opinion(case, ref=ref, consents=True, text="同意", actor=desk.officer(day), on=day)
    assert case.events.count() >= 60
    assert queries_for(officer, f"/desk/applications/{case.pk}/") <= MOST_QUERIES


def test_tasks_and_what_waits_for_others_stand_on_the_first_page(desk: Desk, officer: Client) -> None:
    Agency.objects.filter(pk=desk.agency.pk).update(fee_account="区财政专户")
    case, day = an_application(desk, received_on=RECEIVED, content="要收费的材料"), date(2024, 3, 20)
    actions.send_fee_notice(case, scale="by_volume", quantity=68, actor=desk.officer(day), on=day)
    letter = case.documents.get()
    served = actions.record_service(letter, way="hand", on=day, actor=desk.officer(day))
    assert "等待缴费" in text_of(officer.get("/desk/"))
    actions.record_return(served, on=day, why="查无此人", actor=desk.officer(day))
    said = text_of(officer.get("/desk/"))
    assert "被退回：查无此人" in said
    assert case.query_number in said


def test_lists_cost_no_more_when_they_grow(desk: Desk, officer: Client, leader: Client) -> None:
    pages = ("/desk/", "/desk/applications/", "/desk/register/", "/desk/decisions/")
    clients = {address: leader if "decisions" in address else officer for address in pages}

    def cost() -> list[int]:
        return [queries_for(clients[address], address) for address in pages]

    a_draft(desk, an_application(desk, received_on=RECEIVED), on=RECEIVED)
    before = cost()
    for number in range(8):
        a_draft(desk, an_application(desk, received_on=RECEIVED - timedelta(days=number)), on=RECEIVED)
    assert cost() == before
    assert max(before) <= MOST_QUERIES


def test_a_long_course_is_folded_by_stage_with_the_newest_open(desk: Desk, officer: Client) -> None:
    phases = page_of(officer, lived(desk, 3)).context["phases"]
    assert [phase.name for phase in phases] == ["复议和诉讼", "办理和答复", "征求意见", "收到和登记"]
    assert [phase.open for phase in phases] == [True, False, False, False]
    assert sum(len(phase.steps) for phase in phases) > 10


def test_notes_and_returned_drafts_stand_apart_and_the_journal_is_there(desk: Desk, officer: Client) -> None:
    page = page_of(officer, lived(desk, 1))
    said = text_of(page)
    assert "申请人看不到，不进答复书" in said
    assert "退回的稿子" in said
    assert [words for _, words in page.context["entries"]][-1] == "登记了申请"


def test_a_person_of_another_agency_is_refused_everywhere(desk: Desk, sits: Any, government: Any) -> None:
    stranger = sits(Desk(an_agency(parent=government)), "desk_officer")
    case = lived(desk, 1)
    document, attachment = case.documents.first(), case.attachments.first()
    assert document
    assert attachment
    for slug in (
        "",
        "draft-reply/",
        "decide/",
        "identity/",
        "extend-deadline/",
        "add-note/",
        f"documents/{document.pk}/",
    ):
        assert stranger.get(f"/desk/applications/{case.pk}/{slug}").status_code == 403, slug
    for slug in (f"documents/{document.pk}.pdf", f"files/{attachment.pk}/"):
        assert stranger.get(f"/desk/applications/{case.pk}/{slug}").status_code == 403, slug
    sent = stranger.post(act_at(case, "add-note"), {"seen_version": case.version, "text": "偷看"})
    assert sent.status_code == 403
    assert case.notes.count() == 1


def test_a_contact_sees_no_cases_and_an_auditor_above_sees_those_below(desk: Desk, sits: Any, government: Any) -> None:
    case = an_application(desk, received_on=RECEIVED)
    contact = sits(desk, "contact")
    assert page_of(contact, case).status_code == 403
    assert contact.get("/desk/applications/").status_code == 403
    above = sits(Desk(government), "auditor")
    assert page_of(above, case).status_code == 200
    assert case.query_number in text_of(above.get("/desk/applications/?agency=013"))
    beside = sits(Desk(an_agency(parent=government)), "auditor")
    assert beside.get("/desk/applications/?agency=013").status_code == 403


def test_an_identity_paper_is_shown_once_for_a_reason_and_the_look_is_kept(
    desk: Desk, officer: Client, leader: Client
) -> None:
    case = an_application(desk, received_on=RECEIVED)
    address = act_at(case, "identity")
    assert "990101196001011237" not in text_of(page_of(officer, case))
    assert "990101196001011237" not in text_of(officer.get(address))
    bare = officer.post(address, {"seen_version": case.version, "reason": " "})
    assert bare.status_code == 422
    assert not entries_of("application.identity_looked_at")
    shown = officer.post(address, {"seen_version": case.version, "reason": "核对申请人身份"})
    assert "990101196001011237" in text_of(shown)
    assert shown["Cache-Control"] == "no-store"
    assert entries_of("application.identity_looked_at")[0].details["reason"] == "核对申请人身份"
    assert leader.get(address).status_code == 403


def test_files_come_with_their_own_name_and_type(desk: Desk, officer: Client) -> None:
    case = lived(desk, 1)
    entry = case.attachments.get(role="released")
    got = officer.get(f"/desk/applications/{case.pk}/files/{entry.pk}/")
    assert got["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in got["Content-Disposition"]
    assert got.content == "批复0".encode()
    other = an_application(desk, received_on=RECEIVED)
    assert officer.get(f"/desk/applications/{other.pk}/files/{entry.pk}/").status_code == 404


def test_a_case_that_does_not_exist_is_not_found(officer: Client) -> None:
    assert officer.get("/desk/applications/99999/").status_code == 404


def test_today_names_what_is_late_what_leaves_today_and_what_waits(desk: Desk, officer: Client, leader: Client) -> None:
    an_application(desk, received_on=date(2024, 2, 20), content="逾期的那一件材料")
    an_application(desk, received_on=date(2024, 2, 22), content="今天到期的材料")
    actions.register_application(
        desk.agency, details(content="传真来的材料"), channel="fax", arrived_on=RECEIVED, actor=desk.officer(RECEIVED)
    )
    a_draft(desk, an_application(desk, received_on=RECEIVED, content="等审批的材料"), on=RECEIVED)
    page = officer.get("/desk/")
    assert [name for name, _ in page.context["bands"]] == ["已经逾期", "今天必须发出"]
    assert [case.content for case in page.context["unconfirmed"]] == ["传真来的材料"]
    assert "逾期2日" in text_of(page)
    assert "等审批的材料" in text_of(leader.get("/desk/")).split("手里的申请")[0]


def test_lists_are_filtered_and_paged_by_key(desk: Desk, officer: Client, monkeypatch: Any) -> None:
    from gongkai.backoffice.views import today

    monkeypatch.setattr(today, "SIZE", 2)
    cases = [an_application(desk, received_on=RECEIVED, content=f"第{number}份批复材料") for number in range(5)]
    met: list[int] = []
    address = "/desk/applications/"
    while address:
        page = officer.get(address)
        met += [row["case"].pk for _, rows in page.context["bands"] for row in rows]
        address = f"/desk/applications/{page.context['older']}" if page.context["older"] else ""
    assert met == [case.pk for case in cases]
    found = officer.get("/desk/register/", {"text": "第3份", "stage": "handling"})
    assert [case.pk for case, _ in found.context["rows"]] == [cases[3].pk]
    assert not officer.get("/desk/register/", {"officer": "99999"}).context["rows"]
    assert not officer.get("/desk/applications/", {"officer": "0"}).context["bands"], "all are handled by somebody"
    unclaimed = a_submission(desk, on=RECEIVED).application
    found = officer.get("/desk/applications/", {"officer": "0"}).context["bands"]
    assert [row["case"].pk for _, rows in found for row in rows] == [unclaimed.pk]
    first = officer.get("/desk/register/")
    assert "before=" in first.context["page"].older
    for nonsense in ("?before=x&officer=²&stage=nowhere", "?after=2024-13-40.x", "?after=2024-13-40.5"):
        assert officer.get(f"/desk/register/{nonsense}").status_code == 200
        assert officer.get(f"/desk/applications/{nonsense}").status_code == 200
