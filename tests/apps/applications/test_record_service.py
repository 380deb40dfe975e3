"""登记送达: any letter, each way with what it needs; the clock takes the legal day (国办公开办函〔2016〕235号)."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    events_of,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    refusal,
    trace_of,
)
from tests.builders import a_closed, an_application

from gongkai.applications.actions import (
    consult_third_party,
    extend_deadline,
    record_return,
    record_service,
    request_supplement,
)
from gongkai.applications.models import Application, Service
from gongkai.applications.queries import clock_of
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage

DUE = date(2020, 5, 12)


@pytest.fixture
def extended(desk):
    application = at_stage(desk, Stage.HANDLING)
    return extend_deadline(
        application,
        workdays=10,
        reason="档案需要调取",
        approved_by=desk.person("leader"),
        actor=desk.officer(NEXT),
        on=NEXT,
    )


def letter_of(application, kind="extension"):
    return application.documents.get(kind=kind)


def serve(application, *, actor, on, kind="extension", **changes):
    told = {"way": "mail", "mail_number": "XA00000000001", **changes}
    return record_service(letter_of(application, kind), actor=actor, on=on, **told)


def test_a_letter_handed_over_is_kept_with_who_signed_and_its_proof(desk, extended):
    made = serve(
        extended,
        actor=desk.officer(LATER),
        on=LATER,
        way="hand",
        mail_number="",
        place="区政务大厅",
        served_by="王敏",
        taken_by="李小满",
        proof=[("回证.txt", "签收".encode())],
    )
    kept = Service.objects.get(pk=made.pk)
    assert (kept.way, kept.on, kept.place, kept.served_by, kept.taken_by) == (
        "hand",
        LATER,
        "区政务大厅",
        "王敏",
        "李小满",
    )
    assert kept.proof.name == "回证.txt"
    assert extended.attachments.get(role="proof").file == kept.proof
    assert events_of(extended)[-1] == ("served", LATER)


def test_the_trace_names_the_letter_and_the_way(desk, extended):
    serve(extended, actor=desk.officer(LATER), on=LATER)
    trace = trace_of(extended)
    assert (trace.verb, trace.on) == ("application.letter_served", LATER)
    assert trace.details["document"] == letter_of(extended).number
    assert trace.details["service"] == "mail"
    assert trace.ground.endswith("第四十条")


def test_an_extension_posted_in_time_moves_the_due_day(desk, extended):
    serve(extended, actor=desk.officer(DUE), on=DUE)
    found = clock_of(Application.objects.get(pk=extended.pk))
    assert (found.due_on, found.defects) == (date(2020, 5, 26), ())


def test_an_extension_posted_late_is_shown_as_the_defect_it_is_with_both_days(desk, extended):
    late = date(2020, 5, 13)
    serve(extended, actor=desk.officer(late), on=late)
    row = Application.objects.get(pk=extended.pk)
    found = clock_of(row)
    assert (found.due_on, found.defect_codes) == (DUE, ("extension_late",))
    assert row.due_on == DUE, "lists follow the clock"
    assert "2020年5月12日" in found.defects[0].message
    assert "本可延长到2020年5月26日" in found.defects[0].message


def test_a_supplement_notice_handed_over_after_the_seventh_day_is_late_whatever_day_it_bears(desk):
    application = at_stage(desk, Stage.HANDLING)
    application = request_supplement(
        application, items=["年份"], reply_by=date(2020, 5, 20), actor=desk.officer(NEXT), on=NEXT
    )
    assert not clock_of(application).defects
    late = date(2020, 4, 23)
    serve(application, actor=desk.officer(late), on=late, kind="supplement")
    (defect,) = clock_of(Application.objects.get(pk=application.pk)).defects
    assert defect.code == "supplement_notice_late"
    assert "2020年4月23日" in defect.message


def test_a_consultation_handed_over_begins_its_fifteen_days(desk):
    application = at_stage(desk, Stage.HANDLING)
    application = consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)
    told = {"kind": "third_party_consultation", "way": "hand", "mail_number": ""}
    serve(application, actor=desk.officer(LATER), on=LATER, **told)
    (pause,) = clock_of(application).pauses
    assert (pause.after, pause.deemed_on) == (LATER, date(2020, 5, 12))
    assert events_of(application)[-1] == ("delivered", LATER)


@pytest.mark.parametrize(
    ("told", "kind", "code", "field"),
    [
        ({"way": "pigeon"}, NotAcceptable, "service.unknown", "way"),
        ({"mail_number": " "}, NotAcceptable, "service.mail_number", "mail_number"),
        ({"mail_number": "SF1234567890123"}, NotLawful, "service.private_courier", "mail_number"),
        ({"mail_number": "顺丰 1234"}, NotLawful, "service.private_courier", "mail_number"),
        ({"way": "hand", "served_by": "圆通快递"}, NotLawful, "service.private_courier", "served_by"),
        ({"way": "entrusted", "entrusted_to": ""}, NotAcceptable, "service.entrusted_to", "entrusted_to"),
        ({"way": "electronic"}, NotLawful, "service.not_chosen", "way"),
        ({"way": "hand", "served_by": "长" * 41}, NotAcceptable, "text.too_long", "served_by"),
        ({"proof": [("坏.pdf", b"no pdf")]}, NotAcceptable, "", ""),
    ],
)
def test_each_way_asks_for_what_it_needs(desk, extended, told, kind, code, field):
    refusal(kind, lambda: serve(extended, actor=desk.officer(LATER), on=LATER, **told), code, field)


def test_an_applicant_who_chose_it_is_served_electronically_and_a_third_party_is_not(desk):
    application = an_application(desk, received_on=RECEIVED, delivery="email", form="electronic")
    application = consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)
    told = {"way": "electronic", "mail_number": ""}
    serve(application, actor=desk.officer(LATER), on=LATER, kind="consultation_notice", **told)
    refusal(
        NotLawful,
        lambda: serve(application, actor=desk.officer(LATER), on=LATER, kind="third_party_consultation", **told),
        "service.not_chosen",
    )


def test_a_letter_is_served_once_until_it_comes_back(desk, extended):
    first = serve(extended, actor=desk.officer(LATER), on=LATER)
    refusal(NotAcceptable, lambda: serve(extended, actor=desk.officer(LATER), on=LATER), "service.served")
    back = date(2020, 4, 24)
    record_return(first, on=back, why="查无此人", actor=desk.officer(back))
    serve(extended, actor=desk.officer(back), on=back)
    assert [row.returned_on for row in letter_of(extended).services.all()] == [back, None]
    task = extended.tasks.get()
    assert (task.done_on, task.done_how) == (back, "2020年4月24日重新送达")


def test_a_reply_is_first_served_by_its_own_verb(desk):
    application = at_stage(desk, Stage.REPLY_APPROVED)
    refusal(
        NotLawful,
        lambda: serve(application, actor=desk.officer(LATER), on=LATER, kind="answer_grant"),
        "service.reply",
    )


def test_a_reply_that_came_back_is_served_again_and_its_legal_day_is_the_later_one(desk):
    application = a_closed(desk, received_on=RECEIVED, closed_on=NEXT)
    document = application.documents.get(kind="answer_grant")
    record_return(document.services.get(), on=LATER, why="地址不详", actor=desk.officer(LATER))
    assert clock_of(application).replied_on == NEXT, "until it is served again the reply stands as served"
    record_service(document, way="hand", on=LATER, actor=desk.officer(LATER))
    assert clock_of(application).replied_on == LATER


def test_only_a_desk_officer_of_the_agency_records_it(desk, extended):
    is_refused_to_others(desk, extended, serve, allowed={"desk_officer"})


def test_the_day_lies_between_the_letter_and_today(desk, extended):
    is_refused_on_bad_days(desk, extended, serve, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, extended):
    is_refused_when_stale(desk, extended, serve)
