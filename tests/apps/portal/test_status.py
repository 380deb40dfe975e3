"""The status page: to whoever has number and code, and to nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.builders import Desk, a_draft, a_submission

from gongkai.applications import actions
from gongkai.applications.actions import Submission
from gongkai.applications.models import Attachment, Document
from gongkai.audit.models import Entry

SUBMITTED = date(2024, 3, 4)
PAGE = b"%PDF-1.4\nreleased content"


@pytest.fixture
def submission(desk: Desk) -> Submission:
    return a_submission(desk, on=SUBMITTED, form="electronic", delivery="online")


def opened(submission: Submission) -> Client:
    """A browser in which number and code were given."""
    visitor = Client()
    answer = visitor.post("/status/", {"number": submission.application.query_number, "code": submission.code})
    assert answer.status_code == 302
    return visitor


def address(submission: Submission, rest: str = "") -> str:
    return f"/status/{submission.application.query_number}/{rest}"


def served(desk: Desk, submission: Submission, on: date) -> None:
    a_draft(desk, submission.application, on=on, released=[("验收报告.pdf", PAGE)])
    actions.approve_reply(submission.application, actor=desk.leader(on), on=on)
    actions.serve_reply(submission.application, service="electronic", actor=desk.officer(on), on=on)


def test_a_wrong_code_opens_nothing(submission: Submission, visitor: Client) -> None:
    answer = visitor.post("/status/", {"number": submission.application.query_number, "code": "AAAA-AAAA"})
    assert answer.status_code == 422
    assert "编号和查询码对不上" in answer.content.decode()
    assert submission.application.query_number in answer.content.decode()  # what was typed stays
    assert visitor.get(address(submission))["Location"].startswith("/status/?number=")


def test_an_unknown_number_answers_as_a_wrong_code_does(submission: Submission, visitor: Client) -> None:
    known = visitor.post("/status/", {"number": submission.application.query_number, "code": "AAAAAAAA"})
    unknown = visitor.post("/status/", {"number": "013-2024-9999", "code": "AAAAAAAA"})
    assert known.status_code == unknown.status_code
    assert list(known.context["form"].errors.items()) == list(unknown.context["form"].errors.items())


def test_after_five_wrong_codes_everything_is_refused_for_a_while_and_logged(
    submission: Submission, visitor: Client
) -> None:
    told = {"number": submission.application.query_number, "code": "AAAA-AAAA"}
    for _ in range(5):
        assert visitor.post("/status/", told).status_code == 422
    answer = visitor.post("/status/", {**told, "code": submission.code})
    assert answer.status_code == 429
    assert "请15分钟后再试" in answer.content.decode()
    assert Entry.objects.filter(verb="query.refused").count() == 5


def test_the_page_shows_stages_clock_and_what_can_be_done(submission: Submission) -> None:
    text = opened(submission).get(address(submission)).content.decode()
    assert "最迟4月1日（星期一）答复您" in text
    assert 'class="day received today"' in text
    assert "<strong>收到</strong>" in text
    assert "申请人李**" in text
    assert "李小满" not in text


def test_access_does_not_last_to_the_next_day(submission: Submission, settings: Any) -> None:
    visitor = opened(submission)
    settings.GONGKAI_TODAY = "2024-03-05"
    assert visitor.get(address(submission)).status_code == 302


def test_access_to_one_case_opens_no_other(desk: Desk, submission: Submission) -> None:
    other = a_submission(desk, on=SUBMITTED)
    visitor = opened(submission)
    assert visitor.get(address(other)).status_code == 302


def test_leaving_closes_the_case(submission: Submission) -> None:
    visitor = opened(submission)
    visitor.post("/status/leave/")
    assert visitor.get(address(submission)).status_code == 302


def test_a_supplement_notice_is_told_with_its_items_and_limit(desk: Desk, submission: Submission) -> None:
    on = SUBMITTED + timedelta(days=1)
    actions.request_supplement(
        submission.application,
        items=["写明是哪一年的报告"],
        reply_by=on + timedelta(days=15),
        guidance="",
        actor=desk.officer(on),
        on=on,
    )
    page = opened(submission).get(address(submission))
    text = page.content.decode()
    assert "写明是哪一年的报告" in text
    assert "2024年3月20日" in text
    assert "补正告知书" in text


def test_the_reply_and_its_file_appear_only_once_served(desk: Desk, submission: Submission) -> None:
    on = SUBMITTED
    visitor = opened(submission)
    a_draft(desk, submission.application, on=on, released=[("验收报告.pdf", PAGE)])
    actions.approve_reply(submission.application, actor=desk.leader(on), on=on)
    file, paper = Attachment.objects.get(), Document.objects.get()
    assert "验收报告" not in visitor.get(address(submission)).content.decode()
    assert visitor.get(address(submission, f"files/{file.pk}/")).status_code == 404
    assert visitor.get(address(submission, f"letters/{paper.pk}/")).status_code == 404
    actions.serve_reply(submission.application, service="electronic", actor=desk.officer(on), on=on)
    assert "验收报告.pdf" in visitor.get(address(submission)).content.decode()
    assert visitor.get(address(submission, f"files/{file.pk}/")).content == PAGE
    assert "政府信息公开申请答复书" in visitor.get(address(submission, f"letters/{paper.pk}/")).content.decode()
    assert visitor.get(address(submission, f"letters/{paper.pk}.pdf")).content.startswith(b"%PDF-")


def test_a_withdrawn_case_releases_nothing(desk: Desk, submission: Submission) -> None:
    a_draft(desk, submission.application, on=SUBMITTED, released=[("验收报告.pdf", PAGE)])
    actions.withdraw_application(submission.application, reason="不要了", actor=desk.officer(SUBMITTED), on=SUBMITTED)
    visitor = opened(submission)
    assert visitor.get(address(submission, f"files/{Attachment.objects.get().pk}/")).status_code == 404
    assert "验收报告.pdf" not in visitor.get(address(submission)).content.decode()


def test_released_files_and_letters_need_the_code(desk: Desk, submission: Submission) -> None:
    served(desk, submission, SUBMITTED)
    for rest in (f"files/{Attachment.objects.get().pk}/", f"letters/{Document.objects.get().pk}.pdf", ""):
        answer = Client().get(address(submission, rest))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/status/?number=")


def test_a_released_file_is_served_as_what_it_is_and_never_cached(desk: Desk, submission: Submission) -> None:
    served(desk, submission, SUBMITTED)
    answer = opened(submission).get(address(submission, f"files/{Attachment.objects.get().pk}/"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_what_an_applicant_wrote_cannot_become_markup(desk: Desk) -> None:
    told = a_submission(desk, on=SUBMITTED, content="<script>alert(1)</script>" * 5, name="<b>x</b>")
    text = opened(told).get(address(told)).content.decode()
    assert "<script>" not in text
    assert "<b>x" not in text


@pytest.mark.parametrize("papers", [1, 3])
def test_the_page_costs_the_same_however_long_the_case(
    desk: Desk, submission: Submission, papers: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(papers):
        actions.consult_third_party(
            submission.application,
            name=f"第三方{number}",
            subject="验收报告",
            actor=desk.officer(SUBMITTED),
            on=SUBMITTED,
        )
    visitor = opened(submission)
    visitor.get("/")  # the name of the house is read once a minute, not once a page
    with django_assert_max_num_queries(5):
        assert visitor.get(address(submission)).status_code == 200


def test_the_form_tells_which_line_is_empty(db: None, visitor: Client) -> None:
    answer = visitor.post("/status/", {"number": "", "code": ""})
    assert "请填写回执上的查询编号" in answer.content.decode()
    assert "请填写回执上的查询码" in answer.content.decode()
