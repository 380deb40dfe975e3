"""出具登记回执 (art. 31, 45): the day of receipt and how it was fixed, the papers, the due day, where to enquire."""

import pytest
from tests.apps.applications.watching import (
    NEXT,
    RECEIVED,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)
from tests.builders import an_application

from gongkai.applications.actions import consult_third_party, issue_receipt
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_the_receipt_tells_the_day_the_way_the_papers_and_the_due_day(desk, application):
    issue_receipt(application, actor=desk.officer(NEXT), on=NEXT)
    text = "".join(application.documents.get().content["paragraphs"])
    for told in (
        "2020年4月13日",
        "当面提交",
        "政府信息公开申请表、身份证明",
        "2020年5月12日",
        application.query_number,
    ):
        assert told in text
    assert letters_of(application) == [("receipt", True)]


@pytest.mark.parametrize(
    ("channel", "told"), [("oral", "由本机关代为填写"), ("ordinary_mail", "平常信函"), ("fax", "传真")]
)
def test_how_the_day_was_fixed_follows_the_channel(desk, channel, told):
    application = an_application(desk, received_on=RECEIVED, channel=channel)
    issue_receipt(application, actor=desk.officer(NEXT), on=NEXT, materials="申请表1份。")
    text = "".join(application.documents.get().content["paragraphs"])
    assert told in text
    assert "收到的材料：申请表1份。" in text


def test_a_receipt_is_issued_once(desk, application):
    issue_receipt(application, actor=desk.officer(NEXT), on=NEXT)
    refusal(NotAcceptable, lambda: issue_receipt(application, actor=desk.officer(NEXT), on=NEXT), "receipt.made")


def test_no_receipt_while_the_due_day_cannot_be_told(desk, application):
    consult_third_party(application, name="甲公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)
    refusal(NotLawful, lambda: issue_receipt(application, actor=desk.officer(NEXT), on=NEXT), "receipt.no_due")


def test_the_act_is_traced(desk, application):
    issue_receipt(application, actor=desk.officer(NEXT), on=NEXT)
    entry = trace_of(application)
    assert (entry.verb, entry.details["document"]) == ("application.receipt_issued", application.documents.get().number)


def test_it_is_refused_where_it_should_be(desk, application):
    is_refused_where_unlawful(desk, Verb.ISSUE_RECEIPT, issue_receipt)
    is_refused_to_others(desk, application, issue_receipt, allowed={"desk_officer"})
    is_refused_on_bad_days(desk, application, issue_receipt, not_before=RECEIVED)
    is_refused_when_stale(desk, application, issue_receipt)
