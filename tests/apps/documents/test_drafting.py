"""Beginning a document, telling what it is, urgency, the end of drafting, giving it up."""

from datetime import date, timedelta

import pytest
from tests.apps.documents.refusals import refused
from tests.lives import BEGUN, a_life, a_text, columns, drafter, index_code, told, walked
from tests.normative import District

from gongkai.agencies.models import Agency
from gongkai.audit.queries import entries_of
from gongkai.documents import actions
from gongkai.documents.models import NormativeDocument
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale

Stage = NormativeDocument.Stage


def test_a_department_drafts_for_itself_or_for_the_government_above_it(district: District) -> None:
    own = a_life(district)
    assert (own.agency, own.drafted_by, own.stage) == (district.agency, district.agency, Stage.DRAFTING)
    above = a_life(district, for_head=True)
    assert (above.agency, above.drafted_by) == (district.head, district.agency)
    assert [entry.verb for entry in entries_of(f"normativedocument:{own.pk}")] == ["document.drafted"]


def test_who_is_of_another_agency_or_of_another_duty_may_not_draft(district: District) -> None:
    for actor in (district.actor("leader", BEGUN), district.of_head("contact", BEGUN)):
        refused(
            NotAllowed,
            lambda actor=actor: actions.draft_document(district.agency, told=told(), actor=actor),
            "document.not_drafting",
        )
    refused(
        NotAcceptable,
        lambda: actions.draft_document(
            district.agency, told=told(), actor=district.of_head("contact", BEGUN), drafted_by=district.head
        ),
        "document.drafter",
        "agency",
    )


def test_a_document_led_by_an_agency_outside_is_not_ours_to_register(district: District) -> None:
    refused(NotLawful, lambda: a_life(district, led_by="邻州市交通局"), "document.led_outside", "led_by")
    joint = a_life(district, joint=[district.head], joint_outside=["邻州市交通局", " "])
    assert joint.joint_outside == ["邻州市交通局"]
    assert list(joint.joint.all()) == [district.head]


def test_what_is_told_must_be_whole(district: District) -> None:
    cases = {
        ("document.no_title", "title"): {"title": "  "},
        ("document.kind", "kind"): {"kind": "law"},
        ("text.too_long", "title"): {"title": "长" * 201},
        ("document.term_first", "valid_until"): {
            "effective_on": date(2024, 6, 1),
            "valid_until": date(2024, 5, 31),
        },
        ("document.joint_outside", "joint_outside"): {"joint_outside": ["某局"] * 21},
        ("document.joint_itself", "joint"): {"joint": [district.agency]},
    }
    for (code, field), changes in cases.items():
        refused(NotAcceptable, lambda changes=changes: a_life(district, **changes), code, field)
    refused(NotLawful, lambda: a_life(district, kind="rules"), "document.no_rules", "kind")


def test_what_it_rests_on_is_kept_in_order_and_never_itself(district: District) -> None:
    law = actions.BasisTold("中华人民共和国民法典", "第二百七十八条")
    document = a_life(district, bases=[law, actions.BasisTold("物业管理条例")])
    assert [basis.title for basis in document.bases.all()] == [law.title, "物业管理条例"]
    itself = told(bases=[actions.BasisTold(document.title, cited=document)])
    refused(
        NotAcceptable,
        lambda: actions.revise_document(document, told=itself, actor=drafter(district)),
        "document.own_basis",
        "bases",
    )
    assert document.bases.count() == 2


def test_of_two_who_revise_at_once_the_second_is_told(district: District) -> None:
    document = a_life(district)
    seen = document.version
    actions.revise_document(document, told=told(title="甲"), actor=drafter(district), seen_version=seen)
    refused(
        Stale,
        lambda: actions.revise_document(document, told=told(title="乙"), actor=drafter(district), seen_version=seen),
        "document.changed",
    )
    document.refresh_from_db()
    assert document.title == "甲"


def test_what_is_registered_is_revised_no_more(district: District) -> None:
    document = walked(district)
    for act in (
        lambda: actions.revise_document(document, told=told(), actor=drafter(district, date(2024, 5, 6))),
        lambda: actions.drop_document(document, reason="不用了", actor=drafter(district, date(2024, 5, 6))),
        lambda: actions.mark_urgent(document, reason="汛情", actor=drafter(district, date(2024, 5, 6))),
    ):
        refused(NotLawful, act, "document.issued")


def test_drafting_ends_by_a_word_or_by_the_next_step(district: District) -> None:
    document = a_life(district)
    finished = actions.finish_drafting(document, actor=drafter(district))
    assert finished.stage == Stage.SOLICITATION
    refused(NotLawful, lambda: actions.finish_drafting(document, actor=drafter(district)), "document.not_drafted")


def test_urgency_needs_a_reason_and_takes_no_step_away(district: District) -> None:
    document = a_life(district)
    refused(
        NotAcceptable,
        lambda: actions.mark_urgent(document, reason=" ", actor=drafter(district)),
        "item.no_reason",
        "reason",
    )
    marked = actions.mark_urgent(document, reason="主汛期前须施行", actor=drafter(district))
    assert marked.urgent == "主汛期前须施行"
    refused(
        NotLawful,
        lambda: actions.skip_step(document, kind="review", reason="来不及", on=BEGUN, actor=drafter(district)),
        "step.never_skipped",
    )


@pytest.mark.parametrize("until", [StepKind.SOLICITATION, StepKind.DELIBERATION])
def test_a_document_given_up_keeps_its_course_and_its_text_stays_held(district: District, until: StepKind) -> None:
    index_code(district)
    document = walked(district, until=until)
    on = BEGUN + timedelta(days=30)
    item = a_text(district, document, on)
    dropped = actions.drop_document(document, reason="上级已有规定", actor=drafter(district, on))
    assert (dropped.stage, dropped.dropped_because) == (Stage.DROPPED, "上级已有规定")
    assert dropped.steps.exists()
    item.refresh_from_db()
    assert "终止制定" in item.held_because
    refused(
        NotLawful,
        lambda: actions.record_deliberation(dropped, place="会", on=on, actor=drafter(district, on)),
        "document.dropped",
    )
    columns()


def test_the_head_may_make_rules_only_where_its_rules_say_so(district: District) -> None:
    from gongkai.documents.models import DocumentRules

    head = Agency.objects.get(pk=district.head.pk)
    DocumentRules.objects.create(agency=head, required=[], may_make_rules=True)
    assert a_life(district, for_head=True, kind="rules").kind == "rules"
