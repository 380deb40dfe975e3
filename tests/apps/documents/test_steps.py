"""The steps of a life, each in its turn: solicitation, deliberation, evaluation; a step passed over stays to be seen."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.documents.refusals import refused
from tests.lives import ADDRESS, BEGUN, a_life, drafter, index_code, published, reviewed, solicited, walked
from tests.normative import District

from gongkai.audit.queries import entries_of
from gongkai.documents import actions
from gongkai.documents.models import DocumentRules, NormativeDocument
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale

Stage = NormativeDocument.Stage
ON = BEGUN + timedelta(days=20)


def solicit(district: District, document: NormativeDocument, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "since": BEGUN,
        "until": ON,
        "opinions": 12,
        "taken": 5,
        "address": ADDRESS,
        "actor": drafter(district, ON),
        **changes,
    }
    return actions.record_solicitation(document, **given)


def test_a_solicitation_is_on_record_with_its_days_its_address_and_its_counts(district: District) -> None:
    document = a_life(district)
    step = solicit(district, document, note="座谈会一次")
    assert (step.since, step.until, step.address, step.opinions, step.taken) == (BEGUN, ON, ADDRESS, 12, 5)
    document.refresh_from_db()
    assert document.stage == Stage.REVIEW
    told = entries_of(f"normativedocument:{document.pk}").last()
    assert told is not None
    assert (told.verb, told.on, told.details["opinions"]) == ("document.solicited", ON, 12)


def test_it_may_be_asked_a_second_time(district: District) -> None:
    document = a_life(district)
    solicit(district, document)
    later = ON + timedelta(days=9)
    solicit(district, document, since=ON, until=later, opinions=0, taken=None, actor=drafter(district, later))
    assert document.steps.filter(kind=StepKind.SOLICITATION).count() == 2


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"until": ON + timedelta(days=1)}, "date.future", "until"),
        ({"since": ON + timedelta(days=1)}, "solicitation.ends_first", "until"),
        ({"address": "javascript:alert(1)"}, "solicitation.address", "address"),
        ({"address": "www.example"}, "solicitation.address", "address"),
        ({"address": " ", "note": ""}, "solicitation.where", "address"),
        ({"opinions": -1, "taken": None}, "solicitation.opinions", "opinions"),
        ({"opinions": 3, "taken": 4}, "solicitation.taken", "taken"),
        ({"address": "https://x.example/" + "a" * 400}, "text.too_long", "address"),
    ],
)
def test_what_cannot_be_of_a_solicitation_is_told_at_its_field(
    district: District, changes: dict[str, Any], code: str, field: str
) -> None:
    document = a_life(district)
    refused(NotAcceptable, lambda: solicit(district, document, **changes), code, field)


def test_asked_on_paper_it_needs_no_address_but_a_word(district: District) -> None:
    assert solicit(district, a_life(district), address="", note="书面征求各部门意见").address == ""


def test_a_step_out_of_its_turn_is_told_what_comes_first(district: District) -> None:
    document = a_life(district)
    told = refused(
        NotLawful,
        lambda: actions.record_deliberation(document, place="常务会议", on=ON, actor=drafter(district, ON)),
        "step.not_its_turn",
    )
    assert "征求意见" in told.message
    solicited(district, document, ON)
    told = refused(
        NotLawful,
        lambda: actions.record_deliberation(document, place="常务会议", on=ON, actor=drafter(district, ON)),
        "step.not_its_turn",
    )
    assert "合法性审核" in told.message
    assert "不能省略" in told.hint


def test_no_step_was_taken_before_the_one_it_follows(district: District) -> None:
    document = a_life(district)
    solicited(district, document, ON)
    reviewed(district, document, ON + timedelta(days=5))
    early = ON + timedelta(days=4)
    refused(
        NotAcceptable,
        lambda: actions.record_deliberation(
            document, place="常务会议", on=early, actor=drafter(district, ON + timedelta(days=9))
        ),
        "date.too_early",
        "on",
    )


def test_a_deliberation_names_its_meeting(district: District) -> None:
    document = walked(district, until=StepKind.REVIEW)
    on = BEGUN + timedelta(days=30)
    refused(
        NotAcceptable,
        lambda: actions.record_deliberation(document, place=" ", on=on, actor=drafter(district, on)),
        "deliberation.no_place",
        "place",
    )
    step = actions.record_deliberation(document, place="区政府第32次常务会议", on=on, actor=drafter(district, on))
    document.refresh_from_db()
    assert (step.place, document.stage) == ("区政府第32次常务会议", Stage.REGISTRATION)


def test_passing_over_a_step_the_agency_requires_needs_a_reason_that_stays(district: District) -> None:
    document = a_life(district)
    refused(
        NotLawful,
        lambda: actions.skip_step(document, kind="solicitation", on=ON, actor=drafter(district, ON), reason=" "),
        "step.no_reason",
        "reason",
    )
    step = actions.skip_step(
        document, kind="solicitation", on=ON, actor=drafter(district, ON), reason="只转发上级规定，没有裁量余地"
    )
    document.refresh_from_db()
    assert (step.skipped, step.reason, document.stage) == (True, "只转发上级规定，没有裁量余地", Stage.REVIEW)
    told = entries_of(f"normativedocument:{document.pk}").last()
    assert told is not None
    assert told.details["reason"] == step.reason


def test_where_the_agency_does_not_require_it_the_course_says_just_that(district: District) -> None:
    DocumentRules.objects.create(agency=district.head, required=["review", "registration"])
    document = a_life(district)
    step = actions.skip_step(document, kind="solicitation", on=ON, actor=drafter(district, ON))
    assert "不要求" in step.reason


@pytest.mark.parametrize("kind", ["review", "registration", "publication"])
def test_some_steps_are_never_passed_over(district: District, kind: str) -> None:
    document = a_life(district)
    refused(
        NotLawful,
        lambda: actions.skip_step(document, kind=kind, on=ON, actor=drafter(district, ON), reason="来不及"),
        "step.never_skipped",
    )


@pytest.mark.parametrize("kind", ["interpretation", "evaluation", "lunch", ""])
def test_what_is_no_step_to_pass_over_is_told_so(district: District, kind: str) -> None:
    document = a_life(district)
    refused(
        NotAcceptable,
        lambda: actions.skip_step(document, kind=kind, on=ON, actor=drafter(district, ON), reason="来不及"),
        "step.kind",
        "kind",
    )


def test_others_record_nothing_and_a_stale_page_is_told(district: District) -> None:
    document = a_life(district)
    refused(
        NotAllowed,
        lambda: solicit(district, document, actor=district.of_head("contact", ON)),
        "document.not_drafting",
    )
    refused(Stale, lambda: solicit(district, document, seen_version=document.version - 1), "document.changed")


def test_what_is_registered_is_solicited_no_more(district: District) -> None:
    document = walked(district)
    later = date(2024, 5, 20)
    refused(
        NotLawful,
        lambda: solicit(district, document, until=later, actor=drafter(district, later)),
        "step.registered",
    )


def test_a_document_in_use_is_evaluated_and_may_be_again(district: District) -> None:
    index_code(district)
    document = walked(district)
    on = date(2024, 5, 20)
    refused(
        NotLawful,
        lambda: actions.record_evaluation(document, on=on, note="效果良好", actor=drafter(district, on)),
        "evaluation.not_in_use",
    )
    published(district, document, on)
    refused(
        NotAcceptable,
        lambda: actions.record_evaluation(document, on=on, note=" ", actor=drafter(district, on)),
        "evaluation.no_note",
        "note",
    )
    for _ in range(2):
        actions.record_evaluation(document, on=on, note="效果良好，继续施行", actor=drafter(district, on))
    document.refresh_from_db()
    assert document.stage == Stage.IN_USE
    assert document.steps.filter(kind=StepKind.EVALUATION).count() == 2
