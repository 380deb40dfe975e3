"""监督 · 培训 at the desk: the list of a year, recording, correcting, and the sentence for the annual report."""

from datetime import date
from typing import Any

from tests.apps.backoffice.pages import text_of
from tests.apps.supervision.trainings import a_training
from tests.builders import Desk

from gongkai.annualreports import queries as reports
from gongkai.annualreports.actions import compile_report, write_texts
from gongkai.annualreports.models import AnnualReport
from gongkai.annualreports.wording import suggested_sentences
from gongkai.supervision.models import Training

LIST = "/desk/trainings/"
TOLD = {"held_on": "2024-03-14", "topic": "答复文书", "audience": "各部门经办人", "people": "46"}


def test_a_training_is_recorded_at_the_desk_and_listed_by_its_year(district: Desk, desk: Desk, sits: Any) -> None:
    officer = sits(district, "desk_officer")
    assert LIST in officer.get("/desk/complaints/").content.decode()
    assert "2024年没有登记培训" in text_of(officer.get(LIST))
    bare = officer.post(f"{LIST}new/", {"agency": desk.agency.pk})
    assert bare.status_code == 422
    assert "请填写主题" in text_of(bare)
    done = officer.post(f"{LIST}new/", {**TOLD, "agency": desk.agency.pk}, follow=True)
    assert done.redirect_chain[0][0] == f"{LIST}?year=2024"
    said = text_of(done)
    assert "2024年举办培训1次、46人次" in said
    assert "答复文书" in said
    a_training(district, held_on=date(2023, 5, 6), topic="去年的一次", people=1200)
    assert "去年的一次" not in text_of(officer.get(LIST))
    assert "2023年举办培训1次、1,200人次" in text_of(officer.get(f"{LIST}?year=2023"))


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(district: Desk, sits: Any) -> None:
    refused = sits(district, "leader").post(
        f"{LIST}new/", {**TOLD, "agency": district.agency.pk, "held_on": "2024-03-22"}
    )
    assert refused.status_code == 422
    assert "3月22日还没有到" in text_of(refused)
    assert 'value="答复文书"' in refused.content.decode()
    assert not Training.objects.exists()


def test_a_row_is_put_right_and_the_later_writer_is_told(district: Desk, sits: Any) -> None:
    training = a_training(district)
    leader = sits(district, "leader")
    address = f"{LIST}{training.pk}/correct/"
    shown = leader.get(address).content.decode()
    assert 'value="答复文书的格式"' in shown
    assert 'value="3.5"' in shown
    typed = {**TOLD, "people": "64", "reason": "签到表复核", "counted": "on", "seen_version": "1"}
    assert leader.post(address, typed).status_code == 302
    said = text_of(leader.get(LIST))
    assert "64" in said
    assert "更正过" in said
    late = leader.post(address, {**typed, "people": "60"})
    assert late.status_code == 422
    assert "有同事更正了这次培训的登记" in text_of(late)
    assert 'name="seen_version" value="2"' in late.content.decode()
    assert leader.post(address, {**typed, "people": "60", "counted": "", "seen_version": "2"}).status_code == 302
    assert "不计入" in text_of(leader.get(LIST))
    assert leader.get(f"{LIST}999/correct/").status_code == 404


def test_others_read_what_their_agency_held_and_change_nothing(district: Desk, desk: Desk, sits: Any) -> None:
    mine = a_training(district, desk.agency, topic="教育系统培训")
    a_training(district, topic="全区培训")
    agency = sits(desk, "desk_officer")
    said = text_of(agency.get(LIST))
    assert "教育系统培训" in said
    assert "全区培训" not in said
    assert "登记培训" not in said
    assert agency.get(f"{LIST}new/").status_code == 403
    assert agency.get(f"{LIST}{mine.pk}/correct/").status_code == 403
    assert f"{LIST}new/" not in sits(district, "auditor").get(LIST).content.decode()
    assert agency.get(f"{LIST}?year=abc").status_code == 200


def a_report(desk: Desk, scope: str) -> AnnualReport:
    return compile_report(desk.agency, 2023, actor=desk.officer(date(2024, 1, 20)), scope=scope)


def test_the_figures_of_the_year_are_offered_to_part_one_of_the_report(district: Desk, desk: Desk, sits: Any) -> None:
    report = a_report(district, "with_below")
    page = f"/desk/reports/{report.pk}/texts/"
    officer = sits(district, "desk_officer")
    assert "全年举办政府信息公开培训" not in text_of(officer.get(page))
    a_training(district, held_on=date(2023, 5, 6), people=40)
    a_training(district, desk.agency, held_on=date(2023, 9, 6), people=12)
    sentence = "全年举办政府信息公开培训2次、52人次。"
    shown = officer.get(page)
    assert sentence in text_of(shown)
    assert f"{LIST}?year=2023" in shown.content.decode()
    report = write_texts(
        report, overview=sentence, problems="无。", other_matters="无。", actor=district.officer(date(2024, 1, 20))
    )
    assert not [found for found in reports.judgement_of(report).findings if found.code == "text.mismatch"]
    alone = a_report(district, "alone")
    assert "全年举办政府信息公开培训1次、40人次。" in suggested_sentences(alone, reports.cells_of(alone))["overview"]
