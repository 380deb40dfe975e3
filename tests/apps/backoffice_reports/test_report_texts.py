"""Writing the texts: findings at hand, sentences to insert, nothing typed is lost."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from tests.apps.annualreports.years import JANUARY, YEAR, a_report, a_signed_report
from tests.builders import Desk, a_closed

from gongkai.annualreports import actions, queries

Sit = Callable[[Desk, str], Client]


def typed(version: int, overview: str, do: str = "save", **more: str) -> dict[str, object]:
    return {"seen_version": version, "overview": overview, "problems": "", "other_matters": "", "do": do, **more}


def test_the_texts_are_saved_and_the_report_shows_them(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    page = sitting(department, "desk_officer").post(
        f"/desk/reports/{report.pk}/texts/", typed(report.version, "第一段。\r\n第二段。"), follow=True
    )
    assert page.redirect_chain == [(f"/desk/reports/{report.pk}/", 302)]
    assert queries.report(report.pk).overview == "第一段。\n第二段。"


def test_checking_saves_nothing_and_keeps_what_was_typed(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    page = sitting(department, "desk_officer").post(
        f"/desk/reports/{report.pk}/texts/", typed(report.version, "共收到政府信息公开申请7件。", "check")
    )
    text = page.content.decode()
    assert "还没有保存" in text
    assert "共收到政府信息公开申请7件。</textarea>" in text
    assert "text.mismatch" in text
    assert queries.report(report.pk).overview == ""


def test_a_suggested_sentence_is_added_at_the_end(department: Desk, sitting: Sit) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = a_report(department)
    page = sitting(department, "desk_officer").post(
        f"/desk/reports/{report.pk}/texts/", typed(report.version, "开头。", "overview:0")
    )
    text = page.content.decode()
    assert "开头。\n本机关共收到政府信息公开申请1件，办结1件" in text
    assert queries.report(report.pk).overview == ""


def test_a_sentence_that_is_not_there_changes_nothing(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    for asked in ("overview:99", "nowhere:0", "overview:x"):
        page = sitting(department, "desk_officer").post(
            f"/desk/reports/{report.pk}/texts/", typed(report.version, "开头。", asked)
        )
        assert "开头。</textarea>" in page.content.decode()


def test_the_later_writer_sees_both_texts_and_decides(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    actions.write_texts(report, overview="同事写的。", problems="", other_matters="", actor=department.officer(JANUARY))
    officer, address = sitting(department, "desk_officer"), f"/desk/reports/{report.pk}/texts/"
    page = officer.post(address, typed(report.version, "我写的。"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "改写了正文" in text
    assert "同事写的。" in text
    assert "我写的。</textarea>" in text
    version = queries.report(report.pk).version
    assert f'name="seen_version" value="{version}"' in text
    officer.post(address, typed(version, "我写的。"))
    assert queries.report(report.pk).overview == "我写的。"


def test_a_leader_reads_but_does_not_save(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    leader, address = sitting(department, "leader"), f"/desk/reports/{report.pk}/texts/"
    assert "保存正文" not in leader.get(address).content.decode()
    page = leader.post(address, typed(report.version, "我写的。"))
    assert page.status_code == 422
    assert "须由该机关的经办人办理" in page.content.decode()


def test_a_published_report_has_no_fields(department: Desk, sitting: Sit) -> None:
    report = actions.publish_report(a_signed_report(department), actor=department.officer(JANUARY), on=JANUARY)
    text = sitting(department, "desk_officer").get(f"/desk/reports/{report.pk}/texts/").content.decode()
    assert "已经公布，不能改。" in text
    assert "<textarea" not in text
