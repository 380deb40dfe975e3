"""登记更正申请 (art. 41): a case of its own kind, with evidence, not counted in table 3."""

import pytest
from tests.apps.applications.watching import NEXT, RECEIVED, refusal, trace_of
from tests.builders import Desk, an_agency, details

from gongkai.applications.actions import draft_reply, register_correction, request_supplement
from gongkai.applications.facts import of_year
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.law.stages import Stage


def register(desk, **changes):
    told = {"channel": "in_person", "arrived_on": RECEIVED, "evidence": "户口簿复印件", **changes}
    about = details(content="低保公示中本人姓名误写为“李小曼”")
    return register_correction(desk.agency, about, actor=desk.officer(NEXT), **told)


def test_it_is_a_case_of_its_own_kind_with_a_number_and_a_code(desk):
    made = register(desk)
    case = made.application
    assert (case.case_kind, case.stage, case.received_on) == ("correction", Stage.HANDLING, RECEIVED)
    assert made.code
    assert case.events.last().data == {"evidence": "户口簿复印件"}
    assert trace_of(case).verb == "application.correction_registered"
    assert trace_of(case).ground.endswith("第四十一条")


def test_it_is_not_counted_in_the_report(desk):
    register(desk)
    assert list(of_year([desk.agency], 2020)) == []


def test_it_needs_evidence_in_words_or_files(desk):
    refusal(NotAcceptable, lambda: register(desk, evidence=" "), "correction.no_evidence", "evidence")
    made = register(desk, evidence="", files=[("户口簿.txt", b"li")])
    assert made.application.attachments.get().file.name == "户口簿.txt"


def test_what_belongs_to_applications_only_is_refused(desk):
    case = register(desk).application
    officer = desk.officer(NEXT)
    for act in (
        lambda: draft_reply(case, outcome_code="granted.provided", reason="可以", actor=officer, on=NEXT),
        lambda: request_supplement(case, items=["年份"], reply_by=NEXT, actor=officer, on=NEXT),
    ):
        said = refusal(NotLawful, act)
        assert "这是更正申请" in said.message


@pytest.mark.parametrize("duty", ["leader", "contact", "auditor"])
def test_only_a_desk_officer_of_the_agency_registers(desk, duty):
    told = {"channel": "in_person", "arrived_on": RECEIVED, "evidence": "户口簿"}
    for actor in (desk.actor(duty, NEXT), Desk(an_agency()).officer(NEXT)):
        refusal(NotAllowed, lambda: register_correction(desk.agency, details(), actor=actor, **told))  # noqa: B023
