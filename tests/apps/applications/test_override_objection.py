"""因公共利益决定公开 over a third party's objection: told in writing what and why, before the release (art. 32)."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    refusal,
    trace_of,
)
from tests.builders import Desk, a_draft

from gongkai.applications.actions import (
    approve_reply,
    consult_third_party,
    override_objection,
    record_opinion,
    record_service,
    serve_reply,
)
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.stages import Stage, Verb

OBJECTED = date(2020, 4, 17)


def objected(desk: Desk, **changes):
    application = at_stage(desk, Stage.HANDLING)
    consult_third_party(application, name="某某公司", subject="合同", actor=desk.officer(NEXT), on=NEXT)
    told = {"ref": "1", "consents": False, "text": "涉及商业秘密", "good_reason": True, **changes}
    return record_opinion(application, actor=desk.officer(OBJECTED), on=OBJECTED, **told)


@pytest.fixture
def application(desk):
    return objected(desk)


@pytest.fixture
def override(desk):
    def act(application, *, actor, on, **changes):
        told = {
            "ref": "1",
            "subject": "施工合同第三章",
            "reason": "桥梁质量关系公共安全",
            "approved_by": desk.person("leader"),
            **changes,
        }
        return override_objection(application, actor=actor, on=on, **told)

    return act


def test_the_third_party_is_told_what_is_released_and_why(desk, application, override):
    found = override(application, actor=desk.officer(LATER), on=LATER)
    assert ("third_party_decision", False) in letters_of(found)
    letter = found.documents.get(kind="third_party_decision")
    text = "".join(letter.content["paragraphs"])
    assert letter.content["addressee"] == "某某公司"
    assert "施工合同第三章" in text
    assert "桥梁质量关系公共安全" in text
    assert "行政复议" in text, "they may contest it"
    assert "李小满" not in text


def test_the_trace_names_who_approved(desk, application, override):
    trace = trace_of(override(application, actor=desk.officer(LATER), on=LATER))
    assert (trace.verb, trace.on) == ("application.objection_overridden", LATER)
    assert trace.ground.endswith("第三十二条")
    assert trace.details["approved_by"] == desk.person("leader").name


def test_a_release_over_a_good_objection_is_refused_without_it(desk, application, override):
    refusal(NotLawful, lambda: a_draft(desk, application, on=LATER), "reply.objection", "outcome_code")
    override(application, actor=desk.officer(LATER), on=LATER)
    assert a_draft(desk, application, on=LATER).stage == Stage.REPLY_DRAFTED


def test_the_letter_reaches_them_before_the_applicant_gets_the_record(desk, application, override):
    override(application, actor=desk.officer(LATER), on=LATER)
    a_draft(desk, application, on=LATER)
    approve_reply(application, actor=desk.leader(LATER), on=LATER)
    told = {"service": "hand", "actor": desk.officer(LATER), "on": LATER}
    refusal(NotLawful, lambda: serve_reply(application, **told), "reply.third_party_untold")
    letter = application.documents.get(kind="third_party_decision")
    record_service(letter, way="mail", mail_number="XA1", on=LATER, actor=desk.officer(LATER))
    assert serve_reply(application, **told).stage == Stage.CLOSED


@pytest.mark.parametrize("changes", [{"good_reason": False}, {"consents": True, "good_reason": None}])
def test_without_a_good_objection_a_release_needs_none(desk, changes):
    assert a_draft(desk, objected(desk, **changes), on=LATER).stage == Stage.REPLY_DRAFTED


def test_a_release_in_part_may_leave_out_what_is_objected_to(desk, application):
    grounds = "《中华人民共和国政府信息公开条例》第十五条、第三十七条"
    drafted = a_draft(desk, application, on=LATER, outcome="granted_in_part", grounds=grounds)
    assert drafted.stage == Stage.REPLY_DRAFTED


def test_there_is_nothing_to_override_where_nobody_objects(desk, override):
    agreed = objected(desk, consents=True, good_reason=None)
    refusal(NotLawful, lambda: override(agreed, actor=desk.officer(LATER), on=LATER), "override.no_objection", "ref")


@pytest.mark.parametrize("field", ["subject", "reason"])
def test_it_says_what_and_why(desk, application, override, field):
    refusal(
        NotAcceptable,
        lambda: override(application, actor=desk.officer(LATER), on=LATER, **{field: " "}),
        "override.incomplete",
        field,
    )


def test_it_is_approved_by_a_leader_and_told_once(desk, application, override):
    refusal(
        NotAllowed,
        lambda: override(application, actor=desk.officer(LATER), on=LATER, approved_by=desk.person("reviewer")),
        "override.approver",
        "approved_by",
    )
    override(application, actor=desk.officer(LATER), on=LATER)
    refusal(
        NotAcceptable, lambda: override(application, actor=desk.officer(LATER), on=LATER), "override.repeated", "ref"
    )


def test_it_is_refused_at_every_other_stage(desk, override):
    is_refused_where_unlawful(desk, Verb.OVERRIDE, override)


def test_only_a_desk_officer_of_the_agency_does_it(desk, application, override):
    is_refused_to_others(desk, application, override, allowed={"desk_officer"})


def test_the_day_lies_between_the_objection_and_today(desk, application, override):
    is_refused_on_bad_days(desk, application, override, not_before=OBJECTED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application, override):
    is_refused_when_stale(desk, application, override)
