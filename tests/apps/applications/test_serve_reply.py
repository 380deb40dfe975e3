"""送达答复: closes the case, once. The day is that of signature, of posting, or of arrival at the address named."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    at_stage,
    events_of,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    refusal,
    trace_of,
)
from tests.apps.files.samples import PDF
from tests.builders import a_draft, an_application

from gongkai.applications.actions import approve_reply, draft_reply, serve_reply
from gongkai.applications.models import Application, Reply
from gongkai.applications.queries import clock_of, for_applicant, living_reply
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.stages import Stage, Verb


def serve(application, *, actor, on, **changes):
    return serve_reply(application, actor=actor, on=on, **{"service": "hand", **changes})


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.REPLY_APPROVED)


def approved(desk, **changes) -> Application:
    application = an_application(desk, received_on=date(2020, 4, 13), **changes)
    a_draft(desk, application, on=NEXT, released=[("批复.pdf", PDF)])
    return approve_reply(application, actor=desk.leader(NEXT), on=NEXT)


def test_the_case_is_closed_with_its_outcome(desk, application):
    found = serve(application, actor=desk.officer(LATER), on=LATER)
    assert (found.stage, found.outcome) == (Stage.CLOSED, "granted.provided")
    assert (found.replied_on, found.closed_on) == (NEXT, LATER)
    assert events_of(found)[-1] == ("replied", LATER)
    reply = living_reply(found)
    assert (reply.state, reply.served_on, reply.document.services.get().way) == ("served", LATER, "hand")


def test_the_clock_stops_and_a_late_reply_is_told(desk, application):
    late = date(2020, 5, 13)
    found = serve(application, actor=desk.officer(late), on=late)
    assert clock_of(found).state == "replied"
    assert clock_of(found).defect_codes == ("reply_late",)


def test_the_applicant_sees_letter_and_files_only_once_they_are_served(desk):
    application = approved(desk)
    before = for_applicant(application.query_number)
    assert (list(before.documents.all()), list(before.attachments.all())) == ([], [])
    serve(application, actor=desk.officer(LATER), on=LATER)
    after = for_applicant(application.query_number)
    assert [letter.kind for letter in after.documents.all()] == ["answer_grant"]
    assert [attachment.file.name for attachment in after.attachments.all()] == ["批复.pdf"]


def test_by_post_it_bears_the_number_of_the_mail(desk, application):
    for number in ("", "  "):
        said = refusal(
            NotAcceptable,
            lambda: serve(application, actor=desk.officer(LATER), on=LATER, service="mail", mail_number=number),  # noqa: B023
            "service.mail_number",
            "mail_number",
        )
        assert "邮政企业" in said.hint
    found = serve(application, actor=desk.officer(LATER), on=LATER, service="mail", mail_number=" XA1 ")
    assert living_reply(found).document.services.get().mail_number == "XA1"


@pytest.mark.parametrize(
    ("form", "delivery", "lawful"),
    [
        ("paper", "mail", False),
        ("paper", "pick_up", False),
        ("electronic", "mail", True),
        ("paper", "email", True),
        ("paper", "online", True),
    ],
)
def test_by_electronic_means_only_where_the_applicant_chose_them(desk, form, delivery, lawful):
    application = approved(desk, form=form, delivery=delivery)
    if lawful:
        assert serve(application, actor=desk.officer(LATER), on=LATER, service="electronic").stage == Stage.CLOSED
    else:
        said = refusal(
            NotLawful,
            lambda: serve(application, actor=desk.officer(LATER), on=LATER, service="electronic"),
            "service.not_chosen",
            "service",
        )
        assert str(said.citation).endswith("第四十条")


@pytest.mark.parametrize("service", ["", "pigeon"])
def test_a_way_of_serving_is_chosen_from_those_there_are(desk, application, service):
    refusal(
        NotAcceptable,
        lambda: serve(application, actor=desk.officer(LATER), on=LATER, service=service),
        "service.unknown",
        "service",
    )


def test_a_second_reply_is_refused(desk, application):
    serve(application, actor=desk.officer(LATER), on=LATER)
    said = refusal(NotLawful, lambda: serve(application, actor=desk.officer(LATER), on=LATER), "stage.serve_reply")
    assert "一件申请只答复一次" in said.message
    refusal(
        NotLawful,
        lambda: draft_reply(
            application, outcome_code="granted.provided", reason="再答复", actor=desk.officer(LATER), on=LATER
        ),
        "stage.draft_reply",
    )


def test_the_database_itself_holds_one_living_reply_a_case(desk, application):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(application=application, outcome="granted.provided", grounds="x", drafted_on=LATER)


def test_the_database_itself_wants_a_closed_case_to_have_day_and_outcome(desk, application):
    for change in ({"stage": "closed"}, {"closed_on": LATER}, {"stage": "closed", "closed_on": LATER}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**change)


def test_the_trace_names_the_way_of_serving(desk, application):
    trace = trace_of(serve(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.on, trace.details["service"]) == ("application.reply_served", LATER, "hand")
    assert trace.ground.endswith("第三十三条第二款")


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.SERVE_REPLY, serve)


def test_only_a_desk_officer_of_the_agency_serves(desk, application):
    is_refused_to_others(desk, application, serve, allowed={"desk_officer"})


def test_the_day_lies_between_the_approval_and_today(desk, application):
    is_refused_on_bad_days(desk, application, serve, not_before=NEXT)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, serve)
