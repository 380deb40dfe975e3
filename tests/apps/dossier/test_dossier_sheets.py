"""Sheets of the dossier: what was hidden and on which article, what the days rest on, what was done wrongly."""

from datetime import date

import pytest
from tests.apps.applications.test_answer_correction import answer
from tests.apps.applications.test_register_correction import register
from tests.apps.applications.test_release_redacted import PDF, original_of, release, with_original
from tests.apps.applications.watching import LATER, NEXT, at_stage
from tests.apps.dossier.cases import a_pdf, a_picture

from gongkai.applications.actions import draft_reply, serve_reply
from gongkai.applications.dossier import papers_of, sheets, whole_case
from gongkai.files.queries import content_of
from gongkai.law.stages import Stage


@pytest.fixture
def redacted(desk):
    application = with_original(desk, at_stage(desk, Stage.HANDLING))
    copy = release(application, actor=desk.officer(NEXT))
    upload = (copy.file.name, content_of(copy.file))
    return draft_reply(
        application,
        outcome_code="granted_in_part",
        reason="合同中的自然人姓名属于个人隐私，公开会损害其合法权益。",
        grounds="条例第三十七条、第十五条",
        released=[upload],
        actor=desk.officer(LATER),
        on=LATER,
    )


def test_a_redacted_copy_stands_once_with_its_list_by_article(redacted):
    papers = papers_of(whole_case(redacted.pk), LATER)
    told = [(paper.title, paper.named) for paper in papers if "遮盖" in paper.title + paper.named]
    assert told == [("公开的信息", "施工合同（遮盖后）.pdf"), ("遮盖清单：施工合同（遮盖后）.pdf", "")]
    sheet = next(paper for paper in papers if paper.title.startswith("遮盖清单"))
    assert "第十五条，个人隐私" in str(sheet.sheet)
    assert "personal_privacy" not in str(sheet.sheet)


def test_the_original_stays_out_and_is_named_by_its_hash(redacted):
    papers = papers_of(whole_case(redacted.pk), LATER)
    assert PDF not in [paper.content for paper in papers]
    left_out = next(paper for paper in papers if paper.title == "未编入的材料")
    assert original_of(redacted).file.digest in str(left_out.sheet)


def test_a_correction_rests_on_its_own_article(desk):
    late = date(2020, 5, 13)
    case = answer(register(desk).application, actor=desk.officer(late), on=late)
    told = str(sheets.clock_sheet(whole_case(case.pk), late))
    assert "第四十一条没有规定答复期限" in told
    assert "第三十三条" not in told


def test_days_out_of_order_are_told_without_an_article_there_is_none(desk):
    case = at_stage(desk, Stage.HANDLING)
    case.events.create(position=9, kind="fee_paid", on=NEXT, data={}, recorded_at=desk.officer(NEXT).at, by="经办人")
    told = str(sheets.clock_sheet(whole_case(case.pk), LATER))
    assert "没有登记收费通知" in told
    assert "None" not in told


def test_each_proof_of_service_stands_once_under_its_letter(desk):
    case = at_stage(desk, Stage.REPLY_APPROVED)
    proof = [("交寄清单.pdf", a_pdf()), ("回执.png", a_picture())]
    serve_reply(case, service="mail", mail_number="XA1", proof=proof, actor=desk.officer(LATER), on=LATER)
    case = whole_case(case.pk)
    number = case.documents.get(reply__isnull=False).number
    told = [(paper.title, paper.named) for paper in papers_of(case, LATER) if paper.section == "五、送达"]
    assert told[1:] == [(f"送达凭证：{number}", "交寄清单.pdf"), ("送达凭证", "回执.png")]
